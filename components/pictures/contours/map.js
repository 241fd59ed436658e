// The map: heights as a tint and as lines, near and far on one scale.

import { contour } from "../../stage/kit/marching.js";
import { rgb } from "../../stage/kit/theme.js";
import { spread, tint } from "../../stage/kit/tint.js";
import { within } from "../../stage/kit/strokes.js";

const LEVELS = 14; // lines within the window
const STEEPER = 1.3; // beyond it, each line is so many times as far up the scale as the one before
const MOST_BEYOND = 24;

/**
 * @typedef {import("../../stage/kit/ground.js").Ground} Ground
 * @typedef {import("../../stage/kit/theme.js").Theme} Theme
 * @typedef {import("../../stage/kit/chart.js").Chart} Chart
 *
 * A grid with what is drawn of it.
 * @typedef {{ window: number[], image: HTMLCanvasElement, lines: number[][] }} Sheet
 */

/** The places of the scale at which there are lines. */
export function levels() {
  const within = Array.from({ length: LEVELS }, (_, i) => (i + 1) / (LEVELS + 1));
  return [...within, ...Array.from({ length: MOST_BEYOND }, (_, i) => STEEPER ** i)];
}

export class Contours {
  /**
   * @param {Ground} ground
   * @param {Theme} theme
   */
  constructor(ground, theme) {
    const { window, wide } = ground.measure;
    this.ground = ground;
    this.theme = theme;
    this.far = this.sheet(ground.far, wide);
    this.near = this.sheet(ground.near, window);
  }

  /**
   * @param {ArrayLike<number>} heights
   * @param {number[]} window
   * @returns {Sheet}
   */
  sheet(heights, window) {
    const { ground, theme } = this;
    const { grid } = ground.measure;
    const shares = Float64Array.from(heights, (height) => ground.scale.share(height));
    const image = document.createElement("canvas");
    tint(image, shares, grid, rgb(theme.roles.muted));
    return { window, image, lines: levels().map((level) => contour(shares, grid, grid, level)) };
  }

  /**
   * Draws the map inside a chart's frame: the far sheet, and the near one over its part of it.
   * @param {CanvasRenderingContext2D} context
   * @param {Chart} chart
   */
  draw(context, chart) {
    const { left, top, width, height } = chart.box;
    within(context, chart.box);
    const [x0, x1, y0, y1] = this.near.window;
    const [inner, corner] = [chart.at([x0, y1]), chart.at([x1, y0])];
    context.save();
    context.beginPath();
    context.rect(left, top, width, height);
    context.rect(inner[0], inner[1], corner[0] - inner[0], corner[1] - inner[1]);
    context.clip("evenodd");
    this.paint(context, chart, this.far);
    context.restore();
    context.beginPath();
    context.rect(inner[0], inner[1], corner[0] - inner[0], corner[1] - inner[1]);
    context.clip();
    this.paint(context, chart, this.near);
    context.restore();
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Chart} chart
   * @param {Sheet} sheet
   */
  paint(context, chart, { window, image, lines }) {
    const [x0, x1, y0, y1] = window;
    const last = this.ground.measure.grid - 1;
    const [cell, row] = [(x1 - x0) / last, (y1 - y0) / last];
    spread(context, chart, image, window);
    context.strokeStyle = this.theme.text;
    context.lineWidth = 1;
    context.setLineDash([]);
    context.globalAlpha = this.theme.dark ? 0.3 : 0.26;
    context.beginPath();
    for (const pieces of lines) {
      for (let i = 0; i < pieces.length; i += 4) {
        context.moveTo(chart.x(x0 + cell * pieces[i]), chart.y(y0 + row * pieces[i + 1]));
        context.lineTo(chart.x(x0 + cell * pieces[i + 2]), chart.y(y0 + row * pieces[i + 3]));
      }
    }
    context.stroke();
    context.globalAlpha = 1;
  }
}

/**
 * A cross at every lowest point.
 * @param {import("./ball.js").Pen} pen
 * @param {readonly (readonly number[])[]} places
 */
export function lowest({ context, chart, theme }, places) {
  context.strokeStyle = theme.roles.floor;
  context.lineWidth = 1.5;
  for (const place of places) {
    const [x, y] = chart.at([...place]);
    context.beginPath();
    context.moveTo(x - 5, y);
    context.lineTo(x + 5, y);
    context.moveTo(x, y - 5);
    context.lineTo(x, y + 5);
    context.stroke();
  }
}
