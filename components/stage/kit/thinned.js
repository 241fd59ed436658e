// A long curve by few of its points: it looks the same, and is drawn sixty times a second.

/** @type {WeakMap<ArrayLike<number> & object, number[]>} */
const kept = new WeakMap();

/**
 * The places of the points that a line through all values is drawn by: all, or the lowest and the highest of each of
 * so many stretches, in order.
 * @param {ArrayLike<number> & object} values numbers
 * @param {number} stretches
 */
export function thinned(values, stretches = 300) {
  let places = kept.get(values);
  if (!places) kept.set(values, (places = chosen(values, stretches)));
  return places;
}

/**
 * @param {ArrayLike<number>} values
 * @param {number} stretches
 */
function chosen(values, stretches) {
  const { length } = values;
  if (length <= 2 * stretches) return Array.from({ length }, (_, i) => i);
  const places = [];
  for (let s = 0; s < stretches; s += 1) {
    const [from, to] = [s, s + 1].map((edge) => Math.floor((edge * length) / stretches));
    let [low, high] = [from, from];
    for (let i = from + 1; i < to; i += 1) {
      if (values[i] < values[low]) low = i;
      if (values[i] > values[high]) high = i;
    }
    places.push(...new Set([from, Math.min(low, high), Math.max(low, high)]));
  }
  places.push(length - 1);
  return places;
}
