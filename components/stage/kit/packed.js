// The rows of a table as a link carries them: what components/spec/tables/packed.py reads.

const ROW = "_";
const CELL = "~";
const SIGNS = { "!": "!e", [ROW]: "!u", [CELL]: "!t", ";": "!s", "+": "!p" };

/**
 * A table under its head, as Python tells it: "rain;mm" and [[73, 67], [91, 88]] -> "..._73~67_91~88". Rows have their
 * names before them where the head says so.
 * @param {string} head
 * @param {readonly string[]} names
 * @param {number[][]} table
 */
export function packTable(head, names, table) {
  const named = head.split(ROW, 1)[0].endsWith("+");
  const rows = table.map((row, i) => [...(named ? [escaped(names[i])] : []), ...row.map(written)]);
  return [head, ...rows.map((row) => row.join(CELL))].join(ROW);
}

/** @param {string} name */
const escaped = (name) => name.replace(/[!_~;+]/g, (sign) => SIGNS[/** @type {keyof typeof SIGNS} */ (sign)]);

/** As few digits as bring the same number back, and no "-0". @param {number} value */
const written = (value) => String(value + 0);
