// Shares of a way, 0 to 1: how far something is, and how it sets off and arrives.

/** @param {number} x */
export const clamp = (x, low = 0, high = 1) => Math.max(low, Math.min(high, x));

/**
 * How far `x` is on the way from one number to another.
 * @param {number} x
 * @param {number} from
 * @param {number} to
 */
export const share = (x, from, to) => clamp((x - from) / (to - from));

/**
 * Slow at both ends, and quick between.
 * @param {number} x
 */
export const ease = (x) => (x < 0.5 ? 4 * x ** 3 : 1 - (2 - 2 * x) ** 3 / 2);

/**
 * Gently slow at both ends.
 * @param {number} x
 */
export const smooth = (x) => clamp(x) ** 2 * (3 - 2 * clamp(x));

/**
 * A place between two others.
 * @param {number[]} from
 * @param {number[]} to
 * @param {number} x
 */
export const between = (from, to, x) => from.map((value, i) => value + (to[i] - value) * x);
