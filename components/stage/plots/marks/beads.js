// Beads on a history, every so many frames: those that are still to come are faint.

import { disc } from "../../kit/strokes.js";
import { colour } from "./mark.js";

const APART = 8; // px, so that there is room for all

/** @type {import("./mark.js").Mark<import("./trail.js").Way & { first: number, each: number }>} */
export function beads(pen, track, { film, position, secret }) {
  const { context, axes } = pen;
  context.fillStyle = colour(pen, track);
  context.strokeStyle = pen.theme.background;
  context.lineWidth = 1.5;
  const apart = Math.max(1, Math.ceil((APART * film.end) / (track.each * axes.box.width)));
  for (let frame = track.first; frame < (secret ? position : film.end); frame += apart * track.each) {
    const at = [axes.x(film.at(track.x, frame)), axes.y(film.at(track.y, frame))];
    if (!at.every(Number.isFinite)) continue;
    context.globalAlpha = frame <= position ? 1 : 0.3;
    disc(context, at, 5);
    context.fill();
    context.stroke();
  }
  context.globalAlpha = 1;
}
