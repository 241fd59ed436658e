// What a model says along one input, and where its points lie.

import { forward } from "../../stage/kit/forward.js";
import { seen } from "../../stage/kit/linear.js";

const ROOM = 0.25; // of the points' spread, left free on each side of them
const LEAST = 0.4; // of the window that the points must fill

/**
 * A point: its place along the input, and its targets.
 * @typedef {{ x: number, y: number[], name?: string }} Point
 *
 * @typedef {[number, number]} Ends
 *
 * What is known of a model: the powers of the input that it sees, and its shape.
 * @typedef {{ powers: number, sizes: readonly number[], activation: string }} Shape
 */

/**
 * The inputs of a model at a place of the one input: x, x², x³ ...
 * @param {number} x
 * @param {number} powers
 */
export const powersOf = (x, powers) => Array.from({ length: powers }, (_, i) => x ** (i + 1));

/**
 * What the model says at a place of the input, for every target.
 * @param {readonly number[]} weights flat
 * @param {number} x
 * @param {Shape} shape
 * @param {{ shift: number[], spread: number[] }} scale
 */
export function says(weights, x, { powers, sizes, activation }, scale) {
  return forward([...weights], seen(powersOf(x, powers), scale), { sizes: [...sizes], activation });
}

/**
 * A line's slope and where it crosses the axis, in the units of the data.
 * @param {readonly number[]} weights flat, of a linear model of one input
 * @param {number} target
 * @param {number} targets
 * @param {{ shift: number[], spread: number[] }} scale
 */
export function lineOf(weights, target, targets, { shift, spread }) {
  const slope = weights[target] / spread[0];
  return { slope, intercept: weights[targets + target] - slope * shift[0] };
}

/**
 * Errors of the points in one target, and their typical size: the root of the mean square.
 * @param {readonly Point[]} points
 * @param {number} target
 * @param {(x: number) => number} curve
 */
export function typical(points, target, curve) {
  const squares = points.map(({ x, y }) => (curve(x) - y[target]) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

/**
 * The window around all points; that of before, as long as they are in it and fill it well.
 * @param {readonly Point[]} points
 * @param {number} target
 * @param {{ x: Ends, y: Ends } | null} before
 * @returns {{ x: Ends, y: Ends }}
 */
export function windowOf(points, target, before) {
  return {
    x: reach(
      points.map(({ x }) => x),
      before?.x,
    ),
    y: reach(
      points.map(({ y }) => y[target]),
      before?.y,
    ),
  };
}

/**
 * @param {number[]} values
 * @param {Ends} [before]
 * @returns {Ends}
 */
function reach(values, before) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (before && before[0] <= low && high <= before[1] && high - low >= LEAST * (before[1] - before[0])) return before;
  const room = ROOM * (high - low) || Math.abs(low) / 2 || 1;
  return [low - room, high + room];
}

/**
 * The point nearest to a place in pixels, no farther than `far`; -1 where there is none.
 * @param {readonly number[][]} places
 * @param {number[]} at
 * @param {number} far
 */
export function nearest(places, [x, y], far) {
  let [found, least] = [-1, far];
  for (const [i, [px, py]] of places.entries()) {
    const away = Math.hypot(px - x, py - y);
    if (away <= least) [found, least] = [i, away];
  }
  return found;
}
