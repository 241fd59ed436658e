// Points of one input and a target: what the model says is a line or a curve through them, and a hand moves them.

import { Canvas } from "../../stage/kit/canvas.js";
import { Chart } from "../../stage/kit/chart.js";
import { button, element, tell, write } from "../../stage/kit/dom.js";
import { number } from "../../stage/kit/format.js";
import { weightsNow } from "../../stage/kit/forward.js";
import { Switch } from "../../stage/kit/switch.js";
import { View } from "../../stage/kit/view.js";
import { lineOf, says, typical, windowOf } from "./fit.js";
import { Grip } from "./grip.js";
import { curve, dots, offs } from "./marks.js";
import { PointsHand, pointsOf } from "./hand.js";
import { within } from "../../stage/kit/strokes.js";

const LEGEND = [
  ["target", "points"],
  ["prediction", "what the model says"],
  ["loss", "how far off"],
  ["floor", "the best possible"],
  ["held", "held out"],
];

/**
 * @typedef {import("../../stage/play/reel.js").Moment} Moment
 * @typedef {import("../../stage/told").Points} Data
 */

export default class PointsView extends View {
  hand = new PointsHand(this.player, this.turn);
  grip = new Grip(this);
  canvas = new Canvas({ class: "points-canvas", "aria-hidden": "true", ...this.grip.hands });
  plot = element("div", { class: "points-plot" }, this.canvas.node, this.grip.handle);
  choices = new Switch("Target", [], (place) => this.choose(place));
  buttons = {
    add: button("Add a point", () => this.grip.add()),
    drop: button("Remove it", () => this.grip.drop()),
    reset: button("Reset", () => this.turn({ table: "" })),
  };
  legend = element("div", { class: "points-legend" });
  note = element("p", { class: "stage-note", hidden: true });
  said = element("p", { class: "points-said", "aria-live": "polite" });
  keeps = true;
  /** @type {Data | null} */
  data = null;
  target = 0;
  edited = false;
  /** @type {{ x: [number, number], y: [number, number] } | null} */
  window = null;
  /** @type {{ shift: number[], spread: number[] }} */
  scale = { shift: [0], spread: [1] };
  linear = true;

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "points");
    const group = element("span", { class: "stage-switch", role: "group", "aria-label": "Points" });
    group.append(...Object.values(this.buttons));
    this.tools(this.choices.node, group);
    this.root.append(this.legend, this.plot, this.note, this.said);
    this.watch(this.plot);
  }

  /** @param {{ data?: Data }} picture */
  shapeOf({ data }) {
    return [data?.head, data?.many, Boolean(data?.held.length)];
  }

  /** @param {{ data?: Data, note?: string }} picture */
  build({ data, note }) {
    const why = note ?? data?.many ?? "";
    write(this.note, why);
    this.note.hidden = !why;
    for (const node of [this.plot, this.legend, this.said]) node.hidden = !data;
    const known = LEGEND.filter(([role]) => role !== "held" || data?.held.length);
    this.legend.replaceChildren(
      ...known.map(([role, name]) =>
        element("span", { style: `--mark: var(--role-${role})`, "data-role": role }, name),
      ),
    );
    this.window = null;
    this.target = Math.min(this.target, (data?.targets.length ?? 1) - 1);
    this.choices.offer(data?.targets ?? [], this.target);
    this.choices.node.hidden = (data?.targets.length ?? 0) < 2;
  }

  /**
   * @param {{ data?: Data }} picture
   * @param {import("../../stage/play/film.js").Film} film
   */
  take({ data }, film) {
    this.data = data ?? null;
    this.scale = film.header.scale;
    this.linear = data?.sizes.length === 2;
    this.edited = Boolean(film.header.spec.table);
    this.hand.film(film);
    this.offer();
  }

  /** What the buttons can do now. */
  offer() {
    const { data, points } = this;
    const placed = this.live && data !== null && points.length <= data.most;
    this.buttons.add.disabled = !placed || points.length >= data.most;
    this.buttons.drop.disabled = !placed || points.length <= data.fewest;
    this.buttons.reset.disabled = !this.live || !this.edited;
    this.grip.handle.hidden = !placed;
  }

  /** @param {number} target */
  choose(target) {
    this.target = target;
    this.choices.press(target);
    this.window = null;
    this.player.schedule();
  }

  resize() {
    if (this.fit(this.canvas)) this.player.schedule();
  }

  /** The points: the hand's, as long as it decides. */
  get points() {
    return this.hand.points ?? (this.data ? pointsOf(this.data) : []);
  }

  /** Those that the model learns from. */
  get learned() {
    return this.points.filter((_, i) => !this.data?.held.includes(i));
  }

  /** Those that are held out. */
  get held() {
    return this.points.filter((_, i) => this.data?.held.includes(i));
  }

  /**
   * What a model of these weights says of a place of the input, for the target that is shown.
   * @param {readonly number[]} weights
   * @returns {(x: number) => number}
   */
  curveOf(weights) {
    const data = /** @type {Data} */ (this.data);
    return (x) => says(weights, x, data, this.scale)[this.target];
  }

  // ---- drawing

  /** @param {Moment} moment */
  draw(moment) {
    const { canvas, data, points, target, theme } = this;
    const { width, height } = canvas;
    if (!data || !width || !points.length) return;
    if (!this.window || !this.player.held) this.window = windowOf(points, target, this.window);
    const chart = new Chart(width, height, this.window.x, this.window.y);
    const context = canvas.pen();
    within(context, chart.box);
    const pen = { context, chart, theme };
    const straight = data.powers === 1;
    const best = { sizes: [data.powers, data.targets.length], activation: data.activation, powers: data.powers };
    curve(pen, (x) => says(data.best, x, best, this.scale)[target], { role: "floor", straight, dash: [6, 5] });
    const weights = this.weightsAt(moment);
    if (weights) {
      const shown = this.curveOf(weights);
      offs(pen, this.learned, target, shown);
      curve(pen, shown, { role: "prediction", straight: straight && this.linear, dash: [] });
    }
    dots(pen, points, target, new Set(data.held));
    context.restore();
    const unit = data.target_units[target];
    const named = (/** @type {string} */ name, /** @type {string} */ of) => (of ? `${name}, ${of}` : name);
    chart.draw(context, theme, named(data.input, data.unit), named(data.targets[target], unit));
    this.grip.follow(chart, canvas.scale);
  }

  /** @param {Moment} moment */
  weightsAt(moment) {
    const data = /** @type {Data} */ (this.data);
    return weightsNow(moment, { sizes: [...data.sizes] });
  }

  // ---- words

  /** @param {Moment} moment */
  say(moment) {
    const { data, target } = this;
    const weights = data && moment.frame <= moment.film.halt ? this.weightsAt(moment) : null;
    if (!data || !weights) return;
    const unit = data.target_units[target];
    const off = (/** @type {import("./fit.js").Point[]} */ points) =>
      `${number(typical(points, target, this.curveOf(weights)))}${unit ? `\u00a0${unit}` : ""}`;
    const held = this.held.length ? `, and ${off(this.held)} on the points held out` : "";
    let what = this.linear ? `The curve has ${data.powers} powers of ${data.input}.` : "The curve is the network’s.";
    if (this.linear && data.powers === 1) {
      const { slope, intercept } = lineOf(weights, target, data.targets.length, this.scale);
      const sign = intercept < 0 ? "−" : "+";
      what = `The line: ${data.targets[target]} = ${number(slope)} · ${data.input} ${sign} ${number(Math.abs(intercept))}.`;
    }
    tell(this.said, `${what} Its typical error is ${off(this.learned)}${held}.`, moment);
  }

  /** @param {Moment} moment */
  atRest(moment) {
    const { data, target } = this;
    const weights = data && this.weightsAt(moment);
    if (!data || !weights) return undefined;
    const curve = this.curveOf(weights);
    return this.points
      .slice(0, data.most)
      .map(({ x, y }) => `${data.input} ${number(x)}: ${number(y[target])}, the model says ${number(curve(x))}`)
      .join("; ");
  }
}
