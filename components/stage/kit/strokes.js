// What canvases draw again and again.

import { clamp } from "./shares.js";

/**
 * From now on only what lies in a frame is drawn, up to a place along it, until the context is restored.
 * @param {CanvasRenderingContext2D} context
 * @param {{ left: number, top: number, width: number, height: number }} box
 */
export function within(context, { left, top, width, height }, to = left + width) {
  context.save();
  context.beginPath();
  context.rect(left, top, to - left, height);
  context.clip();
}

/**
 * A straight line.
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} from x and y
 * @param {number[]} to
 */
export function straight(context, [x, y], [toX, toY]) {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  context.stroke();
}

/**
 * A straight arrow; none where it would be no longer than its line is wide.
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} from in pixels
 * @param {number[]} to
 * @param {string} colour
 */
export function arrow(context, [x, y], [toX, toY], colour, width = 3) {
  const length = Math.hypot(toX - x, toY - y);
  if (!(length > 3)) return;
  const head = Math.min(11, 0.6 * length);
  const angle = Math.atan2(toY - y, toX - x);
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = width;
  context.globalAlpha = 1;
  straight(context, [x, y], [toX - 0.8 * head * Math.cos(angle), toY - 0.8 * head * Math.sin(angle)]);
  context.beginPath();
  context.moveTo(toX, toY);
  for (const side of [-0.45, 0.45])
    context.lineTo(toX - head * Math.cos(angle + side), toY - head * Math.sin(angle + side));
  context.closePath();
  context.fill();
}

/**
 * The path of a disc, to be filled or stroked.
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} centre x and y
 * @param {number} radius
 */
export function disc(context, [x, y], radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

/**
 * A small triangle that points to a place that lies elsewhere; an open one has an outline only.
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} at
 * @param {number[]} towards
 * @param {boolean} [open]
 */
export function pointer(context, [x, y], towards, open = false) {
  const [toX, toY] = towards.map((value) => clamp(value, -1e6, 1e6));
  const angle = Math.atan2(toY - y, toX - x);
  context.beginPath();
  for (const turn of [0, 2.4, -2.4]) context.lineTo(x + 8 * Math.cos(angle + turn), y + 8 * Math.sin(angle + turn));
  context.closePath();
  if (!open) return context.fill();
  context.lineWidth = 2;
  context.stroke();
}
