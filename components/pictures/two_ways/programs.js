// The two programs, line by line, with their answers: the rule that somebody wrote, and the numbers that were learned.

import { compact, count, measured, number, predicted as told } from "../../stage/kit/format.js";
import { countOf } from "../../stage/kit/forward.js";

/** @typedef {import("./view.js").Data} Data */

/** @param {number} value */
const short = (value) => (Math.abs(value) < 1000 ? Math.abs(value).toFixed(2) : compact(Math.abs(value)));

const MOST = 3; // so many targets, and products of a sum, are written out where there are more than one more

/**
 * What is written of a list, and how many more there are: all, or the first few.
 * @template T
 * @param {readonly T[]} list
 * @returns {[readonly T[], number]}
 */
const some = (list) => (list.length <= MOST + 1 ? [list, 0] : [list.slice(0, MOST), list.length - MOST]);

/**
 * The letter of an input: its first one, where no other begins with that, or its number.
 * @param {readonly string[]} inputs
 * @param {number} i
 */
export function letter(inputs, i) {
  const first = (/** @type {string} */ name) => [...name][0].toLowerCase();
  const mine = first(inputs[i]);
  return /\p{L}/u.test(mine) && inputs.filter((name) => first(name) === mine).length === 1 ? mine : `x${i + 1}`;
}

/** @param {Data} data */
export function classical({ row, rule, inputs, targets: [target], target_units: [unit] }) {
  const said = row.inputs[rule.input] > rule.limit ? rule.high : rule.low;
  const condition = `if ${letter(inputs, rule.input)} > ${number(rule.limit)}:`;
  return {
    rules: [condition, `  ${target} = ${number(rule.high)}`, `else: ${target} = ${number(rule.low)}`],
    answers: [`${target} = ${measured(number(said), unit)}`], // what the rule says
  };
}

/**
 * @param {Data} data
 * @param {number[] | null} weights
 */
export function learned({ inputs, targets, target_units, sizes, row }, weights) {
  const d = inputs.length;
  const [written, more] = some(targets);
  const [added, left] = some(inputs);
  const rules = written.map((name, k) => {
    if (!weights || sizes.length > 2) return `${name} = a network of ${count(countOf(sizes))} numbers`;
    const terms = added.map((_, i) => {
      const weight = weights[k * d + i];
      return `${weight < 0 ? (i ? "− " : "−") : i ? "+ " : ""}${short(weight)} ${letter(inputs, i)}`;
    });
    if (left) terms.push(`+ … ${left} more`);
    const bias = weights[targets.length * d + k];
    return `${name} = ${terms.join(" ")} ${bias < 0 ? "−" : "+"} ${short(bias)}`;
  });
  const answers = written.map((name, k) => `${name} = ${measured(row.targets[k], target_units[k])}`);
  const rest = more ? [`… ${more} more`] : [];
  return { rules: [...rules, ...rest], answers: [...answers, ...rest] };
}

/**
 * What the learned numbers say of the row, and what is true.
 * @param {Data} data
 * @param {number[]} predicted
 * @param {number} epoch
 */
export function verdict({ row, targets, target_units }, predicted, epoch) {
  if (!predicted.every(Number.isFinite))
    return `After epoch ${count(epoch)} they say nothing: they have left the numbers.`;
  const [shown] = some(predicted);
  const said = shown.map((value, k) => `${targets[k]} ${measured(told(value), target_units[k])}`).join(" and ");
  const [truth] = some(row.targets);
  const is = shown.length > 1 ? "are" : "is";
  return `After epoch ${count(epoch)} they say ${said} for ${row.name}; true ${is} ${truth.join(" and ")}.`;
}
