// A model at a moment of its run, layer by layer: its weights, and what it says of a row.

import { CURVES } from "./curves.js";

/** @typedef {{ sizes: number[], activation?: string }} Shape units of every layer, from the inputs to the outputs */

/**
 * What a model says for one row `x`: x @ w.t() + b, layer by layer, with `weights` flat: each layer's w row by row,
 * then its b.
 * @param {number[]} weights
 * @param {number[]} x
 * @param {Shape} shape
 */
export function forward(weights, x, { sizes, activation = "relu" }) {
  let at = 0;
  let row = x;
  for (let layer = 1; layer < sizes.length; layer += 1) {
    const [before, after] = [sizes[layer - 1], sizes[layer]];
    const [start, biases] = [at, at + before * after];
    const sums = Array.from({ length: after }, (_, k) =>
      row.reduce((sum, value, i) => sum + weights[start + k * before + i] * value, weights[biases + k]),
    );
    row = layer < sizes.length - 1 ? sums.map(CURVES[activation].value) : sums;
    at = biases + after;
  }
  return row;
}

/**
 * How many numbers a model has.
 * @param {readonly number[]} sizes
 */
export const countOf = (sizes) => sizes.slice(1).reduce((sum, size, i) => sum + size * (sizes[i] + 1), 0);

/**
 * The weights that the clock shows; null where the film holds others than a picture knows of.
 * @param {import("../play/player.js").Moment} moment
 * @param {Shape} shape
 */
export function weightsNow(moment, { sizes }) {
  const columns = moment.film.arrays.weights?.columns; // of very many weights a film has none
  return columns === countOf(sizes)
    ? Array.from({ length: columns }, (_, column) => moment.film.sample({ array: "weights", column }, moment))
    : null;
}
