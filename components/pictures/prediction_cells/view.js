// inputs @ w.t() + b with the run's numbers, cell by cell: the tensors view, moved by hand, its weights by the clock.

import { button, element, write } from "../../stage/kit/dom.js";
import { Hand } from "../../stage/kit/hand.js";
import { HandSlider } from "../../stage/kit/handslider.js";
import { NO_PLANE, weightsAt } from "../../stage/kit/linear.js";
import { fill, scenesOf, sumOf, tensorsOf } from "./scenes.js";
import { Switch } from "../../stage/kit/switch.js";
import TensorsView from "../../stage/tensors/view.js";

const CELL_MS = 1500;
const BIAS_MS = 3400;
const DONE = 0.94; // share of a cell's time at which its sum is complete and still marked
const MOST_ROWS = 15; // that are multiplied at once
const MOST_INPUTS = 12; // whose numbers are drawn one by one
const wide = (/** @type {number} */ inputs) =>
  `Here every number of the product is drawn, and those of ${inputs} inputs would be too small to read. With up to ` +
  `${MOST_INPUTS} inputs it is here.`;
const BEATS = [{ code: "product = inputs @ w.t()" }, { code: "preds = product + b" }];

/**
 * @typedef {import("../../stage/play/film.js").Film} Film
 * @typedef {import("../../stage/play/player.js").Moment} Moment
 */

export default class CellsView extends TensorsView {
  rows = 5;
  /** @type {number[]} numbers of rows to choose from */
  offered = [];
  /** @type {import("./scenes.js").Facts} none before the first film */
  facts = /** @type {any} */ (null);
  /** @type {Film} the film that the hand plays; none before the first of the run */
  played = /** @type {any} */ (null);
  hand = new Hand(this.player);
  slider = new HandSlider(this.hand, "Through the product and the bias", 2);
  choices = new Switch("Rows", [], (place) => this.choose(this.offered[place]));

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given);
    this.root.classList.add("cells");
    this.switch.node.parentElement?.prepend(this.choices.node);
    const press = { class: "hand-button" };
    this.root.append(
      element(
        "div",
        { class: "hand-line" },
        button("Next cell", () => this.next(), press),
        button("All cells", () => this.run(), press),
        this.slider.node,
      ),
    );
  }

  /** @param {Film} film */
  film(film) {
    const picture = film.header.pictures[this.name];
    if (!picture?.data) return;
    const { data } = picture;
    this.facts = data;
    this.tellSome(picture);
    this.root.toggleAttribute("data-empty", !this.fits);
    const most = Math.min(MOST_ROWS, data.rows.length);
    this.offered = [...new Set([1, 2, 5, most])].filter((n) => n <= most);
    if (!this.offered.includes(this.rows)) this.rows = this.offered[this.offered.length - 1];
    this.choices.offer(
      this.offered.map((n) => (n === 1 ? "1 row" : `${n} rows`)),
      this.offered.indexOf(this.rows),
    );
    this.prepare();
  }

  /** Whether it is a linear model, of few enough numbers to be drawn one by one. */
  get fits() {
    return this.facts.linear && this.facts.inputs.length <= MOST_INPUTS;
  }

  /** @param {number} rows */
  choose(rows) {
    this.rows = rows;
    this.choices.press(this.offered.indexOf(rows));
    this.hand.put(0);
    this.prepare();
  }

  /** As the film of an expression has it; the numbers come with each moment. */
  prepare() {
    const { facts, rows, cells } = this;
    const scenes = scenesOf(rows, facts.inputs.length, facts.targets.length);
    const film = {
      header: { pictures: { [this.name]: { tensors: tensorsOf(facts, rows), scenes } } },
      beats: BEATS,
      seconds: (/** @type {number} */ beat) => (beat ? BIAS_MS : cells * CELL_MS) / 1000,
    };
    this.played = /** @type {Film} */ (/** @type {unknown} */ (film));
    super.film(this.played);
  }

  /**
   * @param {Moment} moment
   * @returns {Moment}
   */
  handMoment(moment) {
    const position = this.hand.now();
    this.slider.show(position);
    return { ...moment, film: this.played, position, playing: moment.playing || this.hand.gliding };
  }

  /** @param {Moment} moment */
  render(moment) {
    const { facts, tensors } = this;
    if (!facts || !moment.film?.header.pictures[this.name]) return;
    if (!this.fits) return write(this.formula, facts.linear ? wide(facts.inputs.length) : NO_PLANE);
    const weights = weightsAt(moment.film, moment, facts.targets.length, facts.inputs.length);
    if (fill(tensors, facts.seen, weights)) {
      this.told = -1;
      if (this.colouring === "Value") this.paintAgain();
    }
    super.render(this.handMoment(moment));
  }

  /** @param {Moment} moment */
  speak(moment) {
    if (this.facts && this.fits && this.played) super.speak(this.handMoment(moment));
  }

  /**
   * The whole sum behind a prediction that is pointed at.
   * @param {Moment} moment
   */
  speakNow(moment) {
    super.speakNow(moment);
    if (this.index === 1 && this.aimed?.place === 2)
      write(this.formula, sumOf(this.facts, this.tensors, this.aimed.element));
  }

  // ---- the visitor's hand

  get cells() {
    return this.rows * this.facts.targets.length;
  }

  next() {
    const { cells } = this;
    const at = this.hand.now() >= 2 ? 0 : this.hand.now();
    if (at === 0) this.hand.put(0);
    const done = Math.floor(at * cells + (1 - DONE) + 1e-6);
    if (at < 1 && done < cells) this.hand.go([(done + DONE) / cells, CELL_MS]);
    else this.hand.go([1, 100], [2, BIAS_MS]);
  }

  run() {
    if (this.hand.gliding) return this.hand.put(this.hand.now());
    if (this.hand.now() >= 2) this.hand.put(0);
    const at = this.hand.now();
    /** @type {[number, number][]} */
    const product = at < 1 ? [[1, (1 - at) * Math.min(16000, this.cells * CELL_MS)]] : [];
    this.hand.go(...product, [2, (2 - Math.max(1, at)) * BIAS_MS]);
  }
}
