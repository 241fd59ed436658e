import assert from "node:assert/strict";
import { test } from "node:test";
import { powers, rounds, ticks } from "./ticks.js";

test("ticks are round, in order and inside", () => {
  assert.deepEqual(ticks(-6, 6, 6), [-6, -4, -2, 0, 2, 4, 6]);
  assert.deepEqual(ticks(0, 1), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks(-0.07, 0.11, 4), [-0.05, 0, 0.05, 0.1]);
});

test("an axis without a length has none", () => {
  assert.deepEqual(ticks(3, 3), []);
  assert.deepEqual(ticks(0, Infinity), []);
  assert.deepEqual(ticks(NaN, 1), []);
});

test("powers of ten are evenly apart, and few", () => {
  assert.deepEqual(powers(0.5, 2000), [1, 10, 100, 1000]);
  assert.deepEqual(powers(1e-12, 100, 5), [1e-12, 1e-9, 1e-6, 1e-3, 1]);
});

test("round numbers of a logarithmic scale", () => {
  assert.deepEqual(rounds(2400, 24000), [5000, 10000, 20000]);
  assert.deepEqual(rounds(0.05, 0.5), [0.05, 0.1, 0.2, 0.5]);
  assert.deepEqual(rounds(0.6, 0.9), []);
});
