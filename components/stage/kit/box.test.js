import assert from "node:assert/strict";
import { test } from "node:test";
import { Box, clipped } from "./box.js";

const GIVEN = { width: 516, height: 400, around: 0, lift: 0, low: [0, 50, 0], high: [10, 70, 80] };
const box = (more) => new Box({ ...GIVEN, ...more });

test("values become shares of the box", () => {
  assert.deepEqual(box().inBox(5, 50, 120), [0, -1, 2]);
  assert.deepEqual(box().inBox(10, 65), [1, 0.5]);
});

test("seen from the front, across is across, up is up, and what is away is deep", () => {
  const { size } = box();
  assert.equal(size, 400 / 2.72);
  assert.deepEqual(box().project([0, 0, 0]), [270, 188, 0]);
  assert.deepEqual(box().project([1, 0.5, 1]), [270 + size, 188 - 0.74 * size, 0.5]);
});

test("a box that is turned by a quarter shows another side; seen from above it is flat", () => {
  const [x, , depth] = box({ around: Math.PI / 2 }).project([1, 0, 0]);
  assert.ok(Math.abs(x - 270) < 1e-9 && Math.abs(depth - 1) < 1e-9);
  const above = box({ lift: Math.PI / 2 });
  assert.equal(above.size, (400 - 62) / 2.5);
  assert.ok(Math.abs(above.project([0, 0, 1])[1] - above.project([0, 0, -1])[1]) < 1e-9);
});

test("ticks are round, and within the ends", () => {
  assert.deepEqual(box().ticks(0), [0, 2, 4, 6, 8, 10]);
  assert.deepEqual(box().ticks(1), [50, 55, 60, 65, 70]);
  assert.deepEqual(box().ticks(2), [0, 20, 40, 60, 80]);
});

test("what leaves the box is cut at its lid and its floor", () => {
  const line = [
    [0, 0, -3],
    [6, 0, 3],
  ];
  assert.deepEqual(clipped(line, false), [
    [2, 0, -1],
    [4, 0, 1],
  ]);
  assert.deepEqual(
    clipped([...line, [6, 6, 3], [0, 6, -3]])
      .map(([x, y]) => [x, y])
      .sort(),
    [
      [2, 0],
      [2, 6],
      [4, 0],
      [4, 6],
    ],
  );
  const inside = [
    [0, 0, 0],
    [1, 0, 1],
    [1, 1, -1],
  ];
  assert.deepEqual(clipped(inside), inside);
  assert.deepEqual(clipped(inside.map(([x, y]) => [x, y, 2])), []);
});
