import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, Rows, scaleOf, shareOf } from "./rows.js";

/** @param {number[]} rates */
const rates = (rates, log = true) =>
  new Rows(/** @type {any} */ ({ log, rows: rates.map((lr) => ({ lr, name: "", said: "", limit: null, turns: {} })) }));

test("rates lie on a logarithmic axis without gaps, other values one below the other", () => {
  const rows = rates([1e-3, 1e-2, 1]);
  assert.deepEqual(rows.places.map(Math.round), [-3, -2, 0]);
  assert.deepEqual(
    [0, 1, 2].map((r) => rows.edges(r)),
    [
      [-3.5, -2.5],
      [-2.5, -1],
      [-1, 1],
    ],
  );
  assert.deepEqual(rows.ends, [-3.5, 1]);
  const lines = rates([1, 1, 1], false);
  assert.deepEqual(
    [0, 1, 2].map((r) => lines.edges(r)),
    [
      [-0.5, 0.5],
      [-1.5, -0.5],
      [-2.5, -1.5],
    ],
  );
  assert.deepEqual(lines.ends, [-2.5, 0.5]);
  assert.deepEqual(rates([1], false).edges(0), [-0.5, 0.5]);
});

test("every place belongs to the row that is there", () => {
  for (const rows of [rates([1e-5, 2e-5, 5e-5, 1e-3]), rates([1, 1, 1, 1], false)]) {
    for (let r = 0; r < rows.count; r += 1) {
      const [low, high] = rows.edges(r);
      for (const place of [low + 1e-6, rows.places[r], high - 1e-6]) assert.equal(rows.at(place), r);
    }
    assert.equal(rows.at(-99), rows.log ? 0 : 3);
    assert.equal(rows.at(99), rows.log ? 3 : 0);
  }
});

test("up is up, whichever way the rows go", () => {
  assert.equal(rates([1, 2, 3]).above(0, 1), 1);
  assert.equal(rates([1, 2, 3], false).above(2, 1), 1);
  for (const rows of [rates([1, 2, 3]), rates([1, 2, 3], false)]) {
    assert.equal(rows.below(rows.above(1, Infinity)), 2);
    assert.equal(rows.below(rows.above(1, -Infinity)), 0);
  }
});

test("the scale goes from the lowest loss to twice the highest start, over eight powers at most", () => {
  /** @param {number[]} losses @param {number} columns */
  const ends = (losses, columns) => scaleOf(losses, columns).map((power) => Number((10 ** power).toPrecision(6)));
  assert.deepEqual(ends([100, 10, 1, 1000, 1e30, Infinity], 3), [1, 2000]);
  assert.deepEqual(ends([500, 1e-12], 2), [1e-5, 1000]);
  assert.deepEqual(ends([Infinity, 100, Infinity, 10], 2), [10, 100]);
  assert.deepEqual(ends([50, 49], 2), [10, 100]);
  assert.deepEqual(scaleOf([NaN, NaN], 2), [0, 1]);
});

test("a loss has its share of the scale, and what is no number has none", () => {
  assert.equal(shareOf(10, [0, 2]), 0.5);
  assert.equal(shareOf(0, [0, 2]), 0);
  assert.equal(shareOf(1e30, [0, 2]), 1);
  assert.ok(Number.isNaN(shareOf(Infinity, [0, 2])));
  assert.ok(Number.isNaN(shareOf(NaN, [0, 2])));
});

test("names move apart, and no further", () => {
  assert.deepEqual(apart([10, 50], 16, [0, 100]), [10, 50]);
  assert.deepEqual(apart([50, 48], 16, [0, 100]), [64, 48]);
  assert.deepEqual(apart([99, 97, 98], 10, [0, 100]), [100, 80, 90]);
});
