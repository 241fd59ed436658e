// The tensors of an expression: every element travels from where it was to where it goes, and says what it is made of.

import { Canvas } from "../kit/canvas.js";
import { coloursOf } from "./colours.js";
import { element, tell, write } from "../kit/dom.js";
import { drawFailure } from "./failure.js";
import { drawLabels, wordsInstead } from "./labels.js";
import { paintCells } from "./motion.js";
import { Pen } from "./pen.js";
import { nextElement, elementUnder, highlight } from "./pointing.js";
import { pairsOf } from "./scene.js";
import { Storyboard } from "./storyboard.js";
import { Switch } from "../kit/switch.js";
import { View } from "../kit/view.js";
import { numbersOf, sentence, shapesOf, typesOf } from "./words.js";

/** @type {("Origin" | "Value")[]} */
const COLOURINGS = ["Origin", "Value"];
const LEGENDS = { Origin: "colour: where from", Value: "blue +, orange −" };

/**
 * @typedef {import("./layout.js").Scene} Scene
 * @typedef {import("./layout.js").Tensor} Tensor
 * @typedef {import("./pointing.js").Aimed} Aimed
 */

export default class TensorsView extends View {
  canvas = new Canvas({
    class: "tensors-canvas",
    tabindex: "0",
    role: "application",
    "aria-label": "Tensors. Arrow keys go from number to number of the result.",
    onpointermove: (/** @type {PointerEvent} */ event) => this.point(event),
    onpointerdown: (/** @type {PointerEvent} */ event) => this.point(event),
    onpointerleave: () => this.aim(null),
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
    onblur: () => this.aim(null),
  });
  code = element("code", { class: "tensors-code" });
  shape = element("span", { class: "tensors-shape" });
  formula = element("div", { class: "tensors-formula", "aria-live": "polite" });
  legend = element("span", { class: "tensors-colour" }, LEGENDS.Origin);
  switch = new Switch("Colour", COLOURINGS, (place) => this.colour(place));
  /** @type {keyof typeof LEGENDS} */
  colouring = "Origin";
  /** @type {Tensor[]} */
  tensors = [];
  /** @type {Scene[]} */
  scenes = [];
  /** @type {string[][]} of every tensor's elements */
  colours = [];
  board = new Storyboard([], [], 0, 0);
  stale = false; // the text cannot be read yet: the picture of before stays, faint, while one types
  /** @type {import("./failure.js").Failure & { source?: string } | null} */
  failure = null;
  index = -1; // the scene that is painted, if there is one, and how far it is
  share = 0;
  /** @type {Aimed | null} */
  aimed = null;
  told = -1; // the scene whose numbers are told
  /** @type {Pen} what paints the newest scene; none before it */
  pen = /** @type {any} */ (null);
  /** @type {import("./stageplay.js").Stageplay} how that scene moves */
  play = /** @type {any} */ (null);

  /** @param {import("../kit/view.js").Given} given */
  constructor(given) {
    super(given, "tensors");
    this.caption.replaceChildren(element("span", { class: "tensors-line" }, this.code, this.shape));
    this.tools(this.legend, this.switch.node);
    this.root.append(this.canvas.node, this.formula);
    this.watch(this.canvas.node);
  }

  /** @param {number} place */
  colour(place) {
    this.colouring = COLOURINGS[place];
    write(this.legend, LEGENDS[this.colouring]);
    this.switch.press(place);
    this.paintAgain();
  }

  /** @param {any} data */
  refresh(data) {
    super.refresh(data);
    this.paintAgain();
  }

  paintAgain() {
    if (this.theme && this.picture) this.colours = coloursOf(this.colouring, this.picture, this.theme);
    this.player.schedule();
  }

  /** @param {import("../play/film.js").Film} film */
  film(film) {
    if (!film.header.pictures[this.name]) return;
    const { refused: failure } = film.header;
    this.stale = film.beats?.length === 0 && failure?.inputs?.length === 0 && !failure.rows;
    this.root.classList.toggle("tensors-stale", this.stale);
    this.failure = this.stale ? null : /** @type {import("./failure.js").Failure} */ (failure ?? null);
    if (this.stale) this.ready();
    else super.film(film);
  }

  /** Nothing is built for a film: all is painted. */
  shapeOf() {
    return null;
  }

  /**
   * @param {any} picture
   * @param {import("../play/film.js").Film} film
   */
  take({ tensors, scenes }, film) {
    this.tensors = tensors;
    this.scenes = scenes;
    for (const scene of scenes) {
      scene.from = pairsOf(scene);
      scene.slides = scene.style === "create" && scene.function === "tensor";
    }
    this.aimed = null;
    this.index = this.told = -1;
    this.lay();
    write(this.numbers, "");
    write(this.alt, shapesOf(film.beats ?? [], scenes, tensors));
    this.paintAgain();
  }

  // ---- drawing

  resize() {
    if (!this.fit(this.canvas)) return;
    this.lay();
    this.player.schedule();
  }

  lay() {
    const { width, height } = this.canvas;
    this.board = new Storyboard(this.scenes, this.tensors, width, height - 6);
  }

  /** @param {import("../play/player.js").Moment} moment */
  render(moment) {
    if (this.stale && !this.player.held && this.theme && this.canvas.width) this.blank();
    super.render(moment);
  }

  /** @param {import("../play/player.js").Moment} moment */
  draw(moment) {
    const { width, height } = this.canvas;
    if (!width) return;
    const context = this.canvas.pen();
    // While the learner guesses there is nothing to see.
    if (this.player.clock.holder) return this.instead("?", Math.min(72, height / 2));
    const beats = this.scenes.length;
    this.pen = new Pen(context, this.theme, this.tensors, this.colours);
    if (this.failure && moment.position >= beats) {
      this.index = -1;
      return drawFailure(this.pen, this.failure, width, height);
    }
    if (beats === 0) return;
    const index = Math.min(beats - 1, Math.floor(moment.position + 1e-6));
    const share = Math.min(1, moment.position - index);
    if (index !== this.index) this.aimed = null;
    this.index = index;
    this.share = share;
    const beat = this.board.at(index, share, moment.film.seconds(index));
    const { wide, high } = beat.play.output.box;
    this.play = beat.play;
    drawLabels(this.pen, beat, width);
    this.pen.size(wide, high);
    paintCells(this.pen, beat);
    if (this.aimed) highlight(this.pen, beat.play, this.aimed, share);
    this.speakNow(moment);
  }

  /** Once it is said what is wrong with a text, nothing of another text stands beside that. */
  blank() {
    this.root.classList.remove("tensors-stale");
    this.canvas.pen();
    this.instead("No tensor to show", 16);
    this.picture = null;
    for (const node of [this.alt, this.numbers]) write(node, "");
  }

  /**
   * @param {string} words
   * @param {number} size
   */
  instead(words, size) {
    wordsInstead(this.canvas, this.theme, words, size);
    this.index = -1;
    for (const node of [this.code, this.shape, this.formula]) write(node, "");
  }

  // ---- pointing

  /** @param {PointerEvent} event */
  point({ clientX, clientY }) {
    if (this.index < 0 || !this.play) return this.aim(null);
    const { left, top } = this.canvas.node.getBoundingClientRect();
    this.aim(
      elementUnder(
        this.play,
        this.pen,
        [(clientX - left) / this.canvas.scale, (clientY - top) / this.canvas.scale],
        this.share,
      ),
    );
  }

  /** @param {Aimed | null} aimed */
  aim(aimed) {
    if (JSON.stringify(aimed) === JSON.stringify(this.aimed)) return;
    this.aimed = aimed;
    this.player.schedule();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Escape") this.aim(null);
    if (this.index < 0 || !this.play) return;
    const next = nextElement(this.play, this.aimed, event.key);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    this.aim(next);
  }

  // ---- words

  /**
   * The line above and the formula below; they change with the beat, the pointing and the running sum.
   * @param {import("../play/player.js").Moment} moment
   */
  speakNow(moment) {
    write(this.code, moment.film.beats?.[this.index].code ?? "");
    write(this.shape, typesOf(this.scenes[this.index], this.tensors));
    tell(this.formula, sentence(this.play, this.aimed, this.share), moment);
  }

  /** @param {import("../play/player.js").Moment} moment */
  say(moment) {
    if (!this.failure || moment.position < this.scenes.length) return;
    write(this.code, this.failure.source ?? "");
    write(this.shape, "");
    write(this.formula, "");
  }

  atRest() {
    if (this.index < 0 || this.told === this.index) return undefined;
    this.told = this.index;
    return numbersOf(this.scenes[this.index], this.tensors);
  }
}
