// What a visitor has answered and turned of what is read out of a file: it travels to the worker, and in a link.

/**
 * `answers` are pairs of a question's key and an answer; `turns` are the place of a column, what is turned of it, and
 * its new value; `row` is what one row is called, and `missing` what becomes of cells without a number, each "" as
 * proposed.
 * @typedef {{ answers: [string, string][], turns: [number, string, string][], row: string, missing: string }} Turned
 */

/** @type {Turned} */
export const NOTHING = { answers: [], turns: [], row: "", missing: "" };

/**
 * @param {Turned} turned
 * @param {string} key of a question
 * @param {string} value
 * @returns {Turned}
 */
export const answered = (turned, key, value) => ({
  ...turned,
  answers: [...turned.answers.filter(([other]) => other !== key), [key, value]],
});

/**
 * A column is called otherwise, or used otherwise: what was turned of it before no longer counts.
 * @param {Turned} turned
 * @param {number} place
 * @param {"role" | "name" | "unit"} what
 * @param {string} value
 * @returns {Turned}
 */
export const turnedColumn = (turned, place, what, value) => ({
  ...turned,
  turns: [...turned.turns.filter(([at, other]) => at !== place || other !== what), [place, what, value]],
});

/**
 * As the end of an address: nothing where nothing was turned.
 * @param {Turned} turned
 */
export function written({ answers, turns, row, missing }) {
  const said = new URLSearchParams();
  if (answers.length) said.set("answers", JSON.stringify(answers));
  if (turns.length) said.set("turns", JSON.stringify(turns));
  if (row) said.set("row", row);
  if (missing) said.set("missing", missing);
  return said.toString();
}
