// A straight line between two places.

import { straight } from "../../kit/strokes.js";
import { colour } from "./mark.js";

/**
 * @typedef {import("./mark.js").Source} Source
 * @typedef {import("../../told").Segment} Segment
 */

/** @type {import("./mark.js").Mark<Segment>} */
export function segment(pen, track, moment) {
  const { context, axes } = pen;
  const { film } = moment;
  const from = [axes.x(film.sample(track.x, moment)), axes.y(film.sample(track.y, moment))];
  const to = [axes.x(film.sample(track.to_x, moment)), axes.y(film.sample(track.to_y, moment))];
  if (![...from, ...to].every(Number.isFinite)) return;
  context.strokeStyle = colour(pen, track);
  context.globalAlpha = 0.45;
  context.lineWidth = 3;
  straight(context, from, to);
  context.globalAlpha = 1;
}
