// What a scene is made of: its results, and the elements of the inputs from which each of their elements comes.

/**
 * @typedef {import("./layout.js").Tensor} Tensor
 * @typedef {import("./layout.js").Scene} Scene
 * @typedef {import("./layout.js").Pair} Pair
 */

/**
 * The tensors that a scene makes, by number.
 * @param {{ parts: { output: number }[] }} scene
 */
export const outputsOf = ({ parts }) => parts.map(({ output }) => output);

/**
 * Each output element's pairs, read from the film's flat lists.
 * @param {Pick<Scene, "ends" | "sources">} scene
 */
export function pairsOf({ ends, sources }) {
  if (!ends || !sources) return [];
  return ends.map((end, output) => {
    /** @type {Pair[]} */
    const found = [];
    for (let i = output ? ends[output - 1] : 0; i < end; i += 1) found.push([sources[2 * i], sources[2 * i + 1]]);
    return found;
  });
}

/**
 * The part of a scene's result in which its element `o` lies, and which element of that part it is. Throws if none is.
 * @template {{ output: number }} Part
 * @param {{ parts: Part[] }} scene
 * @param {Pick<Tensor, "values">[]} tensors
 * @param {number} o
 * @returns {[Part, number]}
 */
export function partAt({ parts }, tensors, o) {
  for (const part of parts) {
    const size = tensors[part.output].values.length;
    if (o < size) return [part, o];
    o -= size;
  }
  throw new RangeError("no such element");
}

/**
 * Of each element of an input, the first element of the result that needs it; 0 if none does.
 * @param {Pick<Scene, "from">} scene
 * @param {number} input
 * @param {number} size of that input
 */
export function firstUse({ from }, input, size) {
  const first = new Int32Array(size);
  for (let o = from.length - 1; o >= 0; o -= 1) for (const [i, e] of from[o]) if (i === input) first[e] = o;
  return first;
}
