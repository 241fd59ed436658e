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
