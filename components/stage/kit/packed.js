// The text of a table, as components/spec/tables/packed.py writes it: the same numbers have the same text, and so the
// same hash.

const PART = "_";
const CELL = "~";
const SIGNS = { "!": "!e", [PART]: "!u", [CELL]: "!t", ";": "!s", "+": "!p" };
const BEFORE_ROWS = 3; // what a row is called, the inputs, the targets

/**
 * A table under the head of a text: "region+_rain;mm_apples_..." and [[73, 56], [91, 81]] -> "..._Kanto~73~56_...".
 * Rows have their names before them where the head says so.
 * @param {string} head
 * @param {readonly string[]} names
 * @param {number[][]} table
 */
export function packTable(head, names, table) {
  const rows = table.map((row, i) => [...(named(head) ? [escaped(names[i])] : []), ...row.map(written)]);
  return [head, ...rows.map((row) => row.join(CELL))].join(PART);
}

/**
 * The text of a table up to its rows, and its numbers, row by row.
 * @param {string} packed
 */
export function unpackTable(packed) {
  const parts = packed.split(PART);
  const head = parts.slice(0, BEFORE_ROWS).join(PART);
  const from = named(head) ? 1 : 0;
  const table = parts.slice(BEFORE_ROWS).map((row) => row.split(CELL).slice(from).map(Number));
  return { head, table };
}

/** @param {string} head */
const named = (head) => head.split(PART, 1)[0].endsWith("+");

/** @param {string} name */
const escaped = (name) => name.replace(/[!_~;+]/g, (sign) => SIGNS[/** @type {keyof typeof SIGNS} */ (sign)]);

/**
 * As few digits as bring the same number back, with an exponent where Python has one; no "-0".
 * @param {number} value
 */
export function written(value) {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 1e-4 && size < 1e16) return String(value);
  const [digits, exponent] = value.toExponential().split("e");
  return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}
