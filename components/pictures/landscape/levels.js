// Round losses at which there are lines: 1, 2 and 5 times the powers of ten, or even steps where that are too few.

import { rounds, ticks } from "../../stage/kit/ticks.js";

const DEEPEST = 1e-5; // of the highest: lines nearer to zero would be one on the other
const FEWEST = 5;
const TOLD_APART = 2e-3; // of the highest: losses that differ by less would have one number for all lines

/**
 * The losses of the lines between two, ascending.
 * @param {number} low
 * @param {number} high
 */
export function levels(low, high) {
  const least = Math.max(low, DEEPEST * high);
  if (!(least > 0) || !(high - low > TOLD_APART * high) || !Number.isFinite(high)) return [];
  const seen = rounds(least, high).filter((level) => level > low);
  return seen.length < FEWEST ? ticks(low, high, 2 * FEWEST).filter((level) => level > low) : seen;
}
