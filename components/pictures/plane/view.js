// The data and the model in three dimensions: two inputs, one target, and a plane that the third input and the training move.

import { Canvas } from "../../stage/kit/canvas.js";
import { element, tell, write } from "../../stage/kit/dom.js";
import { number } from "../../stage/kit/format.js";
import { NO_PLANE, predict, seen, weightsAt } from "../../stage/kit/linear.js";
import { range } from "../../stage/kit/range.js";
import { between, clamp } from "../../stage/kit/shares.js";
import { Switch } from "../../stage/kit/switch.js";
import { View } from "../../stage/kit/view.js";

const START = { around: -0.62, lift: 0.4 }; // radians
const TALL = 0.74; // the box's height against its width
const MESH = 6;

/**
 * The table of the data, whether the model is linear, and the ends of the box: of each input, and of each target.
 * @typedef {{
 *   inputs: string[], units: string[], targets: string[], unit: string, rows: string[], x: number[][], y: number[][],
 *   low: number[], high: number[], floor: number[], top: number[], linear: boolean,
 * }} Data
 */

export default class PlaneView extends View {
  canvas = new Canvas({
    class: "plane-canvas",
    tabindex: "0",
    role: "application",
    "aria-label": "The data and the model's plane. Arrow keys turn it.",
    onpointerdown: (/** @type {any} */ event) => this.grab(event),
    onpointermove: (/** @type {any} */ event) => this.drag(event),
    onpointerup: () => (this.held = null),
    onpointercancel: () => this.letBe(),
    ondblclick: () => this.turnTo(START.around, START.lift),
    onkeydown: (/** @type {any} */ event) => this.key(event),
  });
  context = this.canvas.context;
  choices = new Switch("Target", [], (place) => this.choose(place));
  hands = element("div", { class: "plane-hands", role: "group", "aria-label": "A field of your own" });
  said = element("p", { class: "plane-said", "aria-live": "polite" });
  around = START.around; // how the box stands
  lift = START.lift;
  /** @type {{ x: number, y: number, around: number, lift: number } | null} where the pointer came down, and how the box stood then */
  held = null;
  size = 0; // px of a half of the box's width
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

  /** @param {any} picture */
  shapeOf({ data }) {
    return [data.inputs, data.targets, data.low, data.high];
  }

  /**
   * @param {any} picture
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

  // ---- the visitor's hand

  /** @param {any} event */
  grab(event) {
    this.held = { x: event.clientX, y: event.clientY, around: this.around, lift: this.lift };
    this.canvas.node.setPointerCapture(event.pointerId);
  }

  /** @param {any} event */
  drag(event) {
    if (!this.held) return;
    const { x, y, around, lift } = this.held;
    this.turnTo(
      around + (event.clientX - x) / 160,
      event.pointerType === "mouse" ? lift + (event.clientY - y) / 160 : lift,
    );
  }

  /** The finger scrolls the page: the box stands as it stood. */
  letBe() {
    if (this.held) this.turnTo(this.held.around, this.held.lift);
    this.held = null;
  }

  /**
   * @param {number} around
   * @param {number} lift
   */
  turnTo(around, lift) {
    this.around = around;
    this.lift = clamp(lift, 0.05, 1.5);
    this.player.schedule();
  }

  /** @param {any} event */
  key(event) {
    const move = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] }[
      /** @type {string} */ (event.key)
    ];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    this.turnTo(this.around + move[0], this.lift + move[1]);
  }

  // ---- drawing

  resize() {
    if (this.canvas.fit()) this.player.schedule();
  }

  /**
   * A place of the box, each coordinate -1 to 1, in pixels, with its depth.
   * @param {number[]} place
   */
  project([x, y, z]) {
    const [cos, sin] = [Math.cos(this.around), Math.sin(this.around)];
    const [across, away] = [x * cos - y * sin, x * sin + y * cos];
    const up = TALL * z * Math.cos(this.lift) + away * Math.sin(this.lift);
    const { width, height } = this.canvas;
    return [
      width / 2 + 12 + this.size * across,
      height / 2 - 12 - this.size * up,
      away * Math.cos(this.lift) - TALL * z * Math.sin(this.lift),
    ];
  }

  /**
   * A place of the data's own units in the box.
   * @param {number} x0
   * @param {number} x1
   * @param {number} value
   */
  inBox(x0, x1, value) {
    const { low, high, floor, top } = this.data;
    /** @type {(v: number, from: number, to: number) => number} */
    const share = (v, from, to) => (2 * (v - from)) / (to - from) - 1;
    return [share(x0, low[0], high[0]), share(x1, low[1], high[1]), share(value, floor[this.target], top[this.target])];
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  draw(moment) {
    const { film } = moment;
    const { data } = this;
    const { width, height } = this.canvas;
    if (!width) return;
    this.canvas.pen();
    this.size = Math.min(
      (width - 116) / 2.72,
      (height - 62) / (2 * TALL * Math.cos(this.lift) + 2.5 * Math.sin(this.lift)),
    );
    this.model = data.linear ? weightsAt(film, moment, data.targets.length, data.inputs.length) : null;
    this.walls();
    this.footprint();
    if (this.model) this.plane();
    this.points(film, moment);
    if (this.model) this.ownField();
  }

  /**
   * @param {string} colour
   * @param {number} width
   * @param {number} alpha
   * @param {number[]} dash
   */
  stroke(colour, width, alpha, dash = []) {
    const { context } = this;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.globalAlpha = alpha;
    context.setLineDash(dash);
  }

  /** @param {number[][]} places */
  path(places, closed = false) {
    const { context } = this;
    context.beginPath();
    places.forEach((place, i) => {
      const [x, y] = this.project(place);
      if (i) context.lineTo(x, y);
      else context.moveTo(x, y);
    });
    if (closed) context.closePath();
  }

  /** @param {number[][]} places */
  line(places, closed = false) {
    this.path(places, closed);
    this.context.stroke();
  }

  /** Floor and the two far walls with their grid, and the three axes in front. */
  walls() {
    const { context, theme, data, target } = this;
    const depth = (/** @type {number[]} */ place) => this.project(place)[2];
    const far = [depth([1, 0, 0]) > depth([-1, 0, 0]) ? 1 : -1, depth([0, 1, 0]) > depth([0, -1, 0]) ? 1 : -1];
    const ticks = [0, 1].map((i) => ticksOf(data.low[i], data.high[i], 5));
    const values = ticksOf(data.floor[target], data.top[target], 5);
    const X = (/** @type {number} */ v) => this.inBox(v, 0, 0)[0];
    const Y = (/** @type {number} */ v) => this.inBox(0, v, 0)[1];
    const Z = (/** @type {number} */ v) => this.inBox(0, 0, v)[2];
    this.stroke(theme.axis, 1, 0.42);
    for (const v of ticks[0])
      this.line([
        [X(v), -far[1], -1],
        [X(v), far[1], -1],
        [X(v), far[1], 1],
      ]);
    for (const v of ticks[1])
      this.line([
        [-far[0], Y(v), -1],
        [far[0], Y(v), -1],
        [far[0], Y(v), 1],
      ]);
    for (const v of values)
      this.line([
        [-far[0], far[1], Z(v)],
        [far[0], far[1], Z(v)],
        [far[0], -far[1], Z(v)],
      ]);
    const corners = [
      [-1, -1],
      [-1, 1],
      [1, -1],
      [1, 1],
    ];
    const left = corners.reduce((best, corner) =>
      this.project([...corner, -1])[0] < this.project([...best, -1])[0] ? corner : best,
    );
    this.stroke(theme.axis, 1.5, 1);
    this.line([
      [-1, -far[1], -1],
      [1, -far[1], -1],
    ]);
    this.line([
      [-far[0], -1, -1],
      [-far[0], 1, -1],
    ]);
    this.line([
      [...left, -1],
      [...left, 1],
    ]);
    context.globalAlpha = 1;
    context.fillStyle = theme.text;
    const foot = this.project([...left, -1]);
    this.named(
      ticks[0].map((v) => [[X(v), -far[1], -1], v]),
      [0, -far[1], -1],
      `${data.inputs[0]}, ${data.units[0]}`,
      foot,
    );
    this.named(
      ticks[1].map((v) => [[-far[0], Y(v), -1], v]),
      [-far[0], 0, -1],
      `${data.inputs[1]}, ${data.units[1]}`,
      foot,
    );
    context.font = `400 14px ${theme.font}`;
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const v of values) {
      const [x, y] = this.project([...left, Z(v)]);
      context.fillText(number(v), x - 7, y);
    }
    context.textAlign = "left";
    context.font = `600 14px ${theme.font}`;
    const [x, y] = this.project([...left, 1]);
    context.fillText(`${data.targets[target]}, ${data.unit}`, Math.max(2, x - 46), Math.max(9, y - 16));
  }

  /**
   * The numbers along an axis of the floor and its name, on its outer side.
   * @param {[number[], number][]} ticks
   * @param {number[]} middle
   * @param {string} name
   * @param {number[]} corner
   */
  named(ticks, middle, name, corner) {
    const { context, theme } = this;
    const [cx, cy] = this.project([0, 0, -1]);
    const [mx, my] = this.project(middle);
    const long = Math.hypot(mx - cx, my - cy) || 1;
    const out = [(mx - cx) / long, (my - cy) / long];
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.font = `400 14px ${theme.font}`;
    for (const [place, value] of ticks) {
      const [x, y] = this.project(place);
      if (Math.hypot(x - corner[0], y - corner[1]) < 30) continue; // the vertical axis has its own number there
      context.fillText(number(value), x + 16 * out[0], y + 13 * Math.max(0.6, out[1]));
    }
    context.font = `600 14px ${theme.font}`;
    const wide = context.measureText(name).width;
    const x = mx + out[0] * (26 + wide / 2);
    context.fillText(
      name,
      clamp(x, wide / 2 + 2, this.canvas.width - wide / 2 - 2),
      Math.min(this.canvas.height - 9, my + 38 * Math.max(0.7, out[1])),
    );
  }

  /** Where on the floor there are data. */
  footprint() {
    const [[a, b], [c, d]] = this.ranges;
    const { floor } = this.data;
    const at = (/** @type {number} */ x, /** @type {number} */ y) => this.inBox(x, y, floor[this.target]);
    const places = [at(a, c), at(b, c), at(b, d), at(a, d)];
    this.path(places, true);
    this.context.globalAlpha = 0.1;
    this.context.fillStyle = this.theme.roles.target;
    this.context.fill();
    this.stroke(this.theme.roles.target, 1.25, 0.6, [4, 4]);
    this.context.stroke();
    this.context.setLineDash([]);
    this.context.globalAlpha = 1;
  }

  /**
   * @param {number} x0
   * @param {number} x1
   */
  says(x0, x1, x2 = this.own[2]) {
    return this.model === null
      ? NaN
      : predict(this.model, this.target, seen([x0, x1, ...(this.own.length > 2 ? [x2] : [])], this.scale));
  }

  /** All predictions at the slider's humidity, as far as they fit into the box. */
  plane() {
    const { context, theme, data } = this;
    const [low, high] = [data.low, data.high];
    const at = (/** @type {number} */ x0, /** @type {number} */ x1) => this.inBox(x0, x1, this.says(x0, x1));
    const corners = [at(low[0], low[1]), at(high[0], low[1]), at(high[0], high[1]), at(low[0], high[1])];
    if (!corners.flat().every(Number.isFinite)) return;
    const shown = clip(clip(corners, 1), -1);
    if (shown.length < 3) return;
    this.path(shown, true);
    context.fillStyle = theme.roles.prediction;
    context.globalAlpha = theme.dark ? 0.24 : 0.2;
    context.fill();
    this.stroke(theme.roles.prediction, 2, 0.85);
    context.stroke();
    this.stroke(theme.roles.prediction, 1, 0.38);
    for (let i = 1; i < MESH; i += 1) {
      for (const [from, to] of [
        [0, 1],
        [1, 2],
      ]) {
        const [p, q] = [
          between(corners[from], corners[to], i / MESH),
          between(corners[from === 0 ? 3 : 0], corners[from === 0 ? 2 : 3], i / MESH),
        ];
        const piece = clip(clip([p, q], 1, false), -1, false);
        if (piece.length === 2) this.line(piece);
      }
    }
    context.globalAlpha = 1;
  }

  /**
   * What is true, what the model says, and the error between them; those at about the slider's humidity stand out.
   * @param {import("../../stage/play/film.js").Film} film
   * @param {import("../../stage/play/player.js").Moment} moment
   */
  points(film, moment) {
    const { context, theme, data, target } = this;
    const k = data.targets.length;
    const near = data.inputs.length > 2 ? 0.3 * (this.ranges[2][1] - this.ranges[2][0] || 1) : Infinity;
    const marks = data.x.map((row, i) => {
      const predicted = film.sample({ array: "predictions", column: i * k + target }, moment);
      const place = (/** @type {number} */ value) =>
        this.project(this.inBox(row[0], row[1], clamp(value, data.floor[target] - 1e4, data.top[target] + 1e4)));
      const strength =
        this.model && near < Infinity ? 0.45 + 0.55 * Math.exp(-(((row[2] - this.own[2]) / near) ** 2)) : 1;
      return {
        truth: place(data.y[i][target]),
        said: place(predicted),
        known: Number.isFinite(predicted),
        strength,
        name: data.rows[i],
      };
    });
    marks.sort((a, b) => b.truth[2] - a.truth[2]);
    for (const { truth, said, known, strength, name } of marks) {
      if (known) {
        const end = clamp(said[1], -4, this.canvas.height + 4);
        this.stroke(theme.roles.loss, 3, 0.55 * strength);
        context.beginPath();
        context.moveTo(truth[0], truth[1]);
        context.lineTo(said[0], end);
        context.stroke();
        context.globalAlpha = strength;
        context.fillStyle = theme.roles.prediction;
        context.beginPath();
        context.arc(said[0], said[1], 6, 0, 2 * Math.PI);
        context.fill();
      }
      this.stroke(theme.roles.target, 2, 1);
      context.beginPath();
      context.arc(truth[0], truth[1], 6.5, 0, 2 * Math.PI);
      context.stroke();
      if (data.rows.length <= 6) this.text(name, truth[0] + 11, truth[1]);
    }
    context.globalAlpha = 1;
  }

  /**
   * A word on whatever lies behind it.
   * @param {string} words
   * @param {number} x
   * @param {number} y
   */
  text(words, x, y) {
    const { context, theme } = this;
    context.font = `400 14px ${theme.font}`;
    context.textAlign = "left";
    context.textBaseline = "middle";
    const wide = context.measureText(words).width;
    const left = x + wide > this.canvas.width - 2 ? x - wide - 22 : x;
    this.stroke(theme.background, 4, 0.85);
    context.lineJoin = "round";
    context.strokeText(words, left, y);
    context.globalAlpha = 1;
    context.fillStyle = theme.text;
    context.fillText(words, left, y);
  }

  /** The field of the sliders: a diamond on the plane above its place on the floor. */
  ownField() {
    const { context, theme, data, target, own } = this;
    const value = this.says(own[0], own[1]);
    if (!Number.isFinite(value)) return;
    const held = clamp(value, data.floor[target], data.top[target]);
    const [x, y] = this.project(this.inBox(own[0], own[1], held));
    const [fx, fy] = this.project(this.inBox(own[0], own[1], data.floor[target]));
    this.stroke(theme.roles.prediction, 1.5, 0.9, [3, 3]);
    context.beginPath();
    context.moveTo(fx, fy);
    context.lineTo(x, y);
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
    context.beginPath();
    if (held === value)
      for (const [dx, dy] of [
        [0, -9],
        [9, 0],
        [0, 9],
        [-9, 0],
      ])
        context.lineTo(x + dx, y + dy);
    else
      for (const [dx, dy] of [
        [-8, 0],
        [8, 0],
        [0, value > held ? -12 : 12],
      ])
        context.lineTo(x + dx, y + dy);
    context.closePath();
    context.fillStyle = theme.roles.prediction;
    context.fill();
    this.stroke(theme.background, 2, 1);
    context.stroke();
  }

  // ---- words

  /** @param {import("../../stage/play/player.js").Moment} moment */
  say(moment) {
    if (this.canvas.width) tell(this.said, this.model ? this.sentence() : NO_PLANE, moment);
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  atRest(moment) {
    const { data } = this;
    const k = data.targets.length;
    const rows = data.rows.map(
      (name, i) =>
        `${name}: true ${number(data.y[i][this.target])}, predicted ${number(moment.film.at({ array: "predictions", column: i * k + this.target }, moment.frame))}`,
    );
    return `${data.targets[this.target]}, ${data.unit}. ${rows.join("; ")}.`;
  }

  sentence() {
    const { data, own, target } = this;
    const value = this.says(own[0], own[1]);
    const place = own.map((x, i) => `${x} ${data.units[i]}`).join(", ");
    const harvest = data.y.map((row) => row[target]);
    const [least, most] = [Math.min(...harvest), Math.max(...harvest)];
    const beyond = own.flatMap((x, i) =>
      x < this.ranges[i][0] || x > this.ranges[i][1]
        ? [`${x} ${data.units[i]} (data: ${this.ranges[i].map(number).join(" to ")})`]
        : [],
    );
    const outside = beyond.length ? ` Outside the data: ${beyond.join(", ")}. There the plane is only a guess.` : "";
    const odd =
      value < 0
        ? " A harvest below zero cannot be."
        : value > most
          ? ` No region of the data had more than ${number(most)}.`
          : value < least
            ? ` No region of the data had less than ${number(least)}.`
            : "";
    return `◆ At ${place} the model says ${number(value)} ${data.unit} of ${data.targets[target]}.${odd}${outside}`;
  }
}

/**
 * About `count` round numbers from low to high.
 * @param {number} low
 * @param {number} high
 * @param {number} count
 */
function ticksOf(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((round) => round * power >= rough) ?? 10) * power;
  const found = [];
  for (let value = Math.ceil(low / step) * step; value <= high + 1e-9; value += step) found.push(value);
  return found;
}

/**
 * What of a polygon (or a line) lies on the inner side of the box's lid (`side` 1) or floor (-1).
 * @param {number[][]} places
 * @param {number} side
 */
function clip(places, side, closed = true) {
  const inside = (/** @type {number[]} */ [, , z]) => side * z <= 1;
  /** @type {number[][]} */
  const found = [];
  places.forEach((place, i) => {
    const before = places[i > 0 ? i - 1 : places.length - 1];
    if ((closed || i > 0) && inside(place) !== inside(before))
      found.push(between(before, place, (side - before[2]) / (place[2] - before[2])));
    if (inside(place)) found.push(place);
  });
  return found;
}
