// What came of a runner: its best, the step from which on it stays below a height, and where it left the numbers.

/**
 * @typedef {{ best: number, first: number | null, stays: number | null, gone: number | null }} Result
 */

/**
 * @param {ArrayLike<number>} losses one for each frame; the last may be none
 * @param {number} level
 * @returns {Result} numbers of frames; `first` touches the level, from `stays` on none lies above it, `gone` has no number
 */
export function result(losses, level) {
  let [best, gone] = [Infinity, /** @type {number | null} */ (null)];
  let [first, stays] = /** @type {(number | null)[]} */ ([null, null]);
  for (let frame = 0; frame < losses.length; frame += 1) {
    const loss = losses[frame];
    if (!Number.isFinite(loss)) {
      gone = frame;
      stays = null;
      break;
    }
    best = Math.min(best, loss);
    if (loss <= level) {
      first ??= frame;
      stays ??= frame;
    } else stays = null;
  }
  return { best, first, stays, gone };
}
