import assert from "node:assert/strict";
import { test } from "node:test";
import { along, bend, evenly, way } from "./ways.js";

const LINE = [
  [0, 0],
  [0, 0],
  [30, 40],
  [30, 40],
];
const area = (left, top, width, height) => ({ left, top, width, height, x: left + width / 2, y: top + height / 2 });
const CELLS = [area(20, 0, 60, 40), area(100, 0, 60, 40), area(20, 50, 60, 40), area(100, 50, 60, 40)];
const MEMORY = area(200, 190, 100, 70);
const close = (found, wanted) => found.forEach((x, i) => assert.ok(Math.abs(x - wanted[i]) < 1e-9, `${found}`));

test("points along a curve are the same distance apart", () => {
  const points = evenly([LINE], 10);
  assert.equal(points.length, 11);
  points.slice(1).forEach(([x, y], i) => {
    assert.ok(Math.abs(Math.hypot(x - points[i][0], y - points[i][1]) - 5) < 1e-6);
  });
  close(bend(LINE, 0.5), [15, 20]);
});

test("a share of a path is a place on it", () => {
  const points = [
    [0, 0],
    [10, 0],
    [10, 10],
  ];
  assert.deepEqual(
    [0, 0.25, 0.75, 1].map((x) => along(points, x)),
    [
      [0, 0],
      [5, 0],
      [10, 5],
      [10, 10],
    ],
  );
});

test("a number of the lower row leaves from below, one of the upper row from its edge", () => {
  const ends = (...given) => {
    const points = way(...given);
    return [points[0], points[points.length - 1]];
  };
  close(ends("a", 2, CELLS, MEMORY, false).flat(), [50, 90, 250, 190]);
  close(ends("a", 0, CELLS, MEMORY, false).flat(), [20, 20, 250, 190]);
  close(ends("a", 1, CELLS, MEMORY, true).flat(), [160, 20, 238, 190]);
  close(ends("t", 1, CELLS, MEMORY, true).flat(), [100, 20, 262, 190]);
});
