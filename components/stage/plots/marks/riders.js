// Dots that ride on a curve, so translucent that many in one place look darker than one.

import { CURVES } from "../../kit/curves.js";
import { clamp } from "../../kit/shares.js";
import { disc } from "../../kit/strokes.js";
import { colour } from "./mark.js";

/** @type {import("./mark.js").Mark<{ array: string, columns: number[], curve: string }>} */
export function riders(pen, track, moment) {
  const { context, axes } = pen;
  const { left, top, width, height } = axes.box;
  context.fillStyle = colour(pen, track);
  context.strokeStyle = pen.theme.background;
  context.lineWidth = 1;
  context.globalAlpha = 0.55;
  for (const column of track.columns) {
    const at = moment.film.sample({ array: track.array, column }, moment);
    const [x, y] = [axes.x(at), axes.y(CURVES[track.curve].value(at))];
    if (Number.isNaN(x + y)) continue;
    disc(context, [clamp(x, left + 5, left + width - 5), clamp(y, top + 5, top + height - 5)], 5.5);
    context.fill();
    context.stroke();
  }
  context.globalAlpha = 1;
}
