// A table of numbers as a link carries it: exactly what components/spec/table.py writes and reads.

const ROW = "_";
const CELL = "~";
const DECIMALS = 6;

/** [[73, 67], [91, 88]] -> "73~67_91~88"; six decimals are kept. */
export function packTable(table) {
  return table.map((row) => row.map(written).join(CELL)).join(ROW);
}

/** "73~67_91~88" -> [[73, 67], [91, 88]] */
export function unpackTable(packed) {
  return packed.split(ROW).map((row) => row.split(CELL).map(Number));
}

/** The number that a table keeps of another: six decimals of it. */
export const kept = (value) => Number(value.toFixed(DECIMALS)) + 0;

/** 73 -> "73", 0.5 -> "0.5", no "-0". */
function written(value) {
  const text = value.toFixed(DECIMALS).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
}
