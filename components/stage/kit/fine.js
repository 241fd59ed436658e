// A hand on a slider that goes finer than its pixels: with Shift, or away from the track, as the scrubbers of films do.

/** From so many px away from the track on, a drag is so many times finer. */
const FINER = [
  [120, 100],
  [40, 10],
];

export class FineHand {
  /** How many times finer the slider goes than the pointer. */
  times = 1;
  /** The value at the pointer, and how far the slider is from there. */
  pointer = 0;
  apart = 0;

  /** @param {number} value where the slider stands as the hand takes it */
  constructor(value) {
    this.pointer = value;
  }

  /**
   * Where the pointer is now, in px away from the track.
   * @param {number} away
   * @param {boolean} shift
   */
  move(away, shift) {
    const far = FINER.find(([px]) => away >= px)?.[1] ?? 1;
    this.times = shift ? Math.max(far, 10) : far;
  }

  /**
   * The slider's value for a pointer that is at `value` now; what went finer is not lost when the hand goes fast again.
   * @param {number} value
   * @param {number} low
   * @param {number} high
   */
  at(value, low, high) {
    this.apart -= (value - this.pointer) * (1 - 1 / this.times);
    this.pointer = value;
    const held = Math.max(low, Math.min(high, value + this.apart));
    this.apart = held - value;
    return held;
  }
}
