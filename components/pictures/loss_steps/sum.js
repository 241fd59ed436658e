// The sum of all errors as bars end to end: the positive ones go right, the negative ones go back left.

import { number } from "../../stage/kit/format.js";
import { straight } from "../../stage/kit/strokes.js";
import { bars, reach } from "./errors.js";

const ROOM = 10; // px at both ends
const CLOSE = 90; // px between the labels of zero and of the sum below which they would meet

/**
 * On which side of their places the labels of zero and of the sum stand.
 * @param {number} zero px
 * @param {number} end px
 * @param {number} wide px that the sum's label takes
 * @param {number} width px of the whole
 * @param {boolean} right whether the sum is above zero
 * @returns {CanvasTextAlign[]}
 */
export function aligned(zero, end, wide, width, right) {
  const [outLeft, outRight] = [end < wide, end + wide > width];
  if (Math.abs(end - zero) >= CLOSE)
    return [zero < 20 ? "left" : "center", outLeft ? "left" : outRight ? "right" : "center"];
  if (right) return ["right", end + wide < width ? "left" : "right"];
  return ["left", end - wide > 0 ? "right" : "left"];
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} width
 * @param {number[]} errors
 * @param {number[]} first the errors before the first update, which fit too
 * @param {import("../../stage/kit/theme.js").Theme} theme
 */
export function drawSum(context, width, errors, first, { roles, text, font }) {
  const ends = [errors, first].map(reach);
  const low = Math.min(...ends.map(([left]) => left));
  const high = Math.max(...ends.map(([, right]) => right));
  const x = (/** @type {number} */ value) => ROOM + ((width - 2 * ROOM) * (value - low)) / (high - low || 1);
  let at = 0;
  context.globalAlpha = 0.72;
  for (const { error, from, to } of bars(errors)) {
    const [left, right] = [from, to].map(x).sort((a, b) => a - b);
    context.fillStyle = error > 0 ? roles.loss : roles.target;
    context.fillRect(left, error > 0 ? 4 : 32, Math.max(0.5, right - left - 1), 22);
    at = to;
  }
  context.globalAlpha = 1;
  context.fillStyle = context.strokeStyle = text;
  context.lineWidth = 1.5;
  context.setLineDash([3, 3]);
  for (const value of [0, at]) straight(context, [x(value), 0], [x(value), 62]);
  context.setLineDash([]);
  context.font = `400 14px ${font}`;
  context.textBaseline = "top";
  const sum = `sum ${number(at)}`;
  const [zero, end] = [0, at].map(x);
  const aligns = aligned(zero, end, context.measureText(sum).width, width, at > 0);
  context.textAlign = aligns[0];
  context.fillText("0", zero, 65);
  context.textAlign = aligns[1];
  context.fillText(Math.abs(end - zero) < CLOSE ? ` ${sum} ` : sum, end, 65);
}
