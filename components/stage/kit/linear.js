// The linear model at a moment of a run: its weights, and what it says of a row.

/**
 * @typedef {{ w: number[][], b: number[] }} Weights w is [k, d], b is [k]
 *
 * The weights at a moment, while they are on their way too.
 * @param {import("../play/film.js").Film} film
 * @param {import("../play/film.js").Moment} moment
 * @param {number} k targets
 * @param {number} d inputs
 * @returns {Weights}
 */
export function weightsAt(film, moment, k, d) {
  const at = (/** @type {number} */ column) => film.sample({ array: "weights", column }, moment);
  const w = Array.from({ length: k }, (_, row) => Array.from({ length: d }, (_, column) => at(row * d + column)));
  return { w, b: Array.from({ length: k }, (_, row) => at(k * d + row)) };
}

/**
 * A row of measured inputs as the model sees it, by the scale of the film's header.
 * @param {number[]} row
 * @param {{ shift: number[], spread: number[] }} scale
 */
export function seen(row, { shift, spread }) {
  return row.map((x, i) => (x - shift[i]) / spread[i]);
}

/**
 * What the model says of a row of inputs as it sees them.
 * @param {Weights} weights
 * @param {number} target
 * @param {number[]} row
 */
export function predict({ w, b }, target, row) {
  return row.reduce((sum, x, i) => sum + w[target][i] * x, b[target]);
}

export const NO_PLANE = "This picture is of a linear model. Choose “From scratch” or “nn.Linear” under Model.";
