// Errors as numbers: what they add up to, their averages, and the bars and squares that show them.

/** @param {number[]} list */
export const total = (list) => list.reduce((sum, e) => sum + e, 0);

/**
 * The sum of those above zero, and the sum of those below.
 * @param {number[]} errors
 */
export const halves = (errors) => [total(errors.filter((e) => e > 0)), total(errors.filter((e) => e < 0))];

/**
 * An error times itself, infinity where float32 holds nothing so large.
 * @param {number} error
 */
export const squared = (error) => Math.fround(error * error);

/**
 * The average error, and the average of the squares, infinity where float32 does not hold their sum.
 * @param {number[]} errors
 */
export const averages = (errors) => [
  total(errors) / errors.length,
  Math.fround(total(errors.map(squared))) / errors.length,
];

/**
 * All of a list, or so many of it, evenly from its first to its last.
 * @param {number[]} list
 * @param {number} most
 */
export const spread = (list, most) =>
  list.length <= most
    ? list
    : Array.from({ length: most }, (_, i) => list[Math.round((i * (list.length - 1)) / (most - 1))]);

/**
 * The errors end to end: all above zero, one after the other, to the right; from there all below zero back to the left.
 * @param {number[]} errors
 */
export function bars(errors) {
  let at = 0;
  const ordered = [...errors.filter((e) => e > 0), ...errors.filter((e) => e < 0)];
  return ordered.map((error) => ({ error, from: at, to: (at += error) }));
}

/**
 * The lowest and the highest place of these bars, and of zero.
 * @param {number[]} errors
 */
export function reach(errors) {
  const [up, down] = halves(errors);
  return [Math.min(0, up + down), up];
}

/**
 * How large a square of side 1 may be, so that those of all errors and of their average fit side by side.
 * @param {number[][]} lists errors, such as those now and those at first
 * @param {number} width without what lies between squares
 * @param {number} height
 * @param {number} average the least area of the average square
 */
export function largestScale(lists, width, height, average = 0) {
  const sides = lists.map((errors) => total(errors.map(Math.abs)) + Math.sqrt(Math.max(average, averages(errors)[1])));
  return Math.min(width / Math.max(...sides), height / Math.max(...lists.flat().map(Math.abs)));
}
