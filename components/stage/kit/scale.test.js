import assert from "node:assert/strict";
import { test } from "node:test";
import { Scale } from "./scale.js";

test("a scale leads from heights to places and back", () => {
  const scale = new Scale({ low: 2, high: 102, power: 0.5 });
  assert.deepEqual(
    [2, 27, 102, 402].map((height) => scale.share(height)),
    [0, 0.5, 1, 2],
  );
  assert.equal(scale.height(0.5), 27);
  assert.equal(scale.share(1), 0);
  assert.ok(Number.isNaN(scale.share(NaN)));
});

test("its ticks are round, and each is there once", () => {
  assert.deepEqual(new Scale({ low: 0, high: 1000, power: 1 }).ticks(), [0, 200, 400, 600, 800, 1000]);
  assert.deepEqual(new Scale({ low: 5, high: 5.0001, power: 1 }).ticks(), [5]);
});
