// What paints cells: numbers in boxes, in their tensors' colours; empty places, and frames.

import { cellText } from "../kit/format.js";

/**
 * @typedef {import("./stageplay.js").Point} Point
 *
 * Strength and scale are shares of the whole.
 * @typedef {{ strength?: number, scale?: number, text?: string }} Look
 */

export class Pen {
  wide = 0; // of a cell, as `size` says
  high = 0;
  fontSize = 0;
  numbers = false;
  inset = 0;

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {import("../kit/theme.js").Theme} theme
   * @param {import("./layout.js").Tensor[]} tensors
   * @param {string[][]} colours of every tensor's elements
   */
  constructor(context, theme, tensors, colours) {
    this.context = context;
    this.theme = theme;
    this.tensors = tensors;
    this.colours = colours;
  }

  /**
   * @param {number} wide
   * @param {number} high
   */
  size(wide, high) {
    this.wide = wide;
    this.high = high;
    this.fontSize = Math.min(20, 0.44 * high, wide / 3.5);
    this.numbers = this.fontSize >= 7;
    this.context.font = `500 ${this.fontSize}px ${this.theme.font}`;
    this.inset = high > 12 ? 1.5 : high > 6 ? 0.5 : 0;
  }

  /**
   * One element of a tensor. `scale` shrinks it around its middle; `text` stands for its value.
   * @param {number} tensor
   * @param {number} element
   * @param {Point} at
   * @param {Look} look
   */
  cell(tensor, element, [x, y], { strength = 1, scale = 1, text } = {}) {
    const { context, inset } = this;
    const [wide, high] = [this.wide * scale - 2 * inset, this.high * scale - 2 * inset];
    if (!(wide > 0)) return;
    const left = x + (this.wide - wide) / 2;
    const top = y + (this.high - high) / 2;
    context.globalAlpha = strength;
    context.fillStyle = this.colours[tensor][element];
    if (high > 14) {
      context.beginPath();
      context.roundRect(left, top, wide, high, 4);
      context.fill();
    } else context.fillRect(left, top, wide, high);
    if (this.numbers && scale > 0.6) {
      context.fillStyle = this.theme.text;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(
        text ?? cellText(this.tensors[tensor].values[element]),
        x + this.wide / 2,
        y + this.high / 2 + 0.5,
        wide - 2,
      );
    }
    context.globalAlpha = 1;
  }

  /**
   * The place of a cell that is empty.
   * @param {Point} at
   */
  hole([x, y], strength = 1) {
    const { context, theme, inset } = this;
    if (this.high < 9) return;
    context.globalAlpha = strength;
    context.strokeStyle = theme.axis;
    context.lineWidth = 1;
    context.setLineDash([3, 3]);
    context.strokeRect(x + inset + 0.5, y + inset + 0.5, this.wide - 2 * inset - 1, this.high - 2 * inset - 1);
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  /**
   * @param {Point} at
   * @param {string} colour
   */
  frame([x, y], colour, width = 2.5) {
    const { context } = this;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.roundRect(x + 0.5, y + 0.5, this.wide - 1, this.high - 1, 4);
    context.stroke();
  }
}
