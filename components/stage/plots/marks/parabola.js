// The exact loss along one weight: L + slope (w - w0) + curvature (w - w0)² / 2.

import { colour } from "./mark.js";

/**
 * @typedef {import("./mark.js").Source} Source
 * @typedef {import("../../told").Parabola} Parabola
 */

/** @type {import("./mark.js").Mark<Parabola>} */
export function parabola(pen, track, moment) {
  const { context, axes } = pen;
  const { curvature } = track;
  const [at, loss, slope] = [track.at, track.loss, track.slope].map((source) => moment.film.sample(source, moment));
  if (![at, loss, slope].every(Number.isFinite)) return;
  const value = (/** @type {number} */ w) => loss + slope * (w - at) + (curvature / 2) * (w - at) ** 2;
  // A parabola on linear axes is exactly one quadratic Bezier curve: its control point is where the end tangents meet.
  const [from, to] = axes.rangeX;
  const middle = (from + to) / 2;
  const meet = value(from) + (slope + curvature * (from - at)) * (middle - from);
  context.beginPath();
  context.moveTo(axes.x(from), axes.y(value(from)));
  context.quadraticCurveTo(axes.x(middle), axes.y(meet), axes.x(to), axes.y(value(to)));
  context.strokeStyle = colour(pen, track);
  context.globalAlpha = 0.85;
  context.lineWidth = 2.25;
  context.stroke();
  context.globalAlpha = 1;
}
