// The data and the model in three dimensions: two inputs, a target, and a plane that training and a third input move.

import { Canvas } from "../../stage/kit/canvas.js";
import { element, tell, write } from "../../stage/kit/dom.js";
import { number } from "../../stage/kit/format.js";
import { NO_PLANE, predict, seen, weightsAt } from "../../stage/kit/linear.js";
import { range } from "../../stage/kit/range.js";
import { Switch } from "../../stage/kit/switch.js";
import { Turn } from "../../stage/kit/turn.js";
import { View } from "../../stage/kit/view.js";
import { Box } from "../../stage/kit/box.js";
import { Brush } from "../../stage/kit/brush.js";
import { ownField, points } from "./marks.js";
import { footprint, plane } from "./surface.js";
import { walls } from "../../stage/kit/walls.js";
import { sentence } from "./words.js";

/**
 * The table of the data, whether the model is linear, and the ends of the box: of each input, and of each target.
 * @typedef {import("../../stage/told").Plane} Data
 *
 * What is shown: one target of the data, the ranges of its inputs, the visitor's own field, the model if it is a plane.
 * @typedef {{
 *   data: Data, target: number, ranges: number[][], own: number[],
 *   model: import("../../stage/kit/linear.js").Weights | null,
 * }} Scene
 */

export default class PlaneView extends View {
  stand = new Turn(-0.62, 0.4, () => this.player.schedule());
  canvas = new Canvas({
    class: "plane-canvas",
    role: "application",
    "aria-label": "The data and the model's plane. Arrow keys turn it.",
    ...this.stand.hands,
  });
  choices = new Switch("Target", [], (place) => this.choose(place));
  hands = element("div", { class: "plane-hands", role: "group", "aria-label": "A field of your own" });
  said = element("p", { class: "plane-said", "aria-live": "polite" });
  keeps = true;
  /** @type {Data} that of the newest film; none before it */
  data = /** @type {any} */ (null);
  /** @type {{ shift: number[], spread: number[] }} of the inputs, as the model sees them */
  scale = { shift: [], spread: [] };
  /** @type {import("../../stage/kit/linear.js").Weights | null} now, if it is a plane */
  model = null;
  target = 0;
  /** @type {number[][]} of the inputs in the data */
  ranges = [];
  /** @type {number[]} the inputs of the visitor's field */
  own = [];

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "plane");
    this.tools(this.choices.node);
    this.root.append(this.canvas.node, this.hands, this.said);
    this.watch(this.canvas.node);
  }

  /** @param {{ data: Data }} picture */
  shapeOf({ data }) {
    return [data.inputs, data.targets, data.low, data.high];
  }

  /**
   * @param {{ data: Data }} picture
   * @param {import("../../stage/play/film.js").Film} film
   */
  take({ data }, film) {
    this.data = data;
    this.scale = film.header.scale;
  }

  /**
   * The switch of targets, and a slider for each input of a field of the visitor's own.
   * @param {{ data: Data }} picture
   */
  build({ data }) {
    this.target = Math.min(this.target, data.targets.length - 1);
    this.choices.offer(data.targets, this.target);
    const column = (/** @type {number} */ i) => data.x.map((row) => row[i]);
    this.ranges = data.inputs.map((_, i) => [Math.min(...column(i)), Math.max(...column(i))]);
    const middle = (/** @type {number} */ i) => Math.round(column(i).reduce((sum, x) => sum + x, 0) / data.x.length);
    this.own = data.inputs.map((_, i) => middle(i));
    this.hands.replaceChildren(
      ...data.inputs.map((input, i) => {
        const value = element("output", {}, `${this.own[i]} ${data.units[i]}`);
        const ends = { min: Math.floor(data.low[i]), max: Math.ceil(data.high[i]), step: 1, value: this.own[i] };
        const turn = () => {
          this.own[i] = Number(slider.value);
          write(value, `${this.own[i]} ${data.units[i]}`);
          this.fill(slider);
          this.player.schedule();
        };
        const slider = range({ class: "plane-slider", "aria-label": `${input}, ${data.units[i]}`, ...ends }, { turn });
        this.fill(slider);
        return element("label", { class: "plane-hand" }, element("span", {}, input, value), slider);
      }),
    );
  }

  /** @param {HTMLInputElement} slider */
  fill(slider) {
    const [value, min, max] = [slider.value, slider.min, slider.max].map(Number);
    slider.style.setProperty("--done", String((value - min) / (max - min)));
  }

  /** @param {number} target */
  choose(target) {
    this.target = target;
    this.choices.press(target);
    this.player.schedule();
  }

  // ---- drawing

  resize() {
    if (this.fit(this.canvas)) this.player.schedule();
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  draw(moment) {
    const { canvas, data, target } = this;
    const { width, height } = canvas;
    if (!width) return;
    const { around, lift } = this.stand;
    const low = [data.low[0], data.low[1], data.floor[target]];
    const high = [data.high[0], data.high[1], data.top[target]];
    const box = new Box({ width, height, around, lift, low, high });
    const brush = new Brush(canvas.pen(), box, this.theme);
    this.model = data.linear ? weightsAt(moment.film, moment, data.targets.length, data.inputs.length) : null;
    const names = [0, 1].map((i) => `${data.inputs[i]}, ${data.units[i]}`);
    walls(brush, [...names, `${data.targets[target]}, ${data.unit}`]);
    footprint(brush, this.ranges);
    if (this.model) plane(brush, (x0, x1) => this.says(x0, x1));
    points(brush, this, moment);
    if (this.model) ownField(brush, this.own, this.says());
  }

  /** What the model says of a field like the visitor's own, with other first inputs. */
  says(x0 = this.own[0], x1 = this.own[1]) {
    if (!this.model) return NaN;
    return predict(this.model, this.target, seen([x0, x1, ...this.own.slice(2, 3)], this.scale));
  }

  // ---- words

  /** @param {import("../../stage/play/player.js").Moment} moment */
  say(moment) {
    if (!this.canvas.width) return;
    const gone = moment.frame > moment.film.halt; // the plane that stands there is the last
    tell(this.said, this.model ? sentence(this, gone ? NaN : this.says()) : NO_PLANE, moment);
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  atRest({ film, frame }) {
    const { data, target } = this;
    const rows = data.rows.map((name, i) => {
      const predicted = film.at({ array: "predictions", column: i * data.targets.length + target }, frame);
      return `${name}: true ${number(data.y[i][target])}, predicted ${number(predicted)}`;
    });
    return `${data.targets[target]}, ${data.unit}. ${rows.join("; ")}.`;
  }
}
