// The two programs, line by line, with their answers: the rule that somebody wrote, and the numbers that were learned.

import { compact, count, yields } from "../../stage/kit/format.js";
import { countOf } from "../../stage/kit/forward.js";

/** @typedef {import("./view.js").Data} Data */

/** @param {number} value */
const short = (value) => (Math.abs(value) < 1000 ? Math.abs(value).toFixed(2) : compact(Math.abs(value)));

/** @param {Data} data */
export const classical = ({ row, unit }) => ({
  rules: ["if r > 80:", "  apples = 100", "else: apples = 50"],
  answers: [`apples = ${row.inputs[1] > 80 ? 100 : 50} ${unit}`], // what the rule says
});

/**
 * @param {Data} data
 * @param {number[] | null} weights
 */
export function learned({ inputs, targets, unit, sizes, row }, weights) {
  const d = inputs.length;
  const rules = targets.map((name, k) => {
    if (!weights || sizes.length > 2) return `${name} = a network of ${count(countOf(sizes))} numbers`;
    const terms = inputs.map((input, i) => {
      const weight = weights[k * d + i];
      return `${weight < 0 ? (i ? "− " : "−") : i ? "+ " : ""}${short(weight)} ${input[0]}`;
    });
    const bias = weights[targets.length * d + k];
    return `${name} = ${terms.join(" ")} ${bias < 0 ? "−" : "+"} ${short(bias)}`;
  });
  return { rules, answers: row.targets.map((value, k) => `${targets[k]} = ${value} ${unit}`) };
}

/**
 * What the learned numbers say of the row, and what is true.
 * @param {Data} data
 * @param {number[]} predicted
 * @param {number} epoch
 */
export function verdict({ row, targets, unit }, predicted, epoch) {
  if (!predicted.every(Number.isFinite))
    return `After epoch ${count(epoch)} they say nothing: they have left the numbers.`;
  const said = predicted.map((value, k) => `${yields(value)} ${unit} of ${targets[k]}`).join(" and ");
  return `After epoch ${count(epoch)} they say ${said} for ${row.name}; true are ${row.targets.join(" and ")}.`;
}
