// A number to guess.

import { button, element, write } from "../kit/dom.js";
import { readNumber } from "../kit/numbers.js";
import { Question } from "./question.js";
import { near, textOf, valueOf } from "./sources.js";

const NOTHING = { film: null, position: 0 }; // before there is a film

export class Guess extends Question {
  problem = element("span", { class: "question-told", id: `${this.id}-told`, role: "alert" });
  button = button("Check", () => (this.open ? this.check() : this.again()), { class: "question-check" });
  input = element("input", {
    type: "text",
    inputmode: "text",
    autocomplete: "off",
    spellcheck: "false",
    class: "question-input",
    id: this.id,
    "aria-label": "Your guess",
    "aria-describedby": this.problem.id,
    oninput: () => write(this.problem, ""),
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
  });
  answered = NaN; // the number that was right when it was answered

  constructor(/** @type {any} */ item, /** @type {number} */ place, /** @type {import("./question.js").All} */ all) {
    super(item, place, all);
    const unit = item.unit ? [element("span", { class: "question-unit" }, item.unit)] : [];
    this.body.append(element("div", { class: "question-line" }, this.input, ...unit, this.button, this.problem));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    event.stopPropagation(); // the bar has keys of its own
    if (event.key === "Enter" && this.open) this.check();
  }

  get right() {
    return valueOf(this.item.answer, this.all.now ?? NOTHING);
  }

  /** @param {number} guess */
  good(guess) {
    return near(guess, this.right, this.item.within + 1e-9);
  }

  /** @param {string} chosen */
  fits(chosen) {
    if (typeof this.right !== "number") return undefined;
    this.input.value = chosen;
    const fits = this.good(readNumber(chosen).value ?? NaN);
    if (!fits) this.input.value = "";
    return fits;
  }

  /** The right one in words, with its unit. */
  get number() {
    return `${textOf(this.right)} ${this.item.unit}`.trim();
  }

  answer() {
    return typeof this.right === "number" ? `${this.number}.` : "";
  }

  praise() {
    const guess = readNumber(this.input.value).value ?? NaN;
    const exact = textOf(guess) === textOf(this.right);
    return `${super.praise()}: it is ${this.number}${exact ? "" : ", near enough"}`;
  }

  check() {
    const { problem, value: guess } = readNumber(this.input.value);
    if (problem !== undefined) {
      write(this.problem, problem);
      return this.input.focus();
    }
    if (typeof this.right !== "number") return write(this.problem, "The page has no number for this yet.");
    this.attempt(this.input.value.trim(), this.good(guess));
    if (this.open) this.input.select();
  }

  /** @param {string} verdict */
  finish(verdict) {
    this.answered = this.right;
    this.input.readOnly = true;
    this.button.hidden = true;
    super.finish(verdict);
  }

  /**
   * Another state of the page asks the question anew.
   * @param {import("./sources.js").Clocked} moment
   */
  look(moment) {
    super.look(moment);
    if (this.open || !this.button.hidden || this.all.player.clock.playing) return;
    const { right } = this;
    if (typeof right !== "number" || near(right, this.answered, this.item.within)) return;
    write(this.button, "Ask again: the page has changed");
    this.button.hidden = false;
  }

  again() {
    this.input.readOnly = false;
    this.input.value = "";
    write(this.button, "Check");
    this.reopen();
    this.all.look();
    this.input.focus();
  }
}
