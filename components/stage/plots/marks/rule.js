// A line across the whole panel at one value of an axis, with its label.

import { number } from "../../kit/format.js";
import { straight } from "../../kit/strokes.js";
import { place } from "./geometry.js";
import { colour } from "./mark.js";

/** @typedef {import("../../told").Rule} Rule */

/** @type {import("./mark.js").Mark<Rule>} */
export function rule(pen, track, moment) {
  const { context, axes } = pen;
  const { left, top, width, height } = axes.box;
  const value = moment.film.sample(track.at, moment);
  const vertical = track.axis === "x";
  const at =
    track.at === "epoch" ? place(axes, { x: "epoch", y: 1 }, moment)[0] : vertical ? axes.x(value) : axes.y(value);
  const [low, size] = vertical ? [left, width] : [top, height];
  if (!Number.isFinite(at) || at < low - 1 || at > low + size + 1) return;
  context.strokeStyle = colour(pen, track);
  context.globalAlpha = 0.7;
  context.lineWidth = 1.5;
  if (vertical) straight(context, [at, top], [at, top + height]);
  else straight(context, [left, at], [left + width, at]);
  context.globalAlpha = 1;
  if (track.label) label(pen, track, at, track.label.replace("{}", number(value)));
}

/**
 * The label stands right of an upright line, or left of it; above one that lies, at its end.
 * @param {import("./mark.js").Pen} pen
 * @param {import("./mark.js").Track & Rule} track
 * @param {number} at
 * @param {string} text
 */
function label(pen, track, at, text) {
  const { context, axes, theme } = pen;
  const { left, top, width } = axes.box;
  context.font = `600 ${13 * theme.scale}px ${theme.font}`;
  const wide = context.measureText(text).width;
  context.fillStyle = colour(pen, track);
  if (track.axis === "y") return context.fillText(text, left + width - wide - 4, at - 5);
  const after = track.before ? at - 6 - wide <= left : at + 6 + wide < left + width; // no room before, or room behind
  context.fillText(text, after ? at + 6 : at - 6 - wide, top + 14 * theme.scale);
}
