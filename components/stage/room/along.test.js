import assert from "node:assert/strict";
import { test } from "node:test";

import { Clock } from "../play/clock.js";
import { ahead, apart } from "./along.js";

/** @param {number[]} seconds of each frame */
const tape = (seconds, more = {}) => ({
  end: seconds.length,
  done: true,
  length: seconds.reduce((sum, one) => sum + one, 0),
  seconds: (/** @type {number} */ frame) => seconds[frame] ?? 1,
  parts: () => 1,
  ...more,
});

const near = (/** @type {number} */ one, /** @type {number} */ other, within = 1e-9) =>
  assert.ok(Math.abs(one - other) <= within, `${one} is not ${other}`);

test("a clock that goes evenly is where its time has brought it", () => {
  const even = tape(Array(100).fill(0.5));
  near(ahead(even, 3, 2, 1), 7);
  near(ahead(even, 3.5, 2, 2), 11.5);
  near(ahead(even, 3, 0, 1), 3);
});

test("frames that last longer take longer", () => {
  const uneven = tape([1, 4, 1]);
  near(ahead(uneven, 0, 1, 1), 1);
  near(ahead(uneven, 0, 3, 1), 1.5);
  near(ahead(uneven, 0.5, 4.5, 1), 2);
  near(ahead(uneven, 0.5, 5, 1), 2.5);
});

test("it stops where the tape halts, and does not go back to there", () => {
  const short = tape(Array(10).fill(1));
  near(ahead(short, 8, 60, 4), 10);
  near(ahead(tape(Array(10).fill(1), { halt: 6 }), 2, 60, 1), 6);
  near(ahead(tape(Array(10).fill(1), { halt: 6 }), 8, 60, 1), 8);
});

test("it goes as the page's own clock goes, frame of the screen by frame", () => {
  for (const [seconds, speed] of [
    [Array(400).fill(0.05), 4],
    [[0.2, 1.5, 0.3, 2, 0.7, 1, 1, 1, 1], 1],
  ]) {
    const clock = new Clock({ matches: false }, () => {});
    clock.tape = tape(/** @type {number[]} */ (seconds));
    clock.setSpeed(/** @type {number} */ (speed));
    clock.play();
    clock.advance(0);
    for (let now = 10; now <= 3_000; now += 10) clock.advance(now);
    near(ahead(clock.tape, 0, 3, clock.pace), clock.position, 0.05);
  }
});

test("how far two are apart is what an eye would wait", () => {
  const even = tape(Array(100).fill(0.5));
  near(apart(even, 3, 4, 1), 500);
  near(apart(even, 4, 3, 2), 250);
  near(apart(even, 3, 3, 2), 0);
});
