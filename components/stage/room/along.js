// Where a clock is that has gone on since it was last told of, and how far another is from there. Pure: no page, no room.

import { EPSILON } from "../play/clock.js";

/** A clock that is no more than this off is left alone, in ms of watching: fewer than anybody sees. */
export const OFF = 50;

const FRAMES = 100_000; // looked at, at most: a film has fewer

/** @typedef {import("../play/clock.js").Tape} Tape */

/**
 * The place on a tape after so many seconds of playing, as a clock goes: it stops where the tape halts.
 * @param {Tape} tape
 * @param {number} from in frames
 * @param {number} seconds of watching
 * @param {number} pace how fast the clock goes
 */
export function ahead(tape, from, seconds, pace) {
  const halt = tape.halt ?? tape.end;
  let at = Math.max(0, from);
  let left = Math.max(0, seconds) * pace; // seconds of the film
  for (let frame = 0; frame < FRAMES && at < halt && left > 0; frame += 1) {
    const each = tape.seconds(Math.floor(at));
    const rest = Math.floor(at) + 1 - at;
    if (!(each > 0)) at += rest;
    else if (left < rest * each) return Math.min(halt, at + left / each);
    else {
      left -= rest * each;
      at = Math.floor(at) + 1;
    }
  }
  return from >= halt ? from : Math.min(halt, at);
}

/**
 * How far apart two places of a tape are, in ms of watching.
 * @param {Tape} tape
 * @param {number} one in frames
 * @param {number} other
 * @param {number} pace
 */
export const apart = (tape, one, other, pace) =>
  (1000 * Math.abs(one - other) * tape.seconds(Math.floor(Math.min(one, other) + EPSILON))) / pace;
