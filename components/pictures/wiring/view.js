// The five steps as a machine that can be wired wrongly: a guess first, then the real outcome plays.

import { button, element } from "../../stage/kit/dom.js";
import { View } from "../../stage/kit/view.js";
import { Loop } from "./loop.js";
import { Losses } from "./losses.js";
import { Outcome } from "./outcome.js";
import { Question } from "./question.js";

/**
 * The code of each phase, wired right; the names of the wirings; which lines each fault puts in which phases ("": none);
 * the kinds of outcomes; and how this run is wired, and what became of it.
 * @typedef {import("../../stage/told").Fault} Fault
 * @typedef {Omit<import("../../stage/told").Wiring, "faults"> & { faults: Record<string, Fault | undefined> }} Wired
 */

export default class WiringView extends View {
  question = new Question((kind) => this.guess(kind));
  outcome = new Outcome();
  losses = new Losses();
  loop = new Loop();
  choices = element("div", { class: "wiring-choice", role: "group", "aria-label": "Wiring" });
  /** @type {HTMLButtonElement[]} */
  buttons = [];
  data = /** @type {Wired} */ (/** @type {unknown} */ (null));
  /** @type {any} of the newest film */
  header = null;
  wiring = ""; // that of the run
  /** @type {string | null} the wiring that the visitor is asked about */
  asked = null;
  /** @type {{ wiring: string, kind: string } | null} what the visitor said, and of which wiring */
  guessed = null;
  /** @type {string | null} the wiring that is on its way */
  awaited = null;

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "wiring");
    const back = element("div", { class: "wiring-back" }, element("span", {}, "↑ and again, update after update"));
    const told = element("div", { class: "wiring-told" }, this.question.node, this.outcome.node);
    const panel = element("div", { class: "wiring-panel" }, told, this.losses.node);
    this.root.append(this.choices, this.loop.node, back, panel);
    this.watch(this.losses.canvas.node);
  }

  /** @param {{ data: Wired }} picture */
  shapeOf({ data }) {
    return [data.wirings, data.phases];
  }

  /** @param {{ data: Wired }} picture */
  build({ data }) {
    this.buttons = Object.entries(data.wirings).map(([wiring, label]) =>
      button(label, () => this.choose(wiring), { "aria-pressed": "false", "data-wiring": wiring }),
    );
    this.choices.replaceChildren(...this.buttons);
    this.loop.build(data.phases);
  }

  /**
   * @param {{ data: Wired }} picture
   * @param {import("../../stage/play/film.js").Film} film
   */
  take({ data }, film) {
    const { wiring } = data;
    this.data = data;
    this.header = film.header;
    if (film.header.done) this.losses.remember(film);
    if (this.awaited === wiring && film.header.done) this.playIt();
    if (this.wiring !== wiring) {
      if (this.asked !== wiring) this.asked = null;
      this.wiring = wiring;
    }
    this.wire();
    this.losses.scale(film);
  }

  /** The guess is made and the run is here: it plays from its start. */
  playIt() {
    this.awaited = null;
    const { clock, still } = this.player;
    if (this.header.failure || still.matches) return clock.seek(clock.tape.end);
    clock.seek(0);
    if (clock.pace < clock.fitting) clock.setSpeed(null); // slower, it would take long to see the whole outcome
    clock.play();
  }

  // ---- hands

  /**
   * A fault is asked about first; back to right is no question.
   * @param {string} wiring
   */
  choose(wiring) {
    if (wiring !== this.wiring && this.player.keeps("wiring")) return this.wire();
    this.guessed = null;
    this.asked = wiring === this.wiring || wiring === "right" ? null : wiring;
    if (wiring === "right" && wiring !== this.wiring) this.send(wiring);
    this.wire();
    if (this.asked) this.question.focus(!this.player.still.matches);
  }

  /** @param {string} kind */
  guess(kind) {
    const wiring = this.asked;
    if (wiring === null) return;
    this.guessed = { wiring, kind };
    this.asked = null;
    this.send(wiring);
    this.wire();
  }

  /** @param {string} wiring */
  send(wiring) {
    this.awaited = wiring;
    this.player.clock.pause();
    this.turn({ wiring });
  }

  // ---- what stands there

  /** The wiring that the machine shows: the one asked about, the one on its way, or that of the run. */
  get shown() {
    return this.asked ?? this.awaited ?? this.wiring;
  }

  wire() {
    const { data, shown, asked, awaited, guessed, header } = this;
    for (const button of this.buttons) button.setAttribute("aria-pressed", String(button.dataset.wiring === shown));
    this.loop.wire(data, shown);
    this.question.ask(data, asked);
    this.outcome.tell(data, {
      asked: asked !== null,
      done: header.done,
      waiting: awaited !== null && awaited !== data.wiring,
      guess: guessed?.wiring === data.wiring ? guessed.kind : undefined,
      end: this.losses.right?.at(-1),
    });
    this.player.schedule();
  }

  resize() {
    if (this.fit(this.losses.canvas)) this.player.schedule();
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  draw(moment) {
    // While a guess or a run is awaited, the film is of another machine.
    const own = moment.film.header.spec.wiring === this.shown;
    const lit = own ? moment.doing : undefined;
    this.loop.light(lit);
    this.losses.draw(moment, own, this.theme);
  }
}
