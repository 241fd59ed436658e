// What the picture of points is drawn of: curves, dots, and how far off they are.

import { disc, straight as line } from "../../stage/kit/strokes.js";

const STEPS = 160; // of a curve
const FAR = 1e6; // px beyond which nothing is drawn: a canvas knows no larger numbers

/**
 * @typedef {{
 *   context: CanvasRenderingContext2D, chart: import("../../stage/kit/chart.js").Chart,
 *   theme: import("../../stage/kit/theme.js").Theme,
 * }} Pen
 * @typedef {import("./fit.js").Point} Point
 */

const kept = (/** @type {number} */ px) => Math.max(-FAR, Math.min(FAR, px));

/**
 * What a model says along the whole axis.
 * @param {Pen} pen
 * @param {(x: number) => number} says
 * @param {{ role: "prediction" | "floor", straight: boolean, dash: number[] }} look
 */
export function curve({ context, chart, theme }, says, { role, straight, dash }) {
  const [low, high] = chart.ends.x;
  const steps = straight ? 1 : STEPS;
  context.beginPath();
  for (let i = 0; i <= steps; i += 1) {
    const x = low + ((high - low) * i) / steps;
    const y = says(x);
    if (!Number.isFinite(y)) return;
    context.lineTo(chart.x(x), kept(chart.y(y)));
  }
  context.globalAlpha = 1;
  context.lineWidth = role === "floor" ? 1.5 : 3.5;
  context.setLineDash(dash);
  context.strokeStyle = theme.roles[role];
  context.stroke();
}

/**
 * A line from each point to what the model says of it.
 * @param {Pen} pen
 * @param {readonly Point[]} points
 * @param {number} target
 * @param {(x: number) => number} says
 */
export function offs({ context, chart, theme }, points, target, says) {
  context.setLineDash([]);
  context.lineWidth = 2;
  context.strokeStyle = theme.roles.loss;
  context.globalAlpha = 0.8;
  for (const { x, y } of points) {
    const there = says(x);
    if (Number.isFinite(there)) line(context, chart.at([x, y[target]]), [chart.x(x), kept(chart.y(there))]);
  }
}

/**
 * Dots, and rings for those of them that are held out.
 * @param {Pen} pen
 * @param {readonly Point[]} points
 * @param {number} target
 * @param {ReadonlySet<number>} held
 */
export function dots({ context, chart, theme }, points, target, held) {
  const radius = points.length > 100 ? 3 : 6;
  context.globalAlpha = points.length > 100 ? 0.6 : 1;
  for (const [i, { x, y }] of points.entries()) {
    const out = held.has(i);
    context.fillStyle = out ? theme.background : theme.roles.target;
    context.strokeStyle = out ? theme.roles.held : theme.background;
    context.lineWidth = out ? 2.5 : 1.5;
    disc(context, chart.at([x, y[target]]), radius);
    context.fill();
    if (radius > 3 || out) context.stroke();
  }
  context.globalAlpha = 1;
}
