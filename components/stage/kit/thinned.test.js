import assert from "node:assert/strict";
import { test } from "node:test";
import { thinned } from "./thinned.js";

test("a short curve keeps all its points", () => {
  assert.deepEqual(thinned([3, 1, 2]), [0, 1, 2]);
});

test("a long one keeps both ends, and every peak and every hollow of a stretch, in order", () => {
  const values = Float32Array.from({ length: 10_000 }, (_, i) => Math.sin(i));
  values[4_321] = 99;
  values[8_765] = -99;
  const places = thinned(values, 50);
  assert.ok(places.length <= 151);
  assert.ok(places.every((place, i) => i === 0 || place > places[i - 1]));
  assert.deepEqual([places[0], places.at(-1)], [0, 9_999]);
  assert.ok(places.includes(4_321) && places.includes(8_765));
});
