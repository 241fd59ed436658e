import assert from "node:assert/strict";
import { test } from "node:test";
import { mark, marks, powers } from "./scale.js";

test("an axis holds all values above zero, and is a power of ten long at least", () => {
  assert.deepEqual(powers([382.5, 1288.4, NaN, Infinity, 0, -5]), [2, 4]);
  assert.deepEqual(powers([12, 34]), [1, 2]);
  assert.deepEqual(powers([100]), [2, 3]);
  assert.deepEqual(powers([0.02, 5]), [-2, 1]);
  assert.equal(powers([0, NaN]), null);
});

test("few powers are all marked, of many every so many", () => {
  assert.deepEqual(marks([2, 4]), [2, 3, 4]);
  assert.deepEqual(marks([0, 5]), [0, 2, 4]);
  assert.deepEqual(marks([2, 38]), [2, 11, 20, 29, 38]);
});

test("powers near one are written out", () => {
  assert.deepEqual([-3, 0, 4].map(mark), ["0.001", "1", "10000"]);
  assert.deepEqual([-4, 5, 38].map(mark), ["10⁻⁴", "10⁵", "10³⁸"]);
});
