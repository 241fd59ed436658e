// What the map says in words: of a row, of a cell, and of what a click would do.

import { count, number, shareOfLimit } from "../../stage/kit/format.js";

/** @typedef {import("../../stage/told").HeatMap} Data */

/**
 * A row at an epoch. `gone` is the first epoch without a loss, -1 if there is none; from `trusted` on the run alone may
 * have other numbers.
 * @typedef {{ r: number, epoch: number, loss: number, gone: number, trusted: number }} Cell
 */

/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);

/**
 * What a value has to do with its limit.
 * @param {Data} data
 * @param {number} r
 */
function beside({ rows, limit }, r) {
  const { lr, limit: most } = rows[r];
  return most === null ? "" : `, ${shareOfLimit(lr / most).replace("limit", limit)}`;
}

/**
 * A cell in words.
 * @param {Data} data
 * @param {Cell} cell
 */
export function cellWords(data, { r, epoch, loss, gone, trusted }) {
  const after = epoch === 0 ? "before training" : `after epoch ${count(epoch)}`;
  const value = Number.isFinite(loss) ? `loss ${number(loss)}` : `no loss any more, since epoch ${count(gone)}`;
  const doubt =
    epoch >= trusted && Number.isFinite(loss) ? " Rounding decides here: the run alone may have another." : "";
  return `${capital(data.rows[r].said)}${beside(data, r)}; ${after}: ${value}.${doubt}`;
}

/**
 * What a press does.
 * @param {Data} data
 * @param {number} r
 * @param {boolean} own whether the row is the page's run
 */
export function pressWords({ rows }, r, own) {
  return own ? "This is the page's run." : `Click, or press Enter: the page's run takes ${rows[r].said}.`;
}
