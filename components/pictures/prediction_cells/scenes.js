// inputs @ w.t() + b as an expression: five tensors and two scenes, a run's numbers in them, and a whole sum in words.

import { measured } from "../../stage/kit/format.js";
import { named, text } from "../../stage/tensors/formula.js";

const TERMS = 6; // so many products are written out; of more, one fewer

/**
 * The table of a run: `seen` [M, d] as the model sees its rows.
 * @typedef {import("../../stage/told").PredictionCells} Facts
 * @typedef {import("../../stage/tensors/layout.js").Tensor} Tensor
 */

/**
 * inputs, w.t(), product, b and preds of the first rows, with no numbers but the inputs' yet.
 * @param {Facts} facts
 * @param {number} rows
 * @returns {Tensor[]}
 */
export function tensorsOf({ inputs, targets, seen }, rows) {
  const [d, k] = [inputs.length, targets.length];
  const tensor = (/** @type {string} */ name, /** @type {number[]} */ ...shape) => {
    const values = Array(shape.reduce((a, b) => a * b, 1)).fill(0);
    return { name, shape, dtype: "float32", values };
  };
  const first = { ...tensor("inputs", rows, d), values: seen.slice(0, rows).flat() };
  return [first, tensor("w.t()", d, k), tensor("product", rows, k), tensor("b", k), tensor("preds", rows, k)];
}

/**
 * The product and the sum, with what each of their elements comes from in flat lists, as a film has them.
 * @param {number} rows
 * @param {number} d
 * @param {number} k
 */
export function scenesOf(rows, d, k) {
  const cells = Array.from({ length: rows * k }, (_, o) => [Math.floor(o / k), o % k]);
  const factors = cells.map(([i, j]) => Array.from({ length: d }, (_, c) => [0, i * d + c, 1, c * k + j]).flat());
  const summands = cells.map(([, j], o) => [0, o, 1, j]);
  const flat = (/** @type {number[][]} */ pairs) => {
    let end = 0;
    return { sources: pairs.flat(), ends: pairs.map(({ length }) => (end += length / 2)) };
  };
  const [dot, add] = [{ kind: "dot" }, { template: "{0} + {1}" }];
  return [
    { style: "dot", function: "matmul", inputs: [0, 1], parts: [{ output: 2, formula: dot }], ...flat(factors) },
    { style: "zip", function: "add", inputs: [2, 3], parts: [{ output: 4, formula: add }], ...flat(summands) },
  ];
}

/**
 * A number as a film has it.
 * @param {number} value
 */
const written = (value) =>
  Number.isFinite(value) ? value : String(value).replace("Infinity", "inf").replace("NaN", "nan");

/**
 * Writes a moment's numbers into the tensors, and says whether they are new.
 * @param {Tensor[]} tensors
 * @param {number[][]} seen
 * @param {import("../../stage/kit/linear.js").Weights} weights
 */
export function fill(tensors, seen, { w, b }) {
  const [, turned, product, bias, preds] = tensors;
  const k = b.length;
  const before = turned.values.join() + bias.values.join();
  turned.values = turned.values.map((_, e) => written(w[e % k][Math.floor(e / k)]));
  bias.values = b.map(written);
  if (turned.values.join() + bias.values.join() === before) return false;
  const products = product.values.map((_, o) =>
    seen[Math.floor(o / k)].reduce((sum, x, c) => sum + x * w[o % k][c], 0),
  );
  product.values = products.map(written);
  preds.values = products.map((value, o) => written(value + b[o % k]));
  return true;
}

/**
 * The whole sum behind an element of preds.
 * @param {Facts} facts
 * @param {Tensor[]} tensors
 * @param {number} element
 */
export function sumOf({ targets, rows, seen, target_units }, [, turned, , bias, preds], element) {
  const k = targets.length;
  const [i, j] = [Math.floor(element / k), element % k];
  const terms = seen[i].map((x, c) => `${named(x)} × ${named(turned.values[c * k + j])}`);
  const written = terms.length <= TERMS ? terms : [...terms.slice(0, TERMS - 1), `… ${terms.length - TERMS + 1} more`];
  const sum = [...written, named(bias.values[j])].join(" + ");
  return `${rows[i]}, ${targets[j]}: ${sum} = ${measured(text(preds.values[element]), target_units[j])}`;
}
