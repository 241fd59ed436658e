// Areas in the box: where on its floor there are data, and the model's plane.

import { between } from "../../stage/kit/shares.js";
import { clipped } from "../../stage/kit/box.js";

const MESH = 6;

/** @typedef {import("../../stage/kit/brush.js").Brush} Brush */

/**
 * Where on the floor there are data.
 * @param {Brush} brush
 * @param {number[][]} ranges of the inputs
 */
export function footprint(brush, [[a, b], [c, d]]) {
  const { context, theme, box } = brush;
  const at = (/** @type {number} */ x, /** @type {number} */ y) => box.inBox(x, y, box.low[2]);
  brush.area([at(a, c), at(b, c), at(b, d), at(a, d)]);
  context.globalAlpha = 0.1;
  context.fillStyle = theme.roles.target;
  context.fill();
  brush.stroke(theme.roles.target, 1.25, 0.6, [4, 4]);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/**
 * All predictions, as far as they fit into the box.
 * @param {Brush} brush
 * @param {(x0: number, x1: number) => number} says what the model says of two inputs
 */
export function plane(brush, says) {
  const { context, theme, box } = brush;
  const { low, high } = box;
  const at = (/** @type {number} */ x0, /** @type {number} */ x1) => box.inBox(x0, x1, says(x0, x1));
  const corners = [at(low[0], low[1]), at(high[0], low[1]), at(high[0], high[1]), at(low[0], high[1])];
  if (!corners.flat().every(Number.isFinite)) return;
  const shown = clipped(corners);
  if (shown.length < 3) return;
  brush.area(shown);
  context.fillStyle = theme.roles.prediction;
  context.globalAlpha = theme.dark ? 0.24 : 0.2;
  context.fill();
  brush.stroke(theme.roles.prediction, 2, 0.85);
  context.stroke();
  brush.stroke(theme.roles.prediction, 1, 0.38);
  const [p, q, r, s] = corners;
  for (let i = 1; i < MESH; i += 1) {
    for (const [from, to, from2, to2] of [
      [p, q, s, r],
      [q, r, p, s],
    ]) {
      const piece = clipped([between(from, to, i / MESH), between(from2, to2, i / MESH)], false);
      if (piece.length === 2) brush.line(...piece);
    }
  }
  context.globalAlpha = 1;
}
