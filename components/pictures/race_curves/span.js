// Which losses the axis of a race shows.

import { highestStart, lowest, lowestOf } from "../../stage/kit/levels.js";

const ABOVE = 10; // times the start: who flies out leaves the axis

/**
 * The ends of the axis: logarithmic where all losses are above 0 and nobody asks for a linear one.
 * @param {ArrayLike<number>[]} losses of each runner
 * @param {boolean} linear
 */
export function span(losses, linear) {
  const start = highestStart(losses);
  if (!(start > -Infinity)) return { low: 0, high: 1, log: false };
  const low = Math.min(...losses.map(lowest));
  if (low >= 0 && start > 0 && !linear) return { low: lowestOf(losses) / 2, high: start * ABOVE, log: true };
  const room = 0.08 * (start - low || Math.abs(start) || 1);
  return { low: low - room, high: start + room, log: false };
}
