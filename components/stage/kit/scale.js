// A scale of heights: the lowest stands at 0, the highest at 1, and a power below 1 gives the flat more room.

export class Scale {
  /** @param {{ low: number, high: number, power: number }} ends */
  constructor({ low, high, power }) {
    this.low = low;
    this.high = high;
    this.power = power;
  }

  /**
   * Where a height stands; what is higher than the highest stands above 1.
   * @param {number} height
   */
  share(height) {
    const share = (height - this.low) / (this.high - this.low);
    return share > 0 ? share ** this.power : share === share ? 0 : NaN;
  }

  /**
   * The height at a place of the scale.
   * @param {number} share
   */
  height(share) {
    return this.low + (this.high - this.low) * share ** (1 / this.power);
  }

  /** Round heights about as far apart as one another on the scale. */
  ticks(count = 5) {
    const values = Array.from({ length: count + 1 }, (_, i) => Number(this.height(i / count).toPrecision(i ? 2 : 1)));
    return [...new Set(values)];
  }
}
