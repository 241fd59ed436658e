// The box itself: its floor and two far walls with their grid, and three axes with their numbers and names.

import { trimmed } from "./format.js";
import { clamp } from "./shares.js";

/** @typedef {import("./brush.js").Brush} Brush */

/**
 * Floor and walls, and the axes in front, with a name for each.
 * @param {Brush} brush
 * @param {string[]} names
 * @param {{ value: number, at: number }[]} upright the ticks of the upright axis, and where they stand, -1 to 1
 */
export function walls(brush, names, upright = standing(brush.box, 2)) {
  const { context, theme, box } = brush;
  const depth = (/** @type {number[]} */ ...place) => box.project(place)[2];
  const far = [depth(1, 0, 0) > depth(-1, 0, 0) ? 1 : -1, depth(0, 1, 0) > depth(0, -1, 0) ? 1 : -1];
  const [X, Y, Z] = [standing(box, 0), standing(box, 1), upright];
  brush.stroke(theme.axis, 1, 0.42);
  for (const { at } of X) brush.line([at, -far[1], -1], [at, far[1], -1], [at, far[1], 1]);
  for (const { at } of Y) brush.line([-far[0], at, -1], [far[0], at, -1], [far[0], at, 1]);
  for (const { at } of Z) brush.line([-far[0], far[1], at], [far[0], far[1], at], [far[0], -far[1], at]);
  const left = leftmost(box);
  brush.stroke(theme.axis, 1.5, 1);
  brush.line([-1, -far[1], -1], [1, -far[1], -1]);
  brush.line([-far[0], -1, -1], [-far[0], 1, -1]);
  brush.line([...left, -1], [...left, 1]);
  context.globalAlpha = 1;
  context.fillStyle = theme.text;
  const foot = box.project([...left, -1]);
  const ticks = [
    X.map(({ value, at }) => ({ value, place: [at, -far[1], -1] })),
    Y.map(({ value, at }) => ({ value, place: [-far[0], at, -1] })),
  ];
  named(brush, ticks[0], [0, -far[1], -1], names[0], foot);
  named(brush, ticks[1], [-far[0], 0, -1], names[1], foot);
  brush.letters(400, "right");
  for (const { value, at } of Z) {
    const [x, y] = box.project([...left, at]);
    context.fillText(trimmed(value), x - 7, y);
  }
  brush.letters(600, "left");
  const [x, y] = box.project([...left, 1]);
  context.fillText(names[2], Math.max(2, x - 46), Math.max(9, y - 16));
}

/**
 * Round numbers along an axis, and where they stand.
 * @param {import("./box.js").Box} box
 * @param {number} axis
 */
function standing(box, axis) {
  return box.ticks(axis).map((value) => ({ value, at: box.share(axis, value) }));
}

/**
 * The corner of the floor that is farthest to the left.
 * @param {import("./box.js").Box} box
 */
function leftmost(box) {
  const x = (/** @type {number[]} */ corner) => box.project([...corner, -1])[0];
  const corners = [-1, 1].flatMap((first) => [-1, 1].map((second) => [first, second]));
  return corners.reduce((best, corner) => (x(corner) < x(best) ? corner : best));
}

/**
 * The numbers along an axis of the floor and its name, on its outer side.
 * @param {Brush} brush
 * @param {{ value: number, place: number[] }[]} ticks
 * @param {number[]} middle
 * @param {string} name
 * @param {number[]} corner
 */
function named(brush, ticks, middle, name, corner) {
  const { context, box } = brush;
  const [cx, cy] = box.project([0, 0, -1]);
  const [mx, my] = box.project(middle);
  const long = Math.hypot(mx - cx, my - cy) || 1;
  const out = [(mx - cx) / long, (my - cy) / long];
  brush.letters(400, "center");
  for (const { value, place } of ticks) {
    const [x, y] = box.project(place);
    if (Math.hypot(x - corner[0], y - corner[1]) < 30) continue; // the vertical axis has its own number there
    context.fillText(trimmed(value), x + 16 * out[0], y + 13 * Math.max(0.6, out[1]));
  }
  brush.letters(600, "center");
  const wide = context.measureText(name).width;
  const x = mx + out[0] * (26 + wide / 2);
  context.fillText(
    name,
    clamp(x, wide / 2 + 2, box.width - wide / 2 - 2),
    Math.min(box.height - 9, my + 38 * Math.max(0.7, out[1])),
  );
}
