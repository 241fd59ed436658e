// The tensors of an expression: every element travels from where it was to where it goes, and says what it is made of.

import { Canvas } from "../kit/canvas.js";
import { coloursOf } from "./colours.js";
import { element, tell, write } from "../kit/dom.js";
import { drawFailure } from "./failure.js";
import { formulaOf } from "./formula.js";
import { isCut, layoutOf } from "./layout.js";
import { Creation, pairsOf, Pen, Stageplay } from "./motion.js";
import { indexOf, shapeText } from "../kit/shape.js";
import { clamp, ease } from "../kit/shares.js";
import { Switch } from "../kit/switch.js";
import { View } from "../kit/view.js";

const PARTS = 4; // parts of a result whose shapes are written out
const INTRO = 0.45; // seconds in which the inputs of a beat come into place
const HINT = "Point at a number to see what it is made of.";
const FADED = "Too many connections to draw: the result appears at once.";

/** @type {("Origin" | "Value")[]} */
const COLOURINGS = ["Origin", "Value"];
const LEGENDS = { Origin: "colour: where from", Value: "blue +, orange −" };

/**
 * @typedef {import("./motion.js").Laid} Laid
 * @typedef {import("./layout.js").Scene & { function: string }} Scene
 * @typedef {import("./layout.js").Tensor & { dtype: string }} Tensor
 * @typedef {{ parts: { output: number }[] }} Parts
 *
 * An element that is pointed at: of the tensor in this place of the scene.
 * @typedef {{ place: number, element: number }} Aimed
 */

export default class TensorsView extends View {
  canvas = new Canvas({
    class: "tensors-canvas",
    tabindex: "0",
    role: "application",
    "aria-label": "Tensors. Arrow keys go from number to number of the result.",
    onpointermove: (/** @type {any} */ event) => this.point(event),
    onpointerdown: (/** @type {any} */ event) => this.point(event),
    onpointerleave: () => this.aim(null),
    onkeydown: (/** @type {any} */ event) => this.key(event),
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
  /** @type {Map<number, Laid>} by scene */
  layouts = new Map();
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
  /** @type {Stageplay} how that scene moves */
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
    const { failure } = film.header;
    this.stale = Boolean(failure) && film.beats?.length === 0 && failure.inputs.length === 0 && !failure.rows;
    this.root.classList.toggle("tensors-stale", this.stale);
    this.failure = this.stale ? null : (failure ?? null);
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
    this.layouts.clear();
    write(this.numbers, "");
    write(this.alt, this.inWords(film));
    this.paintAgain();
  }

  /**
   * The whole expression for those who cannot see it.
   * @param {import("../play/film.js").Film} film
   */
  inWords(film) {
    return (film.beats ?? []).map(({ code }, i) => `${code} has ${this.shapes(this.scenes[i])}.`).join(" ");
  }

  /**
   * The shape of a scene's result; of several parts, each with its name.
   * @param {Parts} scene
   */
  shapes({ parts }) {
    const texts = parts.map(({ output }) => [this.tensors[output].name, shapeText(this.tensors[output].shape)]);
    return texts.length > 1 ? texts.map((pair) => pair.join(" ")).join(", ") : `shape ${texts[0][1]}`;
  }

  // ---- drawing

  resize() {
    if (!this.canvas.fit()) return;
    this.layouts.clear();
    this.player.schedule();
  }

  /** @param {number} index */
  layout(index) {
    const known =
      this.layouts.get(index) ?? layoutOf(this.scenes[index], this.tensors, this.canvas.width, this.canvas.height - 6);
    this.layouts.set(index, known);
    return known;
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
    if (this.player.clock.holder) return this.instead("?", Math.min(72, height / 2)); // while the learner guesses there is nothing to see
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
    this.paint(index, share, moment.film.seconds(index));
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
   * Words in the place of a picture, at its upper end: on a low screen its lower end lies under the bar.
   * @param {string} words
   * @param {number} size
   */
  instead(words, size) {
    const { theme } = this;
    const { context, width, height } = this.canvas;
    context.fillStyle = theme.axis;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.font = `300 ${size}px ${theme.font}`;
    context.fillText(words, width / 2, Math.min(60, height / 2));
    this.index = -1;
    for (const node of [this.code, this.shape, this.formula]) write(node, "");
  }

  /**
   * @param {number} index
   * @param {number} share
   * @param {number} seconds
   */
  paint(index, share, seconds) {
    const scene = this.scenes[index];
    const layout = this.layout(index);
    const { box } = layout.places[layout.places.length - 1];
    this.pen.size(box.wide, box.high);
    this.play = new (scene.style === "create" ? Creation : Stageplay)(this.pen, scene, layout);
    const intro = index > 0 && scene.inputs.length ? Math.min(0.3, INTRO / seconds) : 0;
    const arrived = intro ? ease(clamp(share / intro)) : 1;
    const q = scene.style === "dot" ? share : clamp((share - intro) / (1 - intro));
    const ways = scene.inputs.map((id, i) => this.wayOf(index, id, layout.places[i], arrived));
    const shifts = ways.map(({ shift }) => shift);
    const strengths = ways.map(({ known }) => (known ? 1 : arrived));
    const shown = [...scene.inputs, ...outputs(scene)];
    layout.places.forEach((place, i) => this.heading(shown[i], place, shifts[i] ?? [0, 0], strengths[i] ?? 1));
    this.signs(scene, layout, arrived);
    this.slices(layout, scene, q);
    this.play.paint(q, shifts, strengths);
    if (this.aimed) this.highlight(scene, this.aimed);
  }

  /**
   * How far an input still is from its place: it comes from where it lay in the beat before.
   * @param {number} index
   * @param {number} id
   * @param {import("./layout.js").Place} place
   * @param {number} arrived
   */
  wayOf(index, id, place, arrived) {
    const before = index > 0 && this.scenes[index - 1];
    const at = before ? [...before.inputs, ...outputs(before)].lastIndexOf(id) : -1;
    if (at < 0) return { known: index === 0, shift: [0, 0] };
    const from = this.layout(index - 1).places[at];
    const rest = 1 - arrived;
    return { known: true, shift: [(from.x - place.x) * rest, (from.y - place.y) * rest] };
  }

  /**
   * @param {number} id
   * @param {import("./layout.js").Place} place
   * @param {number[]} shift
   * @param {number} strength
   */
  heading(id, place, [dx, dy], strength) {
    const { theme } = this;
    const { context } = this.canvas;
    const { name, shape } = this.tensors[id];
    const { box, room, x, y } = place;
    const middle = x + dx + Math.min(box.width, room?.[0] ?? Infinity) / 2;
    context.globalAlpha = strength;
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    context.fillStyle = theme.text;
    context.font = `600 15px ${theme.font}`;
    const top = y + dy;
    const short = name.length > 18 ? `${name.slice(0, 17)}…` : name;
    const write = (/** @type {string} */ text, /** @type {number} */ height) => {
      const half = context.measureText(text).width / 2;
      context.fillText(text, Math.max(half, Math.min(this.canvas.width - half, middle)), height); // it stays inside
    };
    write(short, top - 26);
    context.font = `400 14px ${theme.font}`;
    context.globalAlpha = 0.72 * strength;
    write(`${shapeText(shape)}${isCut(place) ? ", in part" : ""}`, top - 8);
    context.globalAlpha = 1;
    this.pen.size(this.pen.wide, this.pen.high);
  }

  /**
   * @param {Scene} scene
   * @param {Laid} layout
   * @param {number} strength
   */
  signs(scene, { signs }, strength) {
    const { theme } = this;
    const { context } = this.canvas;
    const symbol =
      { add: "+", sub: "−", mul: "×", div: "÷", matmul: "@", pow: "^", eq: "==", lt: "<", gt: ">" }[scene.function] ??
      ",";
    context.globalAlpha = 0.7 * strength;
    context.fillStyle = theme.text;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.font = `500 22px ${theme.font}`;
    for (const { kind, x, y } of signs) context.fillText(kind === "sign" ? symbol : kind === "arrow" ? "→" : "↓", x, y);
    context.globalAlpha = 1;
    this.pen.size(this.pen.wide, this.pen.high);
  }

  /**
   * The number of each slice of a tensor with more than two dimensions.
   * @param {Laid} layout
   * @param {Scene} scene
   * @param {number} q
   */
  slices({ places }, scene, q) {
    const { theme } = this;
    const { context } = this.canvas;
    places.forEach(({ box, x, y }, i) => {
      const spread = i >= scene.inputs.length ? this.play.spread(q) : 1;
      if (!box.label || box.high < 9) return;
      context.globalAlpha = 0.6 * spread;
      context.fillStyle = theme.text;
      context.textAlign = "left";
      context.textBaseline = "alphabetic";
      context.font = `400 12px ${theme.font}`;
      for (let k = 0; k < box.slices; k += 1) {
        const [dx, dy] = box.corner(k, spread);
        context.fillText(`[${indexOf(k, box.shape.slice(0, -2)).join(", ")}]`, x + dx + 2, y + dy - 4);
      }
      context.globalAlpha = 1;
    });
    this.pen.size(this.pen.wide, this.pen.high);
  }

  /**
   * The element that is pointed at, and what it depends on or what depends on it.
   * @param {Scene} scene
   * @param {Aimed} aimed
   */
  highlight(scene, { place, element: at }) {
    const { pen, play } = this;
    const ink = this.theme.text;
    if (place === scene.inputs.length) {
      pen.frame(play.outputAt(at, this.play.spread(this.share)), ink, 3);
      for (const [i, e] of scene.from[at] ?? []) pen.frame(play.inputAt(i, e), ink);
    } else {
      pen.frame(play.inputAt(place, at), ink, 3);
      scene.from.forEach((pairs, o) => {
        if (pairs.some(([i, e]) => i === place && e === at)) pen.frame(play.outputAt(o), ink);
      });
    }
  }

  // ---- pointing

  /** @param {any} event */
  point(event) {
    if (this.index < 0 || !this.play) return this.aim(null);
    const { left, top } = this.canvas.node.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const scene = this.scenes[this.index];
    const { wide, high } = this.pen;
    const inside = (/** @type {number[]} */ [cx, cy]) => x >= cx && x < cx + wide && y >= cy && y < cy + high;
    const spread = this.play.spread(this.share);
    for (let o = 0; o < this.play.count; o += 1)
      if (inside(this.play.outputAt(o, spread))) return this.aim({ place: scene.inputs.length, element: o });
    for (const [i, id] of scene.inputs.entries()) {
      for (let e = 0; e < this.tensors[id].values.length; e += 1)
        if (inside(this.play.inputAt(i, e))) return this.aim({ place: i, element: e });
    }
    return this.aim(null);
  }

  /** @param {Aimed | null} aimed */
  aim(aimed) {
    if (JSON.stringify(aimed) === JSON.stringify(this.aimed)) return;
    this.aimed = aimed;
    this.player.schedule();
  }

  /**
   * Arrow keys go through the result, element by element and row by row.
   * @param {any} event
   */
  key(event) {
    const columns = this.play?.output.box.columns ?? 1;
    const move = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[
      /** @type {string} */ (event.key)
    ];
    if (event.key === "Escape") this.aim(null);
    if (!move || this.index < 0 || !this.play?.count) return;
    event.preventDefault();
    event.stopPropagation();
    const place = this.scenes[this.index].inputs.length;
    const from = this.aimed?.place === place ? this.aimed.element + move : 0;
    this.aim({ place, element: Math.max(0, Math.min(this.play.count - 1, from)) });
  }

  // ---- words

  /**
   * The line above and the formula below; they change with the beat, the pointing and the running sum.
   * @param {import("../play/player.js").Moment} moment
   */
  speakNow(moment) {
    const scene = this.scenes[this.index];
    const code = moment.film.beats?.[this.index].code ?? "";
    const parts = outputs(scene).map((id) => this.tensors[id]);
    const named = (/** @type {Tensor} */ { name, shape, dtype }) =>
      `${parts.length > 1 ? `${name} ` : ""}${shapeText(shape)} ${dtype}`;
    write(this.code, code);
    write(this.shape, `${parts.slice(0, PARTS).map(named).join(", ")}${parts.length > PARTS ? ", …" : ""}`);
    let said = HINT;
    if (scene.style === "fade") said = FADED;
    else if (this.aimed) said = formulaOf(this, scene, this.aimed);
    else if (scene.style === "dot" && this.share > 0 && this.share < 1) {
      const { cell, pair } = this.play.cellOfDot(this.share);
      if (cell < this.play.count)
        said = formulaOf(this, scene, { place: 2, element: cell }, Math.min(pair + 1, this.play.pairs(cell).length));
    }
    tell(this.formula, said, moment);
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
    const parts = outputs(this.scenes[this.index]).map((id) => this.tensors[id]);
    const told = (/** @type {Tensor} */ { name, shape, dtype, values }) =>
      `${parts.length > 1 ? name : "Result"} ${shapeText(shape)}, ${dtype}: ${values.slice(0, 64).join(", ")}${values.length > 64 ? " and more" : ""}.`;
    return parts.map(told).join(" ");
  }
}

/** The tensors that a scene makes, by number. */
const outputs = (/** @type {Parts} */ { parts }) => parts.map(({ output }) => output);
