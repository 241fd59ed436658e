// A table of numbers as a link carries it: exactly what components/spec/table.py writes and reads.

const ROW = "_";
const CELL = "~";
const DECIMALS = 6;

/**
 * [[73, 67], [91, 88]] -> "73~67_91~88"; six decimals are kept.
 * @param {number[][]} table
 */
export function packTable(table) {
  return table.map((row) => row.map(written).join(CELL)).join(ROW);
}

/**
 * "73~67_91~88" -> [[73, 67], [91, 88]]
 * @param {string} packed
 */
export function unpackTable(packed) {
  return packed.split(ROW).map((row) => row.split(CELL).map(Number));
}

/**
 * The number that a table keeps of another: six decimals of it.
 * @param {number} value
 */
export const kept = (value) => Number(value.toFixed(DECIMALS)) + 0;

/**
 * 73 -> "73", 0.5 -> "0.5", no "-0".
 * @param {number} value
 */
function written(value) {
  const text = value.toFixed(DECIMALS).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
}
