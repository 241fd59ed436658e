// What is read of a network: numbers in circles, a unit's formula with its numbers, and a row in words.

import { measured, number } from "../../stage/kit/format.js";
import { LETTERS } from "./net.js";

/** @typedef {import("./net.js").Net} Net */

const TERMS = 5; // so many products are written out; of more, the first three

/**
 * A number in a circle: so many decimals, fewer if it is large.
 * @param {number} value
 * @param {number} decimals
 */
export function brief(value, decimals) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (size >= 1e5) return value.toExponential(0).replace("+", "").replace("-", "−");
  if (size >= 1e4) return number(value);
  const whole = size >= 100 || (size >= 2 && Number.isInteger(value));
  const text = size.toFixed(whole ? 0 : size >= 10 ? Math.min(1, decimals) : decimals);
  return (value < 0 && Number(text) !== 0 ? "−" : "") + text;
}

/**
 * A number behind a sign: " − 3" or " + 3".
 * @param {number} value
 */
const signed = (value) => `${value < 0 ? " − " : " + "}${number(Math.abs(value))}`;

/**
 * What a unit adds up, with this moment's numbers: 0.5 × (−1) − 1 × 0.5 + 0.1.
 * @param {Net} net
 * @param {number} l
 * @param {number} unit
 */
function terms(net, l, unit) {
  const all = net.sizes[l];
  const written = all <= TERMS ? net.layers[l].before : 3;
  const products = Array.from({ length: written }, (_, i) => {
    const value = number(net.value(l, i)).replace(/^−(.*)$/, "(−$1)");
    return `${signed(net.weight(l, unit, i))} × ${value}`;
  });
  const first = products.join("").replace(/^ \+ /, "").replace(/^ − /, "−");
  return `${first}${all > written ? ` + … ${all - written} more` : ""}${signed(net.bias(l, unit))}`;
}

/**
 * A unit's formula with this moment's numbers, as pairs of a kind ("strong", "flat" or "") and text.
 * @param {Net} net
 * @param {number} layer
 * @param {number} unit
 * @param {number} row
 */
export function told(net, layer, unit, row) {
  const { x, seen, y, units, rows, target_units, activation, flat } = net.data;
  const name = ["strong", net.name(layer, unit)];
  if (layer === 0) {
    const [own, got] = [x[row][unit], seen[row][unit]];
    const means = own === got ? "The network gets it as it is." : `Standardised, the network gets ${number(got)}.`;
    return [name, ["", ` is ${measured(number(own), units[unit])} in ${rows[row]}. ${means}`]];
  }
  const added = terms(net, layer - 1, unit);
  const value = ["strong", number(net.value(layer, unit))];
  if (layer === net.depth)
    return [
      name,
      ["", ` = ${added} = `],
      value,
      ["", `${measured("", target_units[unit])}, and true is ${number(y[row][unit])}.`],
    ];
  const slope = net.slope(layer, unit);
  return [
    name,
    ["", ` = ${activation}(${added}) = ${activation}(${number(net.sum(layer, unit))}) = `],
    value,
    ["", ". Slope there: "],
    slope < flat ? ["flat", `${number(slope)}, saturated`] : ["strong", number(slope)],
    ["", "."],
  ];
}

/**
 * What the units of a row pass on, layer by layer, and what is true.
 * @param {Net} net
 * @param {number} row
 */
export function summary(net, row) {
  const { rows, targets, y, target_units } = net.data;
  const lit = net.layers.slice(0, -1).map(
    (_, l) =>
      `${LETTERS[l]}: ${net
        .values(l + 1)
        .map((value) => brief(value, 2))
        .join(", ")}`,
  );
  const said = targets.map(
    (target, i) => `${target} ${number(net.value(net.depth, i))}, true ${measured(number(y[row][i]), target_units[i])}`,
  );
  return `${rows[row]}: ${[...lit, ...said].join("; ")}.`;
}
