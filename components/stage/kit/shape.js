// Shapes of tensors: how one is written, and where an element stands in it.

/** @param {number[]} shape */
export const shapeText = (shape) => `[${shape.join(", ")}]`;

/**
 * The index of element `k` of a shape: 5 in [2, 3] is [1, 2].
 * @param {number} k
 * @param {number[]} shape
 */
export function indexOf(k, shape) {
  const index = [];
  for (let d = shape.length - 1; d >= 0; d -= 1) {
    index.unshift(k % shape[d]);
    k = Math.floor(k / shape[d]);
  }
  return index;
}
