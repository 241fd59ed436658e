// A line through the ball, straight down the slope, and what stands on it.

/**
 * A cut: how far along it a place lies, `s`, counts from the ball. `height` is that of the ball, `steep` the size of the
 * slope, `bend` the curvature along the line; `step` is how far along it the next step leads, and `next` how high, null
 * at the end.
 * @typedef {{
 *   at: (s: number) => [number, number], height: number, steep: number, bend: number, step: number, next: number | null,
 * }} Slice
 */

const ROUND = [1, 2, 5, 10];

/**
 * The cut at a moment; null where there is no slope.
 * @param {import("../../stage/play/reel.js").Moment} moment
 * @returns {Slice | null}
 */
export function along({ film, frame }) {
  const pair = (/** @type {string} */ array, at = frame) => [0, 1].map((column) => film.at({ array, column }, at));
  const loss = (/** @type {number} */ at) => film.at({ array: "loss", column: 0 }, at);
  const [[x, y], [gx, gy]] = [pair("places"), pair("grads")];
  const steep = Math.hypot(gx, gy);
  if (!(steep > 0) || !Number.isFinite(steep)) return null;
  const [dx, dy] = [-gx / steep, -gy / steep];
  const [[low, high], [ax, ay]] = [pair("curvatures"), pair("axes")];
  const across = (dx * ax + dy * ay) ** 2;
  const last = frame >= film.halt;
  const [nx, ny] = last ? [x, y] : pair("places", frame + 1);
  return {
    at: (s) => [x + s * dx, y + s * dy],
    height: loss(frame),
    steep,
    bend: high * across + low * (1 - across),
    step: (nx - x) * dx + (ny - y) * dy,
    next: last ? null : loss(frame + 1),
  };
}

/**
 * What of a cut is shown: as far to both sides as there is room for a step and the bottom of the parabola, in round
 * numbers, so that it seldom changes; and all heights there.
 * @param {Slice} slice
 * @param {(s: number) => number} heightAt
 */
export function framed({ height, steep, bend, step, next }, heightAt) {
  const bottom = bend > 0 ? steep / bend : 0;
  const reach = roundUp(1.25 * Math.max(Math.abs(step), Math.min(2 * bottom, 4 * Math.abs(step) || 2 * bottom), 1e-9));
  const seen = [height, ...(next === null ? [] : [next])];
  for (let i = -8; i <= 8; i += 1) seen.push(heightAt((reach * i) / 8));
  const known = seen.filter(Number.isFinite);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const room = 0.1 * (high - low || Math.abs(high) || 1);
  return { reach, low: low - room, high: high + room };
}

/**
 * The next of 1, 2, 5 times a power of ten.
 * @param {number} value
 */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (ROUND.find((round) => round * power >= value) ?? 10);
}
