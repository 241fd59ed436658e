// A way from place to place: what has been is strong, what will come is faint.

import { clamp } from "../../kit/shares.js";
import { colour } from "./mark.js";

/** @type {import("./mark.js").Mark<import("./trail.js").Way>} */
export function path(pen, track, moment) {
  const { context, axes } = pen;
  const { film } = moment;
  const { left, top, width, height } = axes.box;
  // What lies far outside is cut, so that the numbers stay small.
  const near = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ size) =>
    clamp(value, low - 20 * size, low + 21 * size);
  const at = (/** @type {number} */ x, /** @type {number} */ y) => [
    near(axes.x(x), left, width),
    near(axes.y(y), top, height),
  ];
  context.strokeStyle = colour(pen, track);
  context.lineJoin = "round";
  for (const [end, strength, wide] of [
    [moment.secret ? moment.frame : film.end, 0.25, 1.5],
    [moment.frame, 1, 2.5],
  ]) {
    context.globalAlpha = strength;
    context.lineWidth = wide;
    context.beginPath();
    for (let frame = 0; frame <= end; frame += 1) {
      const [x, y] = at(film.at(track.x, frame), film.at(track.y, frame));
      if (!Number.isFinite(x + y)) break;
      context.lineTo(x, y);
    }
    if (strength === 1 && moment.moved) {
      const [x, y] = at(film.sample(track.x, moment), film.sample(track.y, moment));
      context.lineTo(x, y);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
}
