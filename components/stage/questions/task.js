// Something to do on the page: done as soon as what it asks for is so, by the visitor's own hand.

import { element, write } from "../kit/dom.js";
import { Question } from "./question.js";
import { holds, looksAtNow, stateOf } from "./sources.js";

/** @typedef {import("./sources.js").Clocked & { playing: boolean, gliding: boolean }} Shown */

export class Task extends Question {
  status = element("span", {});
  line = element(
    "p",
    { class: "question-task" },
    element("span", { class: "question-dot", "aria-hidden": "true" }),
    this.status,
  );
  clock = looksAtNow(this.item.until); // it is done by stopping the clock
  /** How much was turned before its text was in sight. @type {number | undefined} */
  before = undefined;
  away = false; // since then it was not so
  reached = ""; // what did it
  helped = false; // the hint was read

  constructor(/** @type {any} */ item, /** @type {number} */ place, /** @type {import("./question.js").All} */ all) {
    super(item, place, all);
    this.body.append(this.line);
  }

  /** The visitor has its text in sight. */
  seen() {
    this.before ??= this.all.hands;
  }

  /** A task has no wrong tries: who has read the hint may ask for the answer. */
  get offered() {
    return this.helped;
  }

  showHint() {
    this.helped = true;
    super.showHint();
  }

  praise() {
    return this.reached ? `Done: ${this.reached}` : "Done";
  }

  /** @param {Shown} moment */
  look(moment) {
    super.look(moment);
    if (!this.open) return;
    const found = holds(this.item.until, moment);
    if (found === undefined) return write(this.status, "Not yet: the run is still training.");
    if (found === false && this.before !== undefined) this.away = true;
    const { hands, ranOut } = this.all;
    const rests = !moment.playing && !moment.gliding && !ranOut;
    const turned = this.before !== undefined && hands > this.before;
    if (found && this.away && turned && (rests || !this.clock)) {
      this.reached = stateOf(this.item.until, moment, true);
      return this.attempt("", true);
    }
    if (this.all.player.clock.secret) return write(this.status, "Not yet: first see whether your guess is right.");
    const state = stateOf(this.item.until, moment);
    if (found && !this.away) write(this.status, "It is so already. Turn it away first, and then back.");
    else if (found && this.clock) write(this.status, "Here it is: stop the clock.");
    else write(this.status, found || !state ? "Not yet." : `Not yet: ${state}.`);
  }

  /** @param {string} verdict */
  finish(verdict) {
    this.line.hidden = true;
    super.finish(verdict);
  }
}
