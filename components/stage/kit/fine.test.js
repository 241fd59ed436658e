import assert from "node:assert/strict";
import { test } from "node:test";
import { FineHand } from "./fine.js";

/** Where the slider goes on a track from 0 to 1000, for a pointer that goes this way: [value at it, px away, Shift]. */
function way(...stops) {
  const hand = new FineHand(stops[0][0]);
  return stops.map(([value, away = 0, shift = false]) => {
    hand.move(away, shift);
    return Number(hand.at(value, 0, 1000).toFixed(9));
  });
}

test("on the track the slider is where the pointer is", () => {
  assert.deepEqual(way([100], [400, 39], [20]), [100, 400, 20]);
});

test("with Shift, or away from the track, it goes ten times finer, far away a hundred times", () => {
  assert.deepEqual(way([100], [200, 0, true], [100, 0, true]), [100, 110, 100]);
  assert.deepEqual(way([100], [200, 40], [300, 119]), [100, 110, 120]);
  assert.deepEqual(way([100], [200, 120], [200, 300]), [100, 101, 101]);
  assert.deepEqual(way([100], [200, 120, true]), [100, 101]);
});

test("back on the track nothing jumps", () => {
  assert.deepEqual(way([100], [200, 50], [200, 0], [250, 0]), [100, 110, 110, 160]);
});

test("at an end it stays, and turns round as soon as the hand does", () => {
  assert.deepEqual(way([500], [100, 50], [1000], [990]), [500, 460, 1000, 990]);
  assert.deepEqual(way([950], [1000, 50], [1000, 0], [960, 0]), [950, 955, 955, 915]);
});
