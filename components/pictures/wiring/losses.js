// The loss of a run, update by update, beside that of the run that is wired right, as far as this page has seen one.

import { Canvas } from "../../stage/kit/canvas.js";
import { element } from "../../stage/kit/dom.js";
import { clamp } from "../../stage/kit/shares.js";
import { disc, straight } from "../../stage/kit/strokes.js";
import { mark, marks, powers } from "./scale.js";

const [LEFT, RIGHT, TOP, BOTTOM] = [52, 10, 10, 26]; // px around the plot

/** @typedef {import("../../stage/play/film.js").Numbers["data"]} Column */

export class Losses {
  canvas = new Canvas({ class: "wiring-canvas", role: "img", "aria-label": "The loss, update by update." });
  mine = element("span", { class: "wiring-key" }, "loss as wired here");
  other = element("span", { class: "wiring-key wiring-key-right" }, "wired right");
  node = element(
    "div",
    { class: "wiring-plot" },
    this.canvas.node,
    element("div", { class: "wiring-caption" }, this.mine, this.other),
  );
  /** @type {Map<string, Column>} how runs that are wired right went, by the rest of their query */
  known = new Map();
  same = ""; // that of this run
  /** @type {number[] | null} powers of ten that hold the losses */
  range = null;

  /**
   * How the run that is wired right went, to compare with.
   * @param {import("../../stage/play/film.js").Film} film a whole one
   */
  remember({ header, arrays, end }) {
    const query = new URLSearchParams(header.query);
    query.delete("wiring");
    this.same = query.toString();
    if (header.spec.wiring === "right") this.known.set(this.same, arrays.loss.data.slice(0, end + 1));
  }

  /** The losses of this run as it is wired right; undefined before it was seen. */
  get right() {
    return this.known.get(this.same);
  }

  /**
   * A log axis that holds this run and the one wired right.
   * @param {import("../../stage/play/film.js").Film} film
   */
  scale({ arrays, end }) {
    this.range = powers([...arrays.loss.data.subarray(0, end + 1), ...(this.right ?? [])]) ?? this.range;
  }

  /**
   * @param {import("../../stage/play/player.js").Moment} moment
   * @param {boolean} own whether its run is that of the machine shown
   * @param {import("../../stage/kit/theme.js").Theme} theme
   */
  draw({ film, frame }, own, theme) {
    if (!this.canvas.width || !this.range) return;
    const { data } = film.arrays.loss;
    const { spec, stride, updates_per_epoch } = film.header;
    const { loss, floor } = theme.roles;
    const total = spec.epochs * updates_per_epoch; // a run that fails makes fewer
    const [width, height] = [this.canvas.width - LEFT - RIGHT, this.canvas.height - TOP - BOTTOM];
    const [low, high] = this.range;
    const x = (/** @type {number} */ at) => LEFT + (width * Math.min(total, at * stride)) / total;
    const y = (/** @type {number} */ value) => TOP + (height * (high - Math.log10(value))) / (high - low);
    const context = this.canvas.pen();
    this.axes(context, y, total, theme);
    /** @type {(values: Column, until: number, colour: string, wide: number) => void} */
    const line = (values, until, colour, wide) => {
      context.strokeStyle = colour;
      context.lineWidth = wide;
      context.lineJoin = "round";
      context.beginPath();
      for (let at = 0; at <= until && at < values.length; at++)
        if (Number.isFinite(values[at]) && values[at] > 0) context.lineTo(x(at), y(values[at]));
      context.stroke();
    };
    const right = own && spec.wiring === "right" ? undefined : this.right;
    this.mine.hidden = !own;
    this.other.hidden = !right;
    if (right) {
      context.setLineDash([5, 4]);
      line(right, right.length - 1, floor, 1.5);
      context.setLineDash([]);
    }
    if (!own) return;
    context.globalAlpha = 0.25;
    line(data, film.end, loss, 2);
    context.globalAlpha = 1;
    line(data, frame, loss, 2.5);
    if (!Number.isFinite(data[frame]) || data[frame] <= 0) return;
    context.fillStyle = loss;
    disc(context, [x(frame), y(data[frame])], 5);
    context.fill();
  }

  /**
   * Powers of ten upwards, updates to the right.
   * @param {CanvasRenderingContext2D} context
   * @param {(value: number) => number} y
   * @param {number} total updates
   * @param {import("../../stage/kit/theme.js").Theme} theme
   */
  axes(context, y, total, theme) {
    const { width, height } = this.canvas;
    context.font = `14px ${theme.font}`;
    context.textBaseline = "middle";
    context.textAlign = "right";
    context.strokeStyle = theme.grid;
    context.lineWidth = 1;
    context.fillStyle = theme.roles.floor;
    for (const power of marks(/** @type {number[]} */ (this.range))) {
      const at = y(10 ** power);
      straight(context, [LEFT, at], [width - RIGHT, at]);
      context.fillText(mark(power), LEFT - 8, clamp(at, TOP + 4, height - BOTTOM - 2));
    }
    context.textBaseline = "alphabetic";
    context.textAlign = "left";
    context.fillText("0", LEFT, height - 6);
    context.textAlign = "right";
    context.fillText(`update ${total}`, width - RIGHT, height - 6);
  }
}
