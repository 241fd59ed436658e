// A whole history: what has been is strong, what will come is faint.

import { within } from "../../kit/strokes.js";
import { place } from "./geometry.js";
import { colour } from "./mark.js";

const DASH = [8, 5]; // px

/** @type {import("./mark.js").Mark<import("../../told").Line>} */
export function line(pen, track, moment) {
  const { context, axes } = pen;
  const path = pen.trail(track, moment.film);
  context.strokeStyle = colour(pen, track);
  context.lineJoin = "round";
  if (track.dashed) context.setLineDash(DASH);
  if (!moment.secret) {
    context.globalAlpha = 0.28;
    context.lineWidth = 2;
    context.stroke(path);
  }
  const [now] = place(axes, track, moment);
  within(context, axes.box, now);
  context.globalAlpha = 1;
  context.lineWidth = 3;
  context.stroke(path);
  context.restore();
  if (track.dashed) context.setLineDash([]);
}
