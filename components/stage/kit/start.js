// The start of a run as a link carries it: the twin of components/spec/start.py. Both are held to tests/starts.json.

export const LARGEST = 1e9; // the largest size of a number that a run may start from
const [NEXT, IS, RANDOM] = ["_", "~", "random"];

/**
 * How the first weights may come, as a link says it, a page, and a list with little room: first as the model draws them
 * by itself.
 * @type {[string, string, string][]}
 */
export const STARTS = [
  [RANDOM, "the model's own", "random"],
  ["pytorch", "PyTorch's default", "PyTorch"],
  ["lecture", "the lecture's", "lecture"],
  ["zeros", "all zeros", "zeros"],
];

/**
 * A number as Python writes it: 0.5 -> "0.5", 1e-7 -> "1e-07".
 * @param {number} value
 */
function written(value) {
  if (value === 0) return "0";
  return Math.abs(value) >= 1e-4 ? String(value) : value.toExponential().replace(/e-(\d)$/, "e-0$1");
}

/**
 * The start as a link carries it. Where all numbers are set by hand, its name does not count.
 * @param {string[]} names of all weights, in flat order
 * @param {Map<string, number>} numbers by the names of their weights
 * @param {string} named as in STARTS
 */
export function packStart(names, numbers, named = RANDOM) {
  const set = names.filter((name) => numbers.has(name));
  const parts = set.map((name) => name + IS + written(/** @type {number} */ (numbers.get(name))));
  if (named !== RANDOM && set.length < names.length) parts.unshift(named);
  return parts.join(NEXT) || RANDOM;
}

/**
 * The name of a start that Python has passed, as in STARTS.
 * @param {string} packed
 */
export function startName(packed) {
  const name = packed.split(NEXT)[0];
  return STARTS.some(([one]) => one === name) ? name : RANDOM;
}

/**
 * The numbers of a start that Python has passed, by the names of their weights.
 * @param {string} packed
 * @returns {Map<string, number>}
 */
export function unpackStart(packed) {
  const parts = packed.split(NEXT).map((part) => part.split(IS));
  return new Map(parts.filter(([, text]) => text !== undefined).map(([name, text]) => [name, Number(text)]));
}

/**
 * The number of fewest digits that is this one to the last bit of a float32, which is what films carry.
 * @param {number} value
 */
export function shortest(value) {
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return short;
  }
  return Number(value.toPrecision(9));
}
