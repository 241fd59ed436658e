// The ways from the numbers of both sides to their places in memory.

import { between } from "../../stage/kit/shares.js";

/**
 * Where something lies in the picture, in px; `x` and `y` are its middle.
 * @typedef {{ left: number, top: number, width: number, height: number, x: number, y: number }} Area
 *
 * @typedef {import("./view.js").Side} Side
 */

/**
 * A point of a Bézier curve, given by its four points.
 * @param {number[][]} points
 * @param {number} x
 */
export function bend([p, q, r, s], x) {
  const y = 1 - x;
  const at = (/** @type {number} */ i) =>
    y * y * y * p[i] + 3 * y * y * x * q[i] + 3 * y * x * x * r[i] + x * x * x * s[i];
  return [at(0), at(1)];
}

/**
 * Points along Bézier curves that follow one another, all the same distance apart.
 * @param {number[][][]} curves
 */
export function evenly(curves, count = 48) {
  const fine = curves.flatMap((curve) => Array.from({ length: 40 }, (_, i) => bend(curve, (i + 1) / 40)));
  fine.unshift(curves[0][0]);
  const far = [0];
  for (let i = 1; i < fine.length; i++)
    far.push(far[i - 1] + Math.hypot(fine[i][0] - fine[i - 1][0], fine[i][1] - fine[i - 1][1]));
  let i = 1;
  return Array.from({ length: count + 1 }, (_, n) => {
    const wanted = (far[far.length - 1] * n) / count;
    while (i < fine.length - 1 && far[i] < wanted) i++;
    return between(fine[i - 1], fine[i], (wanted - far[i - 1]) / (far[i] - far[i - 1] || 1));
  });
}

/**
 * A point of a path of even points, 0 to 1 of its way.
 * @param {number[][]} points
 * @param {number} x
 */
export function along(points, x) {
  const at = x * (points.length - 1);
  const i = Math.min(points.length - 2, Math.floor(at));
  return between(points[i], points[i + 1], at - i);
}

/**
 * From a number to its memory: the lower row leaves from below, the upper one beside the lower row and past it.
 * @param {Side} side
 * @param {number} place of the number
 * @param {Area[]} cells the numbers of its side
 * @param {Area} memory
 * @param {boolean} shared
 */
export function way(side, place, cells, memory, shared) {
  const [cell, lower] = [cells[place], cells[2 + (place & 1)]];
  const offset = shared ? (side === "a" ? -0.12 : 0.12) * memory.width : 0;
  const end = [memory.x + offset, memory.top];
  const bottom = lower.top + lower.height;
  const drop = 0.55 * (end[1] - bottom);
  const down = (/** @type {number} */ x) => [[x, bottom], [x, bottom + drop], [end[0], end[1] - drop], end];
  if (place > 1) return evenly([down(cell.x)]);
  const right = place === 1 && side === "a" && shared; // the shorter way; else between the columns
  const [edge, lane] = right ? [cell.left + cell.width, cell.left + cell.width + 11] : [cell.left, cell.left - 11];
  const [turn, corner, foot] = [
    [lane, cell.y],
    [lane, cell.y + 12],
    [lane, bottom],
  ];
  return evenly([[[edge, cell.y], turn, turn, corner], [corner, corner, foot, foot], down(lane)]);
}
