// A runner's curve: where its losses lie on the axes, and where it is now.

import { thinned } from "../../stage/kit/thinned.js";

/** @typedef {import("../../stage/play/race.js").Runner} Runner */
/** @typedef {import("../../stage/kit/chart.js").Chart} Chart */

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
 * A place in pixels for each of a runner's losses that are numbers, or for as many as show the curve.
 * @param {Runner} runner
 * @param {Chart} chart
 * @param {boolean} epochs
 */
export function curve({ film }, chart, epochs) {
  const { data } = film.arrays.loss;
  const places = thinned(data).filter((frame) => frame < film.halt);
  return [...places, film.halt].map((frame) => [chart.x(timeAt(film, frame, epochs)), chart.y(data[frame])]);
}

/**
 * Where a runner is now, in pixels: on its curve, at its last number at most.
 * @param {Runner} runner
 * @param {Chart} chart
 * @param {boolean} epochs
 */
export function placeNow({ film, moment }, chart, epochs) {
  const { data } = film.arrays.loss;
  const at = Math.min(moment.position, film.halt);
  const [from, to] = [Math.floor(at), Math.ceil(at)];
  const [low, high] = [chart.y(data[from]), chart.y(data[to])];
  return [chart.x(timeAt(film, at, epochs)), low + ((at - from) * (high - low) || 0)];
}
