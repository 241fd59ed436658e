import assert from "node:assert/strict";
import { test } from "node:test";
import { lineOf, nearest, powersOf, says, typical, windowOf } from "./fit.js";

const RAW = { shift: [0], spread: [1] };
const LINE = { powers: 1, sizes: [1, 1], activation: "relu" };

test("a line says its slope times the input and its intercept, a curve adds powers", () => {
  assert.deepEqual(says([2, 1], 3, LINE, RAW), [7]);
  assert.deepEqual(powersOf(-2, 3), [-2, 4, -8]);
  assert.deepEqual(
    says([1, 10, 100, 5], 2, { ...LINE, powers: 3, sizes: [3, 1] }, { shift: [0, 0, 0], spread: [1, 1, 1] }),
    [847],
  );
});

test("slope and intercept are in the units of the data", () => {
  const scale = { shift: [10], spread: [4] };
  const { slope, intercept } = lineOf([8, 3], 0, 1, scale);
  assert.deepEqual([slope, intercept], [2, -17]);
  assert.equal(says([8, 3], 14, LINE, scale)[0], slope * 14 + intercept);
  assert.deepEqual(lineOf([1, 8, 2, 3], 1, 2, scale), { slope: 2, intercept: -17 });
});

test("a typical error is the root of the mean square", () => {
  const points = [
    { x: 0, y: [1] },
    { x: 1, y: [7] },
  ];
  assert.equal(
    typical(points, 0, () => 4),
    3,
  );
});

test("a window stays until points leave it, or fill too little of it", () => {
  const at = (...xs) => xs.map((x) => ({ x, y: [2 * x] }));
  const first = windowOf(at(0, 4), 0, null);
  assert.deepEqual(first, { x: [-1, 5], y: [-2, 10] });
  assert.equal(windowOf(at(0.5, 4.5), 0, first).x, first.x);
  assert.deepEqual(windowOf(at(0, 6), 0, first).x, [-1.5, 7.5]);
  assert.deepEqual(windowOf(at(1, 2), 0, first).x, [0.75, 2.25]);
  assert.deepEqual(windowOf(at(3, 3), 0, null).x, [1.5, 4.5]);
});

test("the nearest point is found within reach", () => {
  const places = [
    [0, 0],
    [10, 0],
  ];
  assert.equal(nearest(places, [7, 0], 20), 1);
  assert.equal(nearest(places, [50, 0], 20), -1);
});
