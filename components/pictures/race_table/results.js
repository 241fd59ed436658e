// What came of a runner: its best, the update from which on it stays below a level, and where it left the numbers.

import { count, trimmed } from "../../stage/kit/format.js";

/**
 * Updates: the `first` touches the level, from `stays` on none lies above it, at `gone` there is no number. Of a film
 * that keeps only some updates these are `about` right: what lies between those is not known. An epoch has `each`
 * updates.
 * @typedef {{
 *   best: number, first: number | null, stays: number | null, gone: number | null, about: boolean, each: number,
 * }} Result
 */

/**
 * @param {import("../../stage/play/film.js").Film} film
 * @param {number} level
 * @returns {Result}
 */
export function result(film, level) {
  const { data } = film.arrays.loss;
  let best = Infinity;
  let [first, stays] = /** @type {(number | null)[]} */ ([null, null]);
  const gone = !Number.isFinite(data[0]) ? 0 : film.halt < film.end ? film.halt + 1 : null;
  for (let frame = 0; frame <= film.halt; frame += 1) {
    const loss = data[frame];
    if (!Number.isFinite(loss)) break;
    best = Math.min(best, loss);
    if (loss <= level) {
      first ??= frame;
      stays ??= frame;
    } else stays = null;
  }
  const at = (/** @type {number | null} */ frame) => (frame === null ? null : film.update(frame));
  return {
    best,
    first: at(first),
    stays: gone === null ? at(stays) : null,
    gone: gone === null ? null : (film.header.left_float_range ?? film.update(gone)),
    about: film.header.stride > 1,
    each: film.header.updates_per_epoch,
  };
}

/**
 * When a runner comes to stay below the level, in words; with `epochs` also in those.
 * @param {Result} found
 * @param {boolean} epochs
 */
export function reached({ first, stays, about, each }, epochs) {
  const at = stays ?? first;
  if (at === null) return "never";
  const words = `${about ? "about " : ""}${count(at)}${epochs ? `, epoch ${trimmed(Number((at / each).toFixed(1)))}` : ""}`;
  return stays === null ? `touches at ${words}` : words;
}

/**
 * The places of those that came to stay first: by updates, or by epochs.
 * @param {Result[]} found
 * @param {boolean} epochs
 */
export function first(found, epochs) {
  const times = found.map(({ stays, each }) => (stays === null ? Infinity : epochs ? stays / each : stays));
  const least = Math.min(...times);
  return times.flatMap((time, place) => (time === least && time < Infinity ? [place] : []));
}
