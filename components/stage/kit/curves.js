// The activations of a network: what each makes of a number, how steep it is there, and between what its values lie.

/** @typedef {{ value: (z: number) => number, slope: (z: number) => number, steepest: number, range: [number, number] }} Curve */

/** @param {number} z */
const sigmoid = (z) => 1 / (1 + Math.exp(-z));

/** By its name in a run. @type {Record<string, Curve>} */
export const CURVES = {
  sigmoid: { value: sigmoid, slope: (z) => sigmoid(z) * sigmoid(-z), steepest: 0.25, range: [0, 1] },
  tanh: { value: Math.tanh, slope: (z) => 1 / Math.cosh(z) ** 2, steepest: 1, range: [-1, 1] },
  relu: { value: (z) => Math.max(0, z), slope: (z) => (z > 0 ? 1 : 0), steepest: 1, range: [0, Infinity] },
  leaky_relu: {
    value: (z) => Math.max(0.01 * z, z),
    slope: (z) => (z > 0 ? 1 : 0.01),
    steepest: 1,
    range: [-Infinity, Infinity],
  },
};
