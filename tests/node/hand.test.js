import assert from "node:assert/strict";
import { test } from "node:test";
import { Hand } from "../../components/stage/kit/hand.js";

/** A hand at a time of the test's, and how often it asked for a frame. */
function moved(context, matches = false) {
  const clock = { now: 100, frames: 0 };
  context.mock.method(performance, "now", () => clock.now);
  return [new Hand({ schedule: () => (clock.frames += 1), still: { matches } }), clock];
}

test("a hand glides through its stops, each in its time, and asks for frames until it is there", (context) => {
  const [hand, clock] = moved(context);
  hand.go([1, 1000], [3, 400]);
  const seen = [0, 500, 1000, 1200, 1400, 2000].map((after) => {
    clock.now = 100 + after;
    return [hand.now(), hand.gliding];
  });
  assert.deepEqual(seen, [
    [0, true],
    [0.5, true],
    [1, true],
    [2, true],
    [3, false],
    [3, false],
  ]);
  const { frames } = clock;
  hand.now();
  assert.equal(clock.frames, frames, "nothing more to draw");
});

test("a hand that is put somewhere stops there, also on its way", (context) => {
  const [hand, clock] = moved(context);
  hand.go([1, 1000]);
  clock.now += 500;
  hand.put(7);
  assert.deepEqual([hand.now(), hand.gliding], [7, false]);
});

test("where motion is not wanted it jumps to the last stop", (context) => {
  const [hand] = moved(context, true);
  hand.go([1, 1000], [4, 1000]);
  assert.deepEqual([hand.now(), hand.gliding], [4, false]);
});
