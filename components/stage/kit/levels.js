// How low runners come, and a round number on their way that all can be asked to reach.

const DECADES = 12; // below the start at most
/** @type {WeakMap<ArrayLike<number> & object, number>} */
const found = new WeakMap();

/**
 * The least of a run's losses that is a number; infinity where none is.
 * @param {ArrayLike<number> & object} losses
 */
export function lowest(losses) {
  let low = found.get(losses);
  if (low === undefined) {
    low = Infinity;
    for (let i = 0; i < losses.length; i += 1) if (Number.isFinite(losses[i]) && losses[i] < low) low = losses[i];
    found.set(losses, low);
  }
  return low;
}

/**
 * The start of a race: the highest of all runners' first losses; −infinity where none is a number.
 * @param {ArrayLike<number>[]} losses of each runner
 */
export const highestStart = (losses) =>
  Math.max(-Infinity, ...losses.map((one) => one[0]).filter((loss) => Number.isFinite(loss)));

/**
 * The lowest loss of all; where that is 0, or hardly more, twelve decades below the start.
 * @param {ArrayLike<number>[]} losses of each runner
 */
export const lowestOf = (losses) => Math.max(Math.min(...losses.map(lowest)), highestStart(losses) * 10 ** -DECADES);

/**
 * The round number nearest to halfway from the start to the lowest loss, on a logarithmic scale: 8000 and 0.9 -> 100.
 * Without a start above 0 it is 1.
 * @param {ArrayLike<number>[]} losses of each runner
 */
export function halfway(losses) {
  const start = highestStart(losses);
  if (!(start > 0)) return 1;
  const middle = Math.sqrt(start * lowestOf(losses));
  const power = 10 ** Math.floor(Math.log10(middle));
  const away = (/** @type {number} */ round) => Math.abs(Math.log((round * power) / middle));
  const [round] = [1, 2, 5, 10].sort((a, b) => away(a) - away(b));
  return Number((round * power).toPrecision(1));
}
