// What moves: each track of a panel, drawn on the canvas above its plot, through the plot's own axes.

import { within } from "../kit/strokes.js";
import { bare } from "./marks/bare.js";
import { beads } from "./marks/beads.js";
import { beyond } from "./marks/beyond.js";
import { line } from "./marks/line.js";
import { parabola } from "./marks/parabola.js";
import { point } from "./marks/point.js";
import { riders } from "./marks/riders.js";
import { rule } from "./marks/rule.js";
import { segment } from "./marks/segment.js";
import { step } from "./marks/step.js";
import { tangent } from "./marks/tangent.js";

export { bareStep } from "./marks/bare.js";
export { axesOf, shareInside } from "./marks/geometry.js";
export { trail } from "./marks/trail.js";

/** @typedef {import("./marks/geometry.js").Axes} Axes */

/**
 * How each kind is drawn that stays inside the plot.
 * @type {Record<string, import("./marks/mark.js").Mark<any>>}
 */
const INSIDE = { line, parabola, tangent, step, bare, segment, riders, beads };

/**
 * Draws one moment of a panel's tracks: rules above what stays inside, points above all, the open ones first.
 * @param {import("./marks/mark.js").Pen} pen
 * @param {any[]} tracks
 * @param {import("./marks/mark.js").Shown} moment
 * @param {string} [unit] in which the farthest point outside the plot says where it is
 */
export function draw(pen, tracks, moment, unit) {
  const { context, axes } = pen;
  const points = tracks.filter(({ kind }) => kind === "point");
  const rules = tracks.filter(({ kind }) => kind === "rule");
  within(context, axes.box);
  for (const track of tracks)
    if (track.kind !== "point" && track.kind !== "rule") INSIDE[track.kind](pen, track, moment);
  context.restore();
  for (const track of rules) rule(pen, track, moment);
  for (const track of [...points.filter(({ open }) => open), ...points.filter(({ open }) => !open)])
    point(pen, track, moment);
  if (unit !== undefined) beyond(pen, points, moment, unit);
}
