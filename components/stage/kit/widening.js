// What part of a plane is seen: a window, and from when a way leaves that, as much around it as all of the way needs.

import { Hand } from "./hand.js";

const WIDENS_MS = 600; // it is seen to widen
const ROOM = 1.06; // beside the farthest place of a way
const LITTLE = 1.3; // a way that needs only so many times the window is seen as a whole from the start

/**
 * How many times wider what is seen must be for all of a way, and the first place that needs more than what is.
 * @param {(place: number) => number[]} at
 * @param {number} last
 * @param {number[][]} ends of what is seen
 */
export function leaving(at, last, ends) {
  let [times, first] = [1, last + 1];
  for (let frame = 0; frame <= last; frame += 1) {
    const far = at(frame).map((value, axis) => {
      const [low, high] = ends[axis];
      return Math.abs(value - (low + high) / 2) / ((high - low) / 2);
    });
    if (Math.max(...far) > 1) first = Math.min(first, frame);
    times = Math.max(times, ROOM * Math.max(...far));
  }
  return { times: first > last ? 1 : times, frame: first };
}

export class Widening {
  /** What the way needs; null until it is known. @type {{ times: number, frame: number } | null} */
  needs = null;

  /** @param {ConstructorParameters<typeof Hand>[0]} player */
  constructor(player) {
    this.hand = new Hand(player);
  }

  /**
   * How many times the window is seen now.
   * @param {number} frame
   * @param {number} most
   * @param {() => { times: number, frame: number }} measured
   * @param {boolean} [held] whether a hand moves the way: nothing widens under it
   */
  times(frame, most, measured, held = false) {
    this.needs ??= measured();
    const { times, frame: first } = this.needs;
    const out = times <= LITTLE || (frame >= first - 1 && !held) ? Math.min(times, most) : 1;
    const { way } = this.hand;
    if (this.hand.at === 0) this.hand.put(out);
    else if ((way.length ? way[way.length - 1].to : this.hand.at) !== out) this.hand.go([out, WIDENS_MS]);
    return this.hand.now();
  }
}
