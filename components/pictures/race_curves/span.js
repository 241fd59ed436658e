// Which losses the axis of a race shows.

import { readNumber } from "../../stage/kit/numbers.js";

const LEVEL = 0.001; // to reach, where nobody wrote another
const DECADES = 12; // below the start at most
const ABOVE = 10; // times the start: who flies out leaves the axis

/**
 * The height that all are to reach, as it was typed.
 * @param {string} typed
 */
export const levelOf = (typed) => readNumber(typed).value ?? LEVEL;

/**
 * The ends of the axis: logarithmic where all losses are above 0 and nobody asks for a linear one.
 * @param {ArrayLike<number>[]} losses of each runner
 * @param {boolean} linear
 */
export function span(losses, linear) {
  let [low, start] = [Infinity, -Infinity];
  for (const one of losses) {
    if (Number.isFinite(one[0])) start = Math.max(start, one[0]);
    for (let i = 0; i < one.length; i += 1) if (Number.isFinite(one[i])) low = Math.min(low, one[i]);
  }
  if (!(start > -Infinity)) return { low: 0, high: 1, log: false };
  if (low >= 0 && start > 0 && !linear)
    return { low: Math.max(low / 2, start * 10 ** -DECADES), high: start * ABOVE, log: true };
  const room = 0.08 * (start - low || Math.abs(start) || 1);
  return { low: low - room, high: start + room, log: false };
}
