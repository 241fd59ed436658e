// How far away the farthest point is that lies above or below the picture, in words beside its arrow.

import { measured, number } from "../../kit/format.js";
import { clamp } from "../../kit/shares.js";
import { place } from "./geometry.js";
import { colour } from "./mark.js";

const AWAY = 28; // px from the edge, so that the arrow at the edge stays free
const LETTERS = 12; // px

/**
 * The point of these that lies farthest outside, with the value that it stands for; undefined where all are inside.
 * @param {import("./geometry.js").Axes} axes
 * @param {any[]} points
 * @param {import("./mark.js").Shown} moment
 */
export function farthest(axes, points, moment) {
  const { top, height } = axes.box;
  const found = points.map((track) => {
    const [x, y] = place(axes, track, moment);
    return { track, x, y, out: Math.max(top - y, y - top - height), value: moment.film.sample(track.y, moment) };
  });
  const outside = found.filter(({ out, value }) => out > 2 && Number.isFinite(value));
  return outside.sort((a, b) => b.out - a.out).at(0);
}

/**
 * @param {import("./mark.js").Pen} pen
 * @param {any[]} points
 * @param {import("./mark.js").Shown} moment
 * @param {string} unit
 */
export function beyond(pen, points, moment, unit) {
  const { context, axes, theme } = pen;
  const far = farthest(axes, points, moment);
  if (!far) return;
  const { left, top, width, height } = axes.box;
  const words = measured(number(far.value), unit);
  context.font = `600 ${LETTERS}px ${theme.font}`;
  context.textBaseline = "middle";
  const wide = context.measureText(words).width;
  const x = clamp(far.x - wide / 2, left + 2, Math.max(left + 2, left + width - wide - 2));
  const y = far.y < top ? top + AWAY : top + height - AWAY;
  context.strokeStyle = theme.background;
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.strokeText(words, x, y);
  context.fillStyle = colour(pen, far.track);
  context.fillText(words, x, y);
  context.textBaseline = "alphabetic";
}
