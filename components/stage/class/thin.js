// The curves of a race in pixels: made of few points each, so that hundreds move sixty times a second.

import { thinned } from "../kit/thinned.js";
import { lastAt } from "./ranking.js";

const STRETCHES = 120; // with the lowest and the highest of each, a curve has 360 points at most

/**
 * A curve: at which updates, and where on the canvas. What lies above the frame has left it.
 * @typedef {{ updates: number[], x: number[], y: number[] }} Curve
 */

/**
 * @param {import("./ranking.js").Track} track
 * @param {{ x: (update: number) => number, y: (loss: number) => number, top: number }} chart
 * @returns {Curve}
 */
export function curveOf({ updates, losses }, chart) {
  const places = thinned(losses, STRETCHES);
  const high = chart.top - 1000; // a line to far above the frame goes as steeply
  return {
    updates: places.map((place) => updates[place]),
    x: places.map((place) => chart.x(updates[place])),
    y: places.map((place) => Math.max(high, chart.y(losses[place]))),
  };
}

/**
 * Where a curve is at an update, and the last of its points by then; null before its first.
 * @param {Curve} curve
 * @param {number} update
 */
export function tipOf({ updates, x, y }, update) {
  const place = lastAt(updates, update);
  if (place < 0) return null;
  if (place === updates.length - 1) return { place, x: x[place], y: y[place] };
  const share = (update - updates[place]) / (updates[place + 1] - updates[place]);
  return { place, x: x[place] + share * (x[place + 1] - x[place]), y: y[place] + share * (y[place + 1] - y[place]) };
}

/**
 * The curve nearest to a place on the canvas, by how far above or below it is there; -1 where none is near.
 * @param {(Curve | null)[]} curves
 * @param {[number, number]} at
 * @param {number} update to which they have come
 * @param {(x: number) => number} updateAt
 */
export function nearest(curves, [px, py], update, updateAt, within = 24) {
  const seen = Math.min(update, Math.max(0, updateAt(px)));
  let [found, away] = [-1, within];
  curves.forEach((curve, i) => {
    const tip = curve && tipOf(curve, seen);
    if (!tip) return;
    const far = Math.hypot(px - tip.x, py - tip.y);
    if (far < away) [found, away] = [i, far];
  });
  return found;
}
