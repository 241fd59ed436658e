// The landscape in three dimensions: the surface, and the run's path on it, each update as high as its loss was.

import { Box } from "../../stage/kit/box.js";
import { Brush } from "../../stage/kit/brush.js";
import { lifted, Mesh, upright } from "../../stage/kit/mesh.js";
import { clamp } from "../../stage/kit/shares.js";
import { disc } from "../../stage/kit/strokes.js";
import { walls } from "../../stage/kit/walls.js";

const OUT = 1.2; // of the box: what is farther is drawn at its edge

/**
 * @typedef {import("./land.js").Land} Land
 * @typedef {{ width: number, height: number, around: number, lift: number, axes: readonly string[] }} Stand
 */

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import("../../stage/kit/theme.js").Theme} theme
 * @param {Stand} stand
 * @param {Land} land
 * @param {(frame: number) => number} lossAt
 */
export function hill(context, theme, { width, height, around, lift, axes }, land, lossAt) {
  const {
    window: [x0, x1, y0, y1],
    shares,
    grid,
    scale,
  } = land;
  const box = new Box({ width, height, around, lift, low: [x0, y0, 0], high: [x1, y1, 1] });
  walls(new Brush(context, box, theme), [...axes, "loss"], upright(scale));
  new Mesh(grid - 1, (column, row) => shares[row * grid + column]).draw(context, box, theme);
  const place = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ loss) => {
    const [u, v] = [box.share(0, x), box.share(1, y)].map((share) => clamp(share, -OUT, OUT));
    return box.project([u, v, lifted(scale.share(loss))]);
  };
  const at = (/** @type {number} */ i) => place(land.places[2 * i], land.places[2 * i + 1], lossAt(i));
  const line = (/** @type {number} */ from, /** @type {number} */ to) => {
    context.beginPath();
    for (let i = from; i <= to; i += 1) {
      const [x, y] = at(i);
      context.lineTo(x, y);
    }
  };
  const dot = place(land.here[0], land.here[1], land.loss);
  context.strokeStyle = theme.roles.loss;
  context.lineJoin = "round";
  context.setLineDash([]);
  if (!land.secret) {
    line(land.frame, land.last);
    context.lineWidth = 1.5;
    context.globalAlpha = 0.35;
    context.stroke();
  }
  line(0, land.frame);
  context.lineTo(dot[0], dot[1]);
  context.lineWidth = 2.5;
  context.globalAlpha = 1;
  context.stroke();
  context.fillStyle = theme.roles.loss;
  context.strokeStyle = theme.background;
  context.lineWidth = 2;
  disc(context, dot, 7);
  context.fill();
  context.stroke();
}
