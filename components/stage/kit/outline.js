// A path, as it is drawn on a canvas, written down as a drawing has it.

import { short } from "./markup.js";

const AROUND = 2 * Math.PI;

/** The path, and the moves and turns of the plane that its places go through. */
export class Outline {
  d = "";
  matrix = [1, 0, 0, 1, 0, 0];

  beginPath() {
    this.d = "";
  }

  /** @type {(x: number, y: number) => void} */
  moveTo(x, y) {
    this.d += `M${this.place(x, y)}`;
  }

  /** @type {(x: number, y: number) => void} */
  lineTo(x, y) {
    this.d += `${this.d ? "L" : "M"}${this.place(x, y)}`;
  }

  closePath() {
    if (this.d) this.d += "Z";
  }

  /** @type {(cx: number, cy: number, x: number, y: number) => void} */
  quadraticCurveTo(cx, cy, x, y) {
    this.d += `Q${this.place(cx, cy)} ${this.place(x, y)}`;
  }

  /** @type {(x: number, y: number, width: number, height: number) => void} */
  rect(x, y, width, height) {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  /** @type {(x: number, y: number, width: number, height: number, radius: number) => void} */
  roundRect(x, y, width, height, radius) {
    const r = Math.max(0, Math.min(radius, width / 2, height / 2));
    const turn = Math.PI / 2;
    this.moveTo(x + r, y);
    this.arc(x + width - r, y + r, r, -turn, 0);
    this.arc(x + width - r, y + height - r, r, 0, turn);
    this.arc(x + r, y + height - r, r, turn, 2 * turn);
    this.arc(x + r, y + r, r, 2 * turn, 3 * turn);
    this.closePath();
  }

  /** @type {(x: number, y: number, radius: number, from: number, to: number, back?: boolean) => void} */
  arc(x, y, radius, from, to, back = false) {
    this.ellipse(x, y, radius, radius, 0, from, to, back);
  }

  /**
   * @type {(x: number, y: number, rx: number, ry: number, turn: number, from: number, to: number, back?: boolean) => void}
   */
  ellipse(x, y, rx, ry, turn, from, to, back = false) {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const at = (/** @type {number} */ angle) => {
      const [u, v] = [rx * Math.cos(angle), ry * Math.sin(angle)];
      return /** @type {const} */ ([x + u * cos - v * sin, y + u * sin + v * cos]);
    };
    let sweep = back ? from - to : to - from;
    if (sweep < AROUND) sweep = ((sweep % AROUND) + AROUND) % AROUND;
    const way = (back ? -1 : 1) * Math.min(AROUND, sweep);
    this.lineTo(...at(from));
    const angle = short(((turn + Math.atan2(this.matrix[1], this.matrix[0])) * 180) / Math.PI);
    const radii = `${short(rx * this.larger)} ${short(ry * this.larger)}`;
    for (const share of [1 / 2, 1])
      this.d += `A${radii} ${angle} 0 ${back ? 0 : 1} ${this.place(...at(from + share * way))}`;
  }

  // ---- the plane

  /** @type {(x: number, y: number) => void} */
  translate(x, y) {
    const [a, b, c, d, e, f] = this.matrix;
    this.matrix = [a, b, c, d, e + a * x + c * y, f + b * x + d * y];
  }

  /** @param {number} angle */
  rotate(angle) {
    const [a, b, c, d, e, f] = this.matrix;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.matrix = [a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f];
  }

  /** How many times larger everything is drawn. */
  get larger() {
    const [a, b, c, d] = this.matrix;
    return Math.sqrt(Math.abs(a * d - b * c));
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  place(x, y) {
    const [a, b, c, d, e, f] = this.matrix;
    return `${short(a * x + c * y + e)} ${short(b * x + d * y + f)}`;
  }
}
