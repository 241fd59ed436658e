// A log axis: the powers of ten that hold some numbers, which of them are marked, and how a mark is written.

import { powerOfTen } from "../../stage/kit/format.js";

const MOST = 4; // steps from mark to mark

/**
 * The powers of ten that hold all values above zero, at least one apart; null where there are none.
 * @param {number[]} values
 */
export function powers(values) {
  const seen = values.filter((value) => Number.isFinite(value) && value > 0);
  if (seen.length === 0) return null;
  const low = Math.floor(Math.log10(Math.min(...seen)));
  return [low, Math.max(low + 1, Math.ceil(Math.log10(Math.max(...seen))))];
}

/**
 * The powers that are marked, from the lowest on: all where there is room.
 * @param {number[]} range
 */
export function marks([low, high]) {
  const every = Math.max(1, Math.ceil((high - low) / MOST));
  return Array.from({ length: Math.floor((high - low) / every) + 1 }, (_, i) => low + i * every);
}

/**
 * -3 -> "0.001", 4 -> "10000", -4 -> "10⁻⁴"
 * @param {number} power
 */
export function mark(power) {
  if (power >= -3 && power <= 4) return String(Number((10 ** power).toPrecision(1)));
  return powerOfTen(power);
}
