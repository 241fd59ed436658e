// Round numbers along an axis.

/**
 * About so many round numbers from one end of an axis to the other.
 * @param {number} low
 * @param {number} high
 */
export function ticks(low, high, count = 5) {
  const rough = (high - low) / count;
  if (!(rough > 0) || !Number.isFinite(rough)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((round) => round * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const found = [];
  for (let n = Math.ceil(low / step - 1e-9); n * step <= high + 1e-9 * step; n += 1)
    found.push(Number((n * step).toPrecision(12)));
  return found;
}

/**
 * At most so many powers of ten from one end of a logarithmic axis to the other, evenly apart.
 * @param {number} low
 * @param {number} high
 */
export function powers(low, high, count = 5) {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const every = Math.max(1, Math.ceil((last - first) / count));
  const found = [];
  for (let n = every * Math.ceil(first / every); n <= last; n += every) found.push(10 ** n);
  return found;
}

/**
 * All round numbers of a logarithmic scale from one end to the other, 1, 2 and 5 times the powers of ten, ascending.
 * @param {number} low above 0
 * @param {number} high
 */
export function rounds(low, high) {
  const found = [];
  for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power += 1)
    for (const times of [1, 2, 5]) found.push(Number(`${times}e${power}`));
  return found.filter((value) => value >= low && value <= high);
}
