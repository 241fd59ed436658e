// Where everything lies on the board: in the equations, in the matrices, and once w has turned over.

const HIGH = 52; // a chip with its gap
const NARROW = 760;
const EXTRA = 16; // by which an input's chip is wider: its name is long
export const NAMES = /** @type {const} */ (["preds", "x", "w", "b"]);
const NEXT = /** @type {const} */ ({ preds: "x", x: "w", w: "b" });

/**
 * What is written out of a list: all, or the first ones, and then a place that says how many `more` there are.
 * @param {readonly string[]} names
 * @param {number} most
 */
export function few(names, most) {
  const written = (names.length > most ? names.slice(0, most - 1) : names).map((name) => ({ name, more: 0 }));
  const more = names.length - written.length;
  return more ? [...written, { name: `${more} more`, more }] : written;
}

/**
 * @typedef {number[]} Point x and y
 * @typedef {(typeof NAMES)[number]} Name
 *
 * A matrix in pixels, and where its chip in a row and a column lies.
 * @typedef {{ x: number, y: number, wide: number, high: number, at: (r: number, c: number) => Point }} Matrix
 */

export class Board {
  /**
   * @param {number} width
   * @param {number} d inputs
   * @param {number} k targets
   */
  constructor(width, d, k) {
    this.d = d;
    this.k = k;
    this.narrow = width < NARROW;
    this.extra = this.narrow ? 0 : EXTRA;
    this.gap = this.narrow ? 20 : 18;
    this.wide = this.narrow
      ? Math.min(92, (width - 46) / 3)
      : Math.min(92, (width - (2 * d + 2) * 18 - d * EXTRA) / (2 * d + 2), (width - 126 - d * EXTRA) / (2 * d + 2 * k));
    this.flat = this.matrices([k, d]);
    this.turned = this.matrices([d, k]);
  }

  get height() {
    const { narrow, d, k } = this;
    const most = Math.max(d, k);
    if (!narrow) return 28 + most * HIGH + 6;
    return Math.max(28 + (3 + most) * HIGH + 3 * 36, k * ((d + 1) * HIGH + 12));
  }

  /**
   * A place of equation `r`: the target, then weight and input in turn, then the bias.
   * @param {number} r
   * @param {number} i
   * @returns {Point}
   */
  spot(r, i) {
    const each = this.wide + this.gap;
    if (!this.narrow) return [i * each + Math.max(0, Math.floor((i - 1) / 2)) * this.extra, 26 + r * (HIGH + 26)];
    const line = Math.floor(Math.max(0, i - 1) / 2);
    return [(i === 0 ? 0 : i % 2 ? 1 : 2) * each, r * ((this.d + 1) * HIGH + 12) + line * HIGH];
  }

  /**
   * The places of a chip: in equation `r`, in a row and a column of a matrix, and there once w has turned over.
   * @param {number} r
   * @param {number} i
   * @param {Name} name
   * @param {number} row
   * @param {number} column
   */
  places(r, i, name, row, column) {
    const { flat, turned } = this;
    const end = name === "w" ? turned.w.at(column, row) : turned[name].at(row, column);
    return [this.spot(r, i), flat[name].at(row, column), end];
  }

  /**
   * Where the sign behind a place of an equation lies.
   * @param {number} r
   * @param {number} i
   * @returns {Point}
   */
  afterSpot(r, i) {
    const [x, y] = this.spot(r, i);
    const input = i > 0 && i % 2 === 0;
    return this.narrow && input ? [this.wide, y + HIGH] : [x + this.wide + (input ? this.extra : 0), y];
  }

  /**
   * Where the sign behind a matrix lies.
   * @param {keyof typeof NEXT} name
   * @returns {Point}
   */
  afterMatrix(name) {
    const { x, y, wide } = this.turned[name];
    return this.narrow ? [2, this.turned[NEXT[name]].y] : [x + wide + 9, y];
  }

  /**
   * The matrices one after the other, as w has this shape.
   * @param {number[]} w
   */
  matrices(w) {
    const sizes = { preds: [1, this.k], x: [1, this.d], w, b: [1, this.k] };
    const found = /** @type {Record<Name, Matrix>} */ ({});
    let [x, y] = this.narrow ? [30, 28] : [8, 28];
    for (const name of NAMES) {
      const [rows, columns] = sizes[name];
      const each = this.wide + (name === "x" ? this.extra : 0);
      const [left, top] = [x, y];
      const at = (/** @type {number} */ r, /** @type {number} */ c) => [left + c * each, top + r * HIGH];
      found[name] = { x, y, wide: columns * each, high: rows * HIGH - 6, at };
      if (this.narrow) y += (name === "w" ? Math.max(this.d, this.k) : 1) * HIGH + 36;
      else x += found[name].wide + 36;
    }
    return found;
  }
}
