// Two axes on a canvas: from numbers to pixels and back, with ticks and names.

import { trimmed } from "./format.js";
import { powers, rounds, ticks } from "./ticks.js";

/** Pixels around the plot, for the numbers and names of its axes. */
const MARGIN = { left: 52, right: 10, top: 8, bottom: 40 };

const BESIDE = 27; // pixels left of the numbers of y: for its name, and air

/** @typedef {[number, number]} Ends */

/**
 * About as many pixels as a number takes in a font of 13 px.
 * @param {string} text
 */
const room = (text) => [...text].reduce((sum, sign) => sum + (/[0-9−×]/.test(sign) ? 7.3 : 4.6), 0);

export class Chart {
  /**
   * @param {number} width of the canvas
   * @param {number} height
   * @param {Ends} x
   * @param {Ends} y
   * @param {{ margin?: typeof MARGIN, log?: boolean }} [look] with `log` the axis of y is logarithmic; without a margin
   * of its own the plot leaves its numbers as much room as they take
   */
  constructor(width, height, x, y, { margin, log = false } = {}) {
    const { left, right, top, bottom } = margin ?? MARGIN;
    this.log = log;
    this.top = top;
    this.high = Math.max(1, height - top - bottom);
    this.ends = { x, y };
    this.left = margin ? left : Math.max(left, ...this.upright().map((value) => BESIDE + room(trimmed(value))));
    this.wide = Math.max(1, width - this.left - right);
  }

  /** The numbers that the axis of y shows. */
  upright() {
    const count = Math.max(2, Math.min(5, this.high / 55));
    if (!this.log) return ticks(...this.ends.y, count);
    const found = powers(...this.ends.y, count);
    return found.length > 1 ? found : rounds(...this.ends.y);
  }

  /**
   * The same plot with ends that show all of a window, as far in each direction as the other: what is round is round.
   * @param {number} width
   * @param {number} height
   * @param {number[]} window x from, x to, y from, y to
   * @returns {{ x: Ends, y: Ends }}
   */
  static fitting(width, height, window, margin = MARGIN) {
    const [x0, x1, y0, y1] = window;
    const wide = Math.max(1, width - margin.left - margin.right);
    const high = Math.max(1, height - margin.top - margin.bottom);
    const each = Math.max((x1 - x0) / wide, (y1 - y0) / high); // of a pixel
    const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
    return { x: [x - (each * wide) / 2, x + (each * wide) / 2], y: [y - (each * high) / 2, y + (each * high) / 2] };
  }

  /** @param {number} value */
  x(value) {
    const [low, high] = this.ends.x;
    return this.left + (this.wide * (value - low)) / (high - low);
  }

  /** @param {number} value */
  y(value) {
    const [low, high] = this.log ? this.ends.y.map(Math.log10) : this.ends.y;
    return this.top + this.high * (1 - ((this.log ? Math.log10(value) : value) - low) / (high - low));
  }

  /**
   * A place in pixels.
   * @param {ArrayLike<number>} place
   */
  at(place) {
    return [this.x(place[0]), this.y(place[1])];
  }

  /**
   * The numbers at a pixel, with as many digits as a pixel has.
   * @param {number} px
   * @param {number} py
   */
  numbers(px, py) {
    const { x, y } = this.ends;
    const round = (/** @type {number} */ value, /** @type {Ends} */ [low, high], /** @type {number} */ pixels) => {
      const step = 10 ** Math.floor(Math.log10((high - low) / pixels));
      return Number((Math.round(value / step) * step).toPrecision(12)) + 0;
    };
    return [
      round(x[0] + ((px - this.left) / this.wide) * (x[1] - x[0]), x, this.wide),
      round(y[1] - ((py - this.top) / this.high) * (y[1] - y[0]), y, this.high),
    ];
  }

  /** The frame of the plot: left, top, width, height. */
  get box() {
    return { left: this.left, top: this.top, width: this.wide, height: this.high };
  }

  /**
   * Draws both axes around the plot.
   * @param {CanvasRenderingContext2D} context
   * @param {import("./theme.js").Theme} theme
   * @param {string} nameX
   * @param {string} nameY
   */
  draw(context, theme, nameX, nameY) {
    const { left, top, wide, high } = this;
    context.globalAlpha = 1;
    context.setLineDash([]);
    context.lineWidth = 1;
    context.strokeStyle = theme.axis;
    context.strokeRect(left, top, wide, high);
    context.fillStyle = theme.text;
    context.font = `400 13px ${theme.font}`;
    context.textBaseline = "middle";
    context.textAlign = "center";
    for (const value of ticks(...this.ends.x, Math.max(2, Math.min(6, wide / 90)))) {
      context.fillText(trimmed(value), this.x(value), top + high + 12);
    }
    context.textAlign = "right";
    for (const value of this.upright()) {
      context.fillText(trimmed(value), left - 7, this.y(value));
    }
    context.font = `600 13px ${theme.font}`;
    context.textAlign = "center";
    context.fillText(nameX, left + wide / 2, top + high + 29);
    context.save();
    context.translate(11, top + high / 2);
    context.rotate(-Math.PI / 2);
    context.fillText(nameY, 0, 0);
    context.restore();
  }
}
