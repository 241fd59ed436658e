import assert from "node:assert/strict";
import { test } from "node:test";

import { here, ServerTime } from "./servertime.js";

/** A browser's clock that stands still until it is set. */
function clock() {
  const set = { at: 0 };
  return { set, time: new ServerTime(() => set.at) };
}

test("an echo that took the same time there and back gives the server's time", () => {
  const { set, time } = clock();
  set.at = 120;
  time.take(100, 5_010);
  assert.equal(time.offset, 4_900);
  assert.equal(time.now(), 5_020);
});

test("of a round the quickest echo counts, whichever came last", () => {
  const { set, time } = clock();
  for (const [sent, back, now] of [
    [0, 40, 1_030],
    [50, 54, 1_052],
    [60, 90, 1_062],
  ]) {
    set.at = back;
    time.take(sent, now);
  }
  assert.equal(time.took, 4);
  assert.equal(time.offset, 1_000);
});

test("a new round forgets the one before, for clocks drift", () => {
  const { set, time } = clock();
  for (let echo = 0; echo < 5; echo += 1) time.take(0, 1_000);
  set.at = 100;
  time.take(0, 2_050);
  assert.equal(time.offset, 2_000);
  assert.equal(time.took, 100);
});

test("the first word is only kept until an echo comes", () => {
  const { set, time } = clock();
  time.begin(7_000);
  assert.equal(time.now(), 7_000);
  set.at = 1_000;
  time.take(0, 8_500);
  assert.equal(time.offset, 8_000);
});

test("this browser's own clock is the time of the day", () => {
  assert.ok(Math.abs(here() - Date.now()) < 5_000);
});
