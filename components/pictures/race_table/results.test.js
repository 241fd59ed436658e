import assert from "node:assert/strict";
import { test } from "node:test";
import { result } from "./results.js";

test("a runner's best, and from where on it stays below a level", () => {
  assert.deepEqual(result([9, 4, 0.5, 3, 0.9, 0.2], 1), { best: 0.2, first: 2, stays: 4, gone: null });
});

test("one that only touches a level does not stay, and one that never comes there has neither", () => {
  assert.deepEqual(result([9, 0.5, 3], 1), { best: 0.5, first: 1, stays: null, gone: null });
  assert.deepEqual(result([9, 8, 7], 1), { best: 7, first: null, stays: null, gone: null });
});

test("one that leaves the numbers did not stay anywhere", () => {
  assert.deepEqual(result([0.5, 0.4, Infinity], 1), { best: 0.4, first: 0, stays: null, gone: 2 });
  assert.deepEqual(result([NaN], 1), { best: Infinity, first: null, stays: null, gone: 0 });
});
