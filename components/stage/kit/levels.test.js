import assert from "node:assert/strict";
import { test } from "node:test";
import { halfway, highestStart, lowest, lowestOf } from "./levels.js";

test("the lowest is the least number, whatever stands behind it", () => {
  assert.equal(lowest([9, 4, NaN, 3, Infinity]), 3);
  assert.equal(lowest([NaN]), Infinity);
  assert.equal(highestStart([[3], [NaN], [7]]), 7);
  assert.equal(lowestOf([[8, 2], [5, 0.5], [NaN]]), 0.5);
  assert.equal(lowestOf([[8, 0]]), 8e-12);
});

test("halfway down is a round number, whatever the size of the losses", () => {
  assert.equal(halfway([[8000, 0.9]]), 100);
  assert.equal(
    halfway([
      [8000, 3000],
      [8000, 0.9],
      [8000, 1e30, Infinity],
    ]),
    100,
  );
  assert.equal(halfway([[1, 0.0001]]), 0.01);
  assert.equal(halfway([[9.8, 9.8]]), 10);
});

test("without numbers, or at 0 from the start, there is a level all the same", () => {
  assert.equal(halfway([]), 1);
  assert.equal(halfway([[NaN, 3]]), 1);
  assert.equal(halfway([[0, 0]]), 1);
  assert.ok(halfway([[10, 0]]) > 0);
});
