// The loss of a run around a state of its weights, along two directions: computed from what its film carries.

import { CURVES } from "../../stage/kit/curves.js";

/**
 * @typedef {import("../../stage/told").Landscape} Data
 *
 * A bowl's six numbers at a place: the loss there, its slope along x and y, and its second derivatives xx, xy, yy.
 * @typedef {{ loss: number, slope: [number, number], hessian: [number, number, number] }} Six
 *
 * The loss so far from a place, along both directions.
 * @typedef {(dx: number, dy: number) => number} Heights
 */

/** What each loss makes of an error. @type {Record<string, (error: number) => number>} */
const EACH = {
  mse: (error) => error * error,
  l1: Math.abs,
  huber: (error) => (Math.abs(error) < 1 ? (error * error) / 2 : Math.abs(error) - 0.5),
};

/**
 * A linear model's squared error around a state: a sum over the targets, each with the same second derivatives.
 * @param {import("../../stage/told").Shape} shape
 * @param {ArrayLike<number>[]} directions two, [P] each
 * @param {ArrayLike<number>} state flat weights [P]
 * @returns {Six}
 */
export function sixNumbers({ hessian, optimum, floor }, [u, v], state) {
  const inputs = hessian.length - 1;
  const targets = optimum.length / (inputs + 1);
  let [loss, sx, sy, xx, xy, yy] = [floor, 0, 0, 0, 0, 0];
  for (let target = 0; target < targets; target += 1) {
    const place = (/** @type {number} */ i) => (i < inputs ? target * inputs + i : targets * inputs + target);
    for (let i = 0; i <= inputs; i += 1) {
      const p = place(i);
      for (let j = 0; j <= inputs; j += 1) {
        const q = place(j);
        const curve = hessian[i][j];
        const away = state[q] - optimum[q];
        loss += (curve / 2) * (state[p] - optimum[p]) * away;
        sx += curve * u[p] * away;
        sy += curve * v[p] * away;
        xx += curve * u[p] * u[q];
        xy += curve * u[p] * v[q];
        yy += curve * v[p] * v[q];
      }
    }
  }
  return { loss, slope: [sx, sy], hessian: [xx, xy, yy] };
}

/**
 * The heights of a bowl.
 * @param {Six} six
 * @returns {Heights}
 */
export function bowlOf({ loss, slope: [sx, sy], hessian: [xx, xy, yy] }) {
  return (dx, dy) => Math.max(0, loss + dx * (sx + (xx / 2) * dx + xy * dy) + dy * (sy + (yy / 2) * dy));
}

/**
 * Any loss of any model around a state: the rows go through the model at every place. What the first layer adds up
 * changes as evenly as its weights, so its sums are known everywhere from three tables.
 * @param {Data} data
 * @param {ArrayLike<number>[]} directions two, [P] each
 * @param {ArrayLike<number>} state flat weights [P]
 * @returns {Heights}
 */
export function lossAround({ sizes, activation, loss, seen, y }, directions, state) {
  const rows = seen.length;
  const each = EACH[loss];
  const curve = CURVES[activation]?.value;
  const three = [state, ...directions];
  const [there, along, across] = three.map((weights) => firstSums(weights, seen, sizes));
  const first = sizes[1] * (sizes[0] + 1);
  const [s, u, v] = three.map((weights) => Float64Array.from(weights).subarray(first));
  const weights = new Float64Array(s.length);
  const flows = sizes.slice(1).map((units) => new Float64Array(rows * units));
  const outputs = flows[flows.length - 1];
  const targets = Float64Array.from(y.flat());
  return (dx, dy) => {
    const [sums] = flows;
    for (let i = 0; i < sums.length; i += 1) sums[i] = there[i] + dx * along[i] + dy * across[i];
    for (let i = 0; i < weights.length; i += 1) weights[i] = s[i] + dx * u[i] + dy * v[i];
    let at = 0;
    for (let layer = 1; layer < flows.length; layer += 1) {
      const [units, into] = [sizes[layer + 1], sizes[layer]];
      const [before, after] = [flows[layer - 1], flows[layer]];
      for (let i = 0; i < before.length; i += 1) before[i] = curve(before[i]);
      const biases = at + units * into;
      for (let row = 0; row < rows; row += 1) {
        for (let unit = 0; unit < units; unit += 1) {
          let sum = weights[biases + unit];
          for (let i = 0; i < into; i += 1) sum += weights[at + unit * into + i] * before[row * into + i];
          after[row * units + unit] = sum;
        }
      }
      at = biases + units;
    }
    let total = 0;
    for (let i = 0; i < outputs.length; i += 1) total += each(outputs[i] - targets[i]);
    return total / outputs.length;
  };
}

/**
 * What the first layer adds up for every row [N * units], with these weights.
 * @param {ArrayLike<number>} weights
 * @param {readonly (readonly number[])[]} seen
 * @param {readonly number[]} sizes
 */
function firstSums(weights, seen, [inputs, units]) {
  const sums = new Float64Array(seen.length * units);
  seen.forEach((row, n) => {
    for (let unit = 0; unit < units; unit += 1) {
      let sum = weights[units * inputs + unit];
      for (let i = 0; i < inputs; i += 1) sum += weights[unit * inputs + i] * row[i];
      sums[n * units + unit] = sum;
    }
  });
  return sums;
}

/**
 * How many multiplications one place costs, about.
 * @param {Data} data
 */
export const costOf = ({ sizes, seen }) =>
  seen.length * sizes.slice(1).reduce((sum, units, i) => sum + units * (i ? sizes[i] : 1), 0);
