// An arrow from one place to another, as far as its panel goes.

import { straight } from "../../kit/strokes.js";
import { shareInside } from "./geometry.js";
import { colour, lit } from "./mark.js";

/**
 * @param {import("./mark.js").Pen} pen
 * @param {import("./mark.js").Track} track
 * @param {import("./mark.js").Shown} moment
 * @param {number[]} from in the numbers of the axes
 * @param {number[]} to
 */
export function arrow(pen, track, moment, from, to) {
  if (moment.last || ![...from, ...to].every(Number.isFinite)) return;
  const { context, axes } = pen;
  const [[x, y], [toX, toY]] = [from, to].map((at) => [axes.x(at[0]), axes.y(at[1])]);
  const seen = shareInside(axes.box, [x, y], [toX, toY]);
  const [endX, endY] = [x + seen * (toX - x), y + seen * (toY - y)];
  const length = Math.hypot(endX - x, endY - y);
  if (!(length > 1)) return;
  const head = Math.min(10, 0.6 * length);
  const angle = Math.atan2(endY - y, endX - x);
  context.strokeStyle = context.fillStyle = colour(pen, track);
  context.lineWidth = lit(track, moment) ? 4 : 2.5;
  context.globalAlpha = lit(track, moment) ? 1 : 0.6;
  straight(context, [x, y], [endX - 0.8 * head * Math.cos(angle), endY - 0.8 * head * Math.sin(angle)]);
  context.beginPath();
  context.moveTo(endX, endY);
  for (const side of [-0.45, 0.45])
    context.lineTo(endX - head * Math.cos(angle + side), endY - head * Math.sin(angle + side));
  context.closePath();
  if (seen === 1) context.fill();
  else {
    context.lineWidth = 2; // it goes on beyond the panel: its head is open, and at the edge
    context.stroke();
  }
  context.globalAlpha = 1;
}
