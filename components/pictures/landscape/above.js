// The ground of a landscape from above: heights as a tint, and lines at round losses in their true shape.

import { contour } from "../../stage/kit/marching.js";
import { number } from "../../stage/kit/format.js";
import { rgb } from "../../stage/kit/theme.js";
import { spread, tint } from "../../stage/kit/tint.js";
import { radii } from "./bowl.js";
import { levels } from "./levels.js";

const FAR = 1e5; // px beyond which nothing is drawn
const LONG = 2e4; // px of a radius from which on an ellipse is two straight lines
const BESIDE = 0.93; // of the picture: where lines have their numbers
const APART = 24; // px between two numbers, one above the other
const WIDE = 64; // side by side
const STRIDE = 4; // px

/**
 * @typedef {import("./land.js").Land} Land
 * @typedef {{ context: CanvasRenderingContext2D, chart: import("../../stage/kit/chart.js").Chart, theme: import("../../stage/kit/theme.js").Theme }} Pen
 */

/**
 * The tint of a place of the scale: what is above its top goes on growing darker, ever less.
 * @param {number} share
 */
const softened = (share) => (1.6 * share) / (0.6 + share);

/**
 * Where levels are crossed on a straight way over the chart, no two of them nearer than they may be.
 * @param {Pen["chart"]} chart
 * @param {Land} land
 * @param {number[]} all levels
 * @param {number[]} from in pixels
 * @param {number[]} way to go
 * @param {number} apart
 */
function crossings(chart, { height }, all, [x, y], [dx, dy], apart) {
  const {
    x: [x0, x1],
    y: [y0, y1],
  } = chart.ends;
  const { left, top, width, height: high } = chart.box;
  const at = (/** @type {number} */ px, /** @type {number} */ py) =>
    height(x0 + ((px - left) / width) * (x1 - x0), y1 - ((py - top) / high) * (y1 - y0));
  const long = dx + dy;
  const found = [];
  let [before, last] = [at(x, y), -apart];
  for (let gone = STRIDE; gone <= long; gone += STRIDE) {
    const [px, py] = [x + (dx * gone) / long, y + (dy * gone) / long];
    const now = at(px, py);
    const level = all.find((one) => before < one !== now < one);
    before = now;
    if (level === undefined || gone - last < apart) continue;
    last = gone;
    found.push({ x: px, y: py, level });
  }
  return found;
}

export class Above {
  image = document.createElement("canvas");

  /**
   * The ground: tint, lines and their numbers.
   * @param {Pen} pen
   * @param {Land} land
   */
  ground({ context, chart, theme }, land) {
    const { shares, grid, window } = land;
    tint(this.image, shares.map(softened), grid, rgb(theme.roles.muted));
    spread(context, chart, this.image, window);
    const all = levels(land.bowl?.floor ?? land.lowest, land.highest);
    context.strokeStyle = theme.text;
    context.lineWidth = 1;
    context.setLineDash([]);
    context.globalAlpha = theme.dark ? 0.34 : 0.3;
    context.beginPath();
    for (const level of all) {
      if (land.bowl) this.ring(context, chart, land, level);
      else this.line(context, chart, land, level);
    }
    context.stroke();
    this.numbers({ context, chart, theme }, land, all);
  }

  /**
   * The line of a bowl at a loss: an ellipse in its true shape; two straight lines where it is longer than any picture.
   * @param {CanvasRenderingContext2D} context
   * @param {Pen["chart"]} chart
   * @param {Land} land
   * @param {number} level
   */
  ring(context, chart, { bowl, low: [mx, my] }, level) {
    const [along, across] = (bowl && radii(bowl, level)) ?? [NaN, NaN];
    const each = chart.x(1) - chart.x(0); // px, the same both ways
    const [x, y] = chart.at([mx, my]);
    if (!bowl || !(across * each < FAR) || Math.hypot(x, y) > FAR) return;
    const [cos, sin] = bowl.axis;
    if (along * each < LONG) {
      const angle = -Math.atan2(sin, cos);
      context.moveTo(x + across * each * Math.cos(angle), y + across * each * Math.sin(angle));
      return context.ellipse(x, y, across * each, along * each, angle, 0, 2 * Math.PI);
    }
    for (const side of [-across * each, across * each]) {
      const [px, py] = [x + side * cos, y - side * sin];
      context.moveTo(px + LONG * sin, py + LONG * cos);
      context.lineTo(px - LONG * sin, py - LONG * cos);
    }
  }

  /**
   * The line at a loss of what is known on a grid.
   * @param {CanvasRenderingContext2D} context
   * @param {Pen["chart"]} chart
   * @param {Land} land
   * @param {number} level
   */
  line(context, chart, { shares, grid, window: [x0, x1, y0, y1], scale }, level) {
    const [cell, row] = [(x1 - x0) / (grid - 1), (y1 - y0) / (grid - 1)];
    const pieces = contour(shares, grid, grid, scale.share(level));
    for (let i = 0; i < pieces.length; i += 4) {
      context.moveTo(chart.x(x0 + cell * pieces[i]), chart.y(y0 + row * pieces[i + 1]));
      context.lineTo(chart.x(x0 + cell * pieces[i + 2]), chart.y(y0 + row * pieces[i + 3]));
    }
  }

  /**
   * What the lines stand for, where they cross an upright line near the right edge; or one that lies near the top, if more
   * of them cross that.
   * @param {Pen} pen
   * @param {Land} land
   * @param {number[]} all
   */
  numbers({ context, chart, theme }, land, all) {
    const { left, top, width, height } = chart.box;
    const down = crossings(chart, land, all, [left + BESIDE * width, top + 12], [0, height - 22], APART);
    const across = crossings(chart, land, all, [left + 30, top + (1 - BESIDE) * height + 6], [width - 60, 0], WIDE);
    context.font = `400 12px ${theme.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (const { x, y, level } of across.length > down.length ? across : down) {
      const text = number(level);
      const wide = context.measureText(text).width + 6;
      context.fillStyle = theme.background;
      context.globalAlpha = 0.75;
      context.fillRect(x - wide / 2, y - 8, wide, 15);
      context.globalAlpha = 1;
      context.fillStyle = theme.text;
      context.fillText(text, x, y);
    }
  }
}
