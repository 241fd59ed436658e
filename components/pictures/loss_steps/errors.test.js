import assert from "node:assert/strict";
import { test } from "node:test";
import { averages, bars, halves, largestScale, reach, squared } from "./errors.js";

const ERRORS = [3, -5, 4, -6];

test("plus and minus cancel in the average, not in the average square", () => {
  assert.deepEqual(halves(ERRORS), [7, -11]);
  assert.deepEqual(averages(ERRORS), [-1, 21.5]);
});

test("bars go right, and from there back left to the sum", () => {
  assert.deepEqual(
    bars(ERRORS).map(({ from, to }) => [from, to]),
    [
      [0, 3],
      [3, 7],
      [7, 2],
      [2, -4],
    ],
  );
  assert.deepEqual(reach(ERRORS), [-4, 7]);
  assert.deepEqual(reach([2, -1]), [0, 2]);
  assert.deepEqual(reach([-2]), [-2, 0]);
});

test("squares fill the width or the height, whichever is smaller, now and at first", () => {
  assert.equal(largestScale([[3, -3], [1]], 90, 1000), 10); // 3 + 3, and 3 for the average
  assert.equal(largestScale([[1], [3, -3]], 90, 1000), 10);
  assert.equal(largestScale([[3, -3], [1]], 90, 12), 4);
});

test("what float32 cannot hold is infinity, as in the loss of the run", () => {
  assert.deepEqual([3, 1e19, -1.9e19].map(squared), [9, Math.fround(1e38), Infinity]);
  assert.equal(averages([1.5e19, 1.5e19])[1], Infinity, "each square is a float32, their sum is none");
  assert.ok(averages([1e19, 1e19])[1] < 1.1e38);
});
