// Along what one looks at a landscape: two of the weights, or two directions of all.

/**
 * @typedef {import("../../stage/told").Landscape} Data
 *
 * What is seen: its `key` in the address; the `pair` of weights, or null; two directions [P]; the names of both axes, and
 * the window: x from, x to, y from, y to. `spread` is how much of the path's spread lies along each, or null.
 * @typedef {{
 *   key: string, pair: [number, number] | null, directions: ArrayLike<number>[], centre: ArrayLike<number>,
 *   axes: readonly string[], window: number[], spread: readonly number[] | null,
 * }} Sight
 */

const AND = "_"; // between the names of two weights, in the address

/**
 * What the address asks for, as far as it is there; else both weights where there are just two, or the first way there is.
 * @param {Data} data
 * @param {string} key
 * @returns {Sight}
 */
export function sightOf(data, key) {
  if (!key && data.names.length === 2) return ofPair(data, 0, 1);
  const [i, j] = key.split(AND).map((name) => data.names.indexOf(name));
  if (i >= 0 && j >= 0 && i !== j) return ofPair(data, i, j);
  const way = data.ways.find((one) => one.key === key) ?? data.ways[0];
  return { ...way, pair: null, window: [...way.x, ...way.y] };
}

/**
 * Two single weights, by their places.
 * @param {Data} data
 * @param {number} i
 * @param {number} j
 * @returns {Sight}
 */
export function ofPair({ names, meanings, ranges }, i, j) {
  const alone = (/** @type {number} */ at) => Float64Array.from(names, (_, place) => Number(place === at));
  return {
    key: names[i] + AND + names[j],
    pair: [i, j],
    directions: [alone(i), alone(j)],
    centre: new Float64Array(names.length),
    axes: [i, j].map((at) => `${names[at]}: ${meanings[at]}`),
    window: [...ranges[i], ...ranges[j]],
    spread: null,
  };
}

/**
 * Where a state of the weights is in what is seen: its directions are at right angles, and of length 1.
 * @param {Sight} sight
 * @param {ArrayLike<number>} state
 */
export function placeOf({ pair, directions, centre }, state) {
  if (pair) return pair.map((at) => state[at]);
  return directions.map((direction) => {
    let sum = 0;
    for (let p = 0; p < direction.length; p += 1) sum += direction[p] && direction[p] * (state[p] - centre[p]);
    return sum;
  });
}

/**
 * Which directions of all weights [P] a direction of what is seen is.
 * @param {Sight} sight
 * @param {number[]} direction
 */
export const inWeights = ({ directions: [u, v] }, [x, y]) => Array.from(u, (part, p) => x * part + y * v[p]);
