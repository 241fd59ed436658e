// The data and the model in three dimensions: two inputs, a target, and a plane that training and a third input move.

import { Canvas } from "../../stage/kit/canvas.js";
import { element, tell, write } from "../../stage/kit/dom.js";
import { measured, number, titled, trimmed } from "../../stage/kit/format.js";
import { NO_PLANE, predict, seen, weightsAt } from "../../stage/kit/linear.js";
import { range } from "../../stage/kit/range.js";
import { Switch } from "../../stage/kit/switch.js";
import { Turn } from "../../stage/kit/turn.js";
import { View } from "../../stage/kit/view.js";
import { Box } from "../../stage/kit/box.js";
import { Brush } from "../../stage/kit/brush.js";
import { Flat } from "./flat.js";
import { ownField, points } from "./marks.js";
import { footprint, plane } from "./surface.js";
import { walls } from "../../stage/kit/walls.js";
import { sentence } from "./words.js";

/**
 * The table of the data, whether the model is linear, and the ends of the box: of each input, and of each target.
 * @typedef {import("../../stage/told").Plane} Data
 *
 * What is shown: one target of the data, the ranges of its inputs, the visitor's own row, the model if it is a plane; and which
 * inputs stand on the floor.
 * @typedef {{
 *   data: Data, target: number, ranges: number[][], own: number[], axes: number[],
 *   model: import("../../stage/kit/linear.js").Weights | null,
 * }} Scene
 */

/**
 * The stops of a slider between two ends: some tens of them, at round numbers.
 * @param {number} low
 * @param {number} high
 */
function stopsOf(low, high) {
  const step = 10 ** Math.floor(Math.log10((high - low) / 20));
  const at = (/** @type {number} */ n) => Number((n * step).toPrecision(12));
  const near = (/** @type {number} */ value) => at(Math.round(value / step));
  return { step: at(1), min: at(Math.floor(low / step)), max: at(Math.ceil(high / step)), near };
}

export default class PlaneView extends View {
  stand = new Turn(-0.62, 0.4, () => this.player.schedule());
  canvas = new Canvas({
    class: "plane-canvas",
    role: "application",
    "aria-label": "The data and the model's plane. Arrow keys turn it.",
    ...this.stand.hands,
  });
  choices = new Switch("Target", [], (place) => this.choose(place));
  floor = ["Across", "Along"].map((label, axis) =>
    element("select", { "aria-label": label, onchange: () => this.lay(axis) }),
  );
  floors = element("span", { class: "plane-floor" }, ...this.floor);
  hands = element("div", { class: "plane-hands", role: "group", "aria-label": "A row of your own" });
  said = element("p", { class: "plane-said", "aria-live": "polite" });
  keeps = true;
  /** @type {Data} that of the newest film; none before it */
  data = /** @type {any} */ (null);
  /** @type {{ shift: number[], spread: number[] }} of the inputs, as the model sees them */
  scale = { shift: [], spread: [] };
  /** @type {import("../../stage/kit/linear.js").Weights | null} now, if it is a plane */
  model = null;
  target = 0;
  axes = [0, 1]; // the inputs that stand on the floor
  /** @type {number[][]} of the inputs in the data */
  ranges = [];
  /** @type {number[]} the inputs of the visitor's row */
  own = [];

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "plane");
    this.tools(this.floors, this.choices.node);
    this.root.append(this.canvas.node, this.hands, this.said);
    this.watch(this.canvas.node);
  }

  /** @param {{ data: Data }} picture */
  shapeOf({ data }) {
    return [data.inputs, data.targets, data.low, data.high, data.order];
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
    this.choices.node.hidden = data.targets.length < 2;
    this.axes = data.inputs.length > 1 ? data.order.slice(0, 2) : [0, 0];
    this.floors.hidden = data.inputs.length <= 3;
    for (const [axis, choice] of this.floor.entries()) {
      choice.replaceChildren(...data.inputs.map((input) => element("option", {}, input)));
      choice.selectedIndex = this.axes[axis];
    }
    const column = (/** @type {number} */ i) => data.x.map((row) => row[i]);
    this.ranges = data.inputs.map((_, i) => [Math.min(...column(i)), Math.max(...column(i))]);
    const middle = (/** @type {number} */ i) => column(i).reduce((sum, x) => sum + x, 0) / data.x.length;
    const stops = data.inputs.map((_, i) => stopsOf(data.low[i], data.high[i]));
    this.own = data.inputs.map((_, i) => stops[i].near(middle(i)));
    this.hands.replaceChildren(
      ...data.order.map((i) => {
        const value = element("output", {}, measured(trimmed(this.own[i]), data.units[i]));
        const { min, max, step } = stops[i];
        const turn = () => {
          this.own[i] = Number(slider.value);
          write(value, measured(trimmed(this.own[i]), data.units[i]));
          this.fill(slider);
          this.player.schedule();
        };
        const label = titled(data.inputs[i], data.units[i]);
        const asked = { class: "plane-slider", "aria-label": label, min, max, step, value: this.own[i] };
        const slider = range(asked, { turn });
        this.fill(slider);
        return element("label", { class: "plane-hand" }, element("span", {}, data.inputs[i], value), slider);
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

  /**
   * Another input stands on the floor; where it stands there already, both change places.
   * @param {number} axis
   */
  lay(axis) {
    const before = this.axes[axis];
    this.axes[axis] = this.floor[axis].selectedIndex;
    if (this.axes[0] === this.axes[1]) this.axes[1 - axis] = before;
    this.floor.forEach((choice, i) => (choice.selectedIndex = this.axes[i]));
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
    const [across, along] = this.axes;
    const flat = data.inputs.length === 1;
    const low = [data.low[across], data.low[along], data.floor[target]];
    const high = [data.high[across], data.high[along], data.top[target]];
    const box = new (flat ? Flat : Box)({ width, height, around, lift, low, high });
    const brush = new Brush(canvas.pen(), box, this.theme);
    this.model = data.linear ? weightsAt(moment.film, moment, data.targets.length, data.inputs.length) : null;
    const names = this.axes.map((i) => titled(data.inputs[i], data.units[i]));
    const name = titled(data.targets[target], data.target_units[target]);
    if (box instanceof Flat) box.chart.draw(brush.context, this.theme, names[0], name);
    else {
      walls(brush, [...names, name]);
      footprint(brush, [this.ranges[across], this.ranges[along]]);
    }
    if (this.model) plane(brush, (x0, x1) => this.says(x0, x1));
    points(brush, this, moment);
    if (this.model) ownField(brush, [this.own[across], this.own[along]], this.says());
  }

  /** What the model says of a row like the visitor's own, with other inputs on the floor. */
  says(x0 = this.own[this.axes[0]], x1 = this.own[this.axes[1]]) {
    if (!this.model) return NaN;
    const [across, along] = this.axes;
    const row = this.own.map((value, i) => (i === across ? x0 : i === along ? x1 : value));
    return predict(this.model, this.target, seen(row, this.scale));
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
    return `${titled(data.targets[target], data.target_units[target])}. ${rows.join("; ")}.`;
  }
}
