// The step that the bare gradient would be, without a learning rate, along the weight's own parabola.

import { arrow } from "./arrow.js";

/** @type {import("./mark.js").Mark<import("./parabola.js").Parabola>} */
export function bare(pen, track, moment) {
  const { film, frame } = moment;
  const [x, y, slope] = [track.at, track.loss, track.slope].map((source) => film.at(source, frame));
  arrow(pen, track, moment, [x, y], bareStep(x, y, slope, track.curvature));
}

/**
 * Where a step of one whole gradient ends: the weight and the loss there.
 * @param {number} weight
 * @param {number} loss
 * @param {number} slope
 * @param {number} curvature
 */
export function bareStep(weight, loss, slope, curvature) {
  return [weight - slope, loss - slope ** 2 + (curvature / 2) * slope ** 2];
}
