// An arrow from where the weight is to where this update alone would take it.

import { arrow } from "./arrow.js";

/** @type {import("./mark.js").Mark<import("./segment.js").Segment>} */
export function step(pen, track, moment) {
  const { film, frame } = moment;
  const [x, y, toX, toY] = [track.x, track.y, track.to_x, track.to_y].map((source) => film.at(source, frame));
  arrow(pen, track, moment, [x, y], [toX, toY]);
}
