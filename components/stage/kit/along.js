// Ways through a box that may lead far out of it.

import { between } from "./shares.js";

const FAR = 1000; // px outside: from there a way that explodes would cross the box again and again

/** @typedef {{ left: number, top: number, width: number, height: number }} Frame */

/**
 * What of the straight way from one place to another lies in a box, as its two ends; null where nothing does.
 * @param {Frame} frame
 * @param {number[]} from
 * @param {number[]} to
 */
export function clippedTo({ left, top, width, height }, from, to) {
  let [start, end] = [0, 1];
  for (const [axis, low, high] of [
    [0, left, left + width],
    [1, top, top + height],
  ]) {
    const way = to[axis] - from[axis];
    const [a, b] = [(low - from[axis]) / way, (high - from[axis]) / way].sort((one, other) => one - other);
    if (way === 0 && (from[axis] < low || from[axis] > high)) return null;
    if (way !== 0) [start, end] = [Math.max(start, a), Math.min(end, b)];
  }
  if (start > end) return null;
  return [start === 0 ? from : between(from, to, start), end === 1 ? to : between(from, to, end)];
}

/**
 * @param {Frame} frame
 * @param {number[]} place
 */
const holds = ({ left, top, width, height }, [x, y]) => x >= left && x <= left + width && y >= top && y <= top + height;

/**
 * A path through places, as far as it is seen: a canvas has no room for numbers that are too large.
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} box
 * @param {number[][]} places
 */
export function along(context, box, places) {
  const { left, top, width, height } = box;
  const near = { left: left - FAR, top: top - FAR, width: width + 2 * FAR, height: height + 2 * FAR };
  let apart = true; // from what was drawn last
  for (let i = 1; i < places.length; i += 1) {
    const [from, to] = [places[i - 1], places[i]];
    if (!Number.isFinite(from[0] + from[1] + to[0] + to[1])) return;
    const whole = holds(box, from) && holds(box, to);
    const seen = whole ? [from, to] : holds(near, from) ? clippedTo(box, from, to) : null;
    if (seen && apart) context.moveTo(seen[0][0], seen[0][1]);
    if (seen) context.lineTo(seen[1][0], seen[1][1]);
    apart = !seen || seen[1][0] !== to[0] || seen[1][1] !== to[1];
  }
}
