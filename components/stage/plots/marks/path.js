// A way from place to place: what has been is strong, what will come is faint.

import { clippedTo } from "./geometry.js";
import { colour } from "./mark.js";

const FAR = 1000; // px outside: from there a way that explodes would cross the box again and again

/** @type {import("./mark.js").Mark<import("./trail.js").Way>} */
export function path(pen, track, moment) {
  const { context, axes } = pen;
  const { film } = moment;
  const at = (/** @type {number} */ frame) => [axes.x(film.at(track.x, frame)), axes.y(film.at(track.y, frame))];
  context.strokeStyle = colour(pen, track);
  context.lineJoin = "round";
  for (const [end, strength, wide] of [
    [moment.secret ? moment.frame : film.end, 0.25, 1.5],
    [moment.frame, 1, 2.5],
  ]) {
    context.globalAlpha = strength;
    context.lineWidth = wide;
    context.beginPath();
    const places = Array.from({ length: end + 1 }, (_, frame) => at(frame));
    if (strength === 1 && moment.moved)
      places.push([axes.x(film.sample(track.x, moment)), axes.y(film.sample(track.y, moment))]);
    along(context, axes.box, places);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/**
 * A path through places, as far as it is seen: a canvas has no room for numbers that are too large.
 * @param {CanvasRenderingContext2D} context
 * @param {import("./geometry.js").Frame} box
 * @param {number[][]} places
 */
export function along(context, box, places) {
  const { left, top, width, height } = box;
  const near = { left: left - FAR, top: top - FAR, width: width + 2 * FAR, height: height + 2 * FAR };
  let apart = true; // from what was drawn last
  for (let i = 1; i < places.length; i += 1) {
    const [from, to] = [places[i - 1], places[i]];
    if (![...from, ...to].every(Number.isFinite)) return;
    const seen = clippedTo(near, from, from) && clippedTo(box, from, to);
    if (seen && apart) context.moveTo(seen[0][0], seen[0][1]);
    if (seen) context.lineTo(seen[1][0], seen[1][1]);
    apart = !seen || seen[1][0] !== to[0] || seen[1][1] !== to[1];
  }
}
