// A runner's curve: where its losses lie on the axes, and where it is now.

import { thinned } from "../../stage/kit/thinned.js";

/** @typedef {import("../../stage/play/race.js").Runner} Runner */

/**
 * The number on the axis of time at a place of a film: updates, or epochs.
 * @param {import("../../stage/play/film.js").Film} film
 * @param {number} frame
 * @param {boolean} epochs
 */
export const timeAt = (film, frame, epochs) => film.update(frame) / (epochs ? film.header.updates_per_epoch : 1);

/**
 * The last number on that axis: the whole way of the one that goes farthest, also where it still trains.
 * @param {Runner[]} runners
 * @param {boolean} epochs
 */
export const farthest = (runners, epochs) =>
  Math.max(
    ...runners.map(({ film: { header } }) =>
      epochs ? header.updates / header.updates_per_epoch : Math.max(header.updates, header.spec.steps ?? 0),
    ),
  );

/**
 * The places in pixels of a runner's losses that were, up to the one now; and of those to come.
 * @param {Runner} runner
 * @param {import("../../stage/kit/chart.js").Chart} chart
 * @param {boolean} epochs
 * @returns {{ been: number[][], coming: number[][], now: number[] }}
 */
export function parts({ film, moment }, chart, epochs) {
  const { data } = film.arrays.loss;
  const at = (/** @type {number} */ frame) => [chart.x(timeAt(film, frame, epochs)), chart.y(data[frame])];
  const last = film.halt;
  const now = Math.min(moment.frame, last);
  const share = now < last ? moment.moved : 0;
  const [from, to] = [at(now), at(Math.min(now + 1, last))];
  const here = from.map((place, i) => place + share * (to[i] - place || 0));
  const places = thinned(data).filter((frame) => frame <= last);
  return {
    been: [...places.filter((frame) => frame < now).map(at), from, here],
    coming: [here, ...places.filter((frame) => frame > now).map(at), at(last)],
    now: here,
  };
}
