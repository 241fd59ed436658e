// Each error as the side of a square; the last square has the average area.

import { count } from "../../stage/kit/format.js";
import { largestScale } from "./errors.js";

const GAP = 3; // px from square to square
const APART = 24; // px more, before the average
const BELOW = 24; // px for words

/**
 * @param {CanvasRenderingContext2D} context
 * @param {{ width: number, height: number }} size
 * @param {{ errors: number[], first: number[], all: number, average: number }} given the errors; those before the first
 * update, whose squares fit too; how many there are in all, and the average of all their squares
 * @param {import("../../stage/kit/theme.js").Theme} theme
 */
export function drawSquares(context, { width, height }, { errors, first, all, average }, { roles, text, font }) {
  const base = height - BELOW;
  const gap = Math.min(GAP, (width - APART) / (4 * errors.length));
  const scale = largestScale([first, errors], width - gap * errors.length - APART - 10, base - 4, average);
  let x = 0;
  /** @type {(error: number, colour: string, alpha: number) => number} */
  const square = (error, colour, alpha) => {
    const side = Math.max(1, Math.abs(error) * scale);
    context.fillStyle = colour;
    context.globalAlpha = alpha;
    context.fillRect(x, base - side, side, side);
    context.globalAlpha = 1;
    x += side + gap;
    return side;
  };
  for (const error of errors) square(error, error > 0 ? roles.loss : roles.target, 0.72);
  x += APART;
  const left = x;
  const side = square(Math.sqrt(average), roles.loss, 0.22);
  context.strokeStyle = roles.loss;
  context.lineWidth = 2.5;
  context.strokeRect(left + 1, base - side + 1, side - 2, side - 2);
  context.fillStyle = text;
  context.font = `400 14px ${font}`;
  context.textBaseline = "top";
  context.textAlign = "left";
  context.fillText(
    errors.length < all ? `${errors.length} of ${count(all)} squares` : `${errors.length} squares`,
    0,
    base + 6,
  );
  const words = errors.length < all ? "the average of all" : "their average";
  const right = left + context.measureText(words).width > width;
  context.textAlign = right ? "right" : "left";
  context.fillText(words, right ? width : left, base + 6);
}
