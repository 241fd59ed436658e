// What a number is made of, with the numbers in it: 73 × 0.27 + 67 × 0.11 = 27.08.

import { number } from "../kit/format.js";
import { partAt } from "./motion.js";
import { indexOf } from "../kit/shape.js";

/**
 * @typedef {import("./layout.js").Tensor} Tensor
 * @typedef {import("./layout.js").Scene} Scene
 * @typedef {import("./layout.js").Formula} Formula
 * @typedef {import("./layout.js").Pair} Pair
 * @typedef {import("./layout.js").Value} Value
 */

const MOST = 8; // terms that are written out
/** @type {Formula} */
const DEPENDS = { kind: "depends" };

/**
 * A number of a tensor in a sentence.
 * @param {Value} value
 */
export const text = (value) =>
  typeof value === "number" ? number(value) : typeof value === "boolean" ? (value ? "True" : "False") : value;

/**
 * The same among signs.
 * @param {Value} value
 */
export const named = (value) => (typeof value === "number" && value < 0 ? `(${text(value)})` : text(value));

/**
 * A sentence about the element that is pointed at; `terms` of a product sum are written, all if it is not given.
 * @param {{ tensors: Tensor[] }} data
 * @param {Scene} scene
 * @param {{ place: number, element: number }} pointed
 */
export function formulaOf({ tensors }, scene, { place, element }, terms = Infinity) {
  if (place < scene.inputs.length) return inputOf(tensors, scene, place, element);
  const [part, at] = partAt(scene, tensors, element);
  const { name, shape, values } = tensors[part.output];
  const whose = scene.parts.length > 1 ? name : "";
  const where = shape.length ? `${whose}[${indexOf(at, shape).join(", ")}]` : whose || "the number";
  const pairs = scene.from[element] ?? [];
  const numbers = pairs.map(([i, e]) => tensors[scene.inputs[i]].values[e]);
  const formula = part.formula.unproven?.includes(at) ? DEPENDS : part.formula;
  return `${where}: ${made(formula, pairs, numbers, values[at], terms)}`;
}

/**
 * @param {Formula} formula
 * @param {Pair[]} pairs
 * @param {Value[]} numbers
 * @param {Value} result
 * @param {number} terms
 */
function made(formula, pairs, numbers, result, terms) {
  const is = typeof result === "boolean" ? "is" : "=";
  if (formula.kind === "copy") {
    const at = pairs.findIndex(([input]) => formula.data?.includes(input));
    return at < 0 ? `${text(result)}, filled in` : `${text(numbers[at])} moves, unchanged`;
  }
  if (formula.kind === "dot") return products(pairs, numbers, result, terms);
  if (formula.kind === "fold") {
    const kept = formula.skips ? numbers.filter((value) => value !== "nan") : numbers;
    const all = joined(kept.map(named), ` ${formula.symbol} `) || "nothing";
    return `${formula.mean ? `(${all}) ÷ ${kept.length}` : all} ${is} ${text(result)}`;
  }
  if (formula.template) return `${filled(formula, pairs, numbers)} ${is} ${text(result)}`;
  if (formula.kind === "of") return `${formula.name} of ${joined(numbers.map(text), ", ")} gives ${text(result)}`;
  return numbers.length ? `${text(result)} depends on ${joined(numbers.map(text), ", ")}` : text(result);
}

/**
 * A template with its numbers: {i} is the element of input i, then come the constants.
 * @param {Formula} formula
 * @param {Pair[]} pairs
 * @param {Value[]} numbers
 */
function filled({ template = "", constants = [] }, pairs, numbers) {
  const inputs = Math.max(...pairs.map(([input]) => input)) + 1;
  const write = template.includes("(") ? text : named;
  const value = (/** @type {number} */ i) =>
    i < inputs ? numbers[pairs.findIndex(([input]) => input === i)] : constants[i - inputs];
  return template.replace(/\{(\d+)\}/g, (_, i) => write(value(Number(i))));
}

/**
 * @param {Pair[]} pairs
 * @param {Value[]} numbers
 * @param {Value} result
 * @param {number} terms
 */
function products(pairs, numbers, result, terms) {
  const [rows, columns] = [0, 1].map((input) => numbers.filter((_, k) => pairs[k][0] === input));
  const all = rows.map((value, k) => `${named(value)} × ${named(columns[k])}`);
  const written = all.slice(0, terms);
  const summands = rows.slice(0, terms).map((value, k) => Number(value) * Number(columns[k]));
  const sum = summands.reduce((total, summand) => total + summand, 0);
  return `${joined(written, " + ")}${terms < all.length ? " + …" : ""} = ${text(terms < all.length ? sum : result)}`;
}

/**
 * @param {Tensor[]} tensors
 * @param {Scene} scene
 * @param {number} place
 * @param {number} element
 */
function inputOf(tensors, scene, place, element) {
  const { shape, values } = tensors[scene.inputs[place]];
  const uses = scene.from.reduce(
    (count, pairs) => count + Number(pairs.some(([i, e]) => i === place && e === element)),
    0,
  );
  const where = shape.length ? `[${indexOf(element, shape).join(", ")}]` : "the number";
  return `${where}: ${text(values[element])} goes into ${uses === 0 ? "nothing here" : uses === 1 ? "one number" : `${uses} numbers`} of the result`;
}

/**
 * @param {string[]} parts
 * @param {string} sign
 */
const joined = (parts, sign) =>
  (parts.length > MOST ? [...parts.slice(0, MOST - 1), "…", parts[parts.length - 1]] : parts).join(sign);
