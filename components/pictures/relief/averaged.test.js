import assert from "node:assert/strict";
import { test } from "node:test";
import { Ground } from "../../stage/kit/ground.js";
import { averaged } from "./averaged.js";

const GRID = 21;
const SIDES = 30;

test("a corner of the mesh is about as high as the ground around it", () => {
  const heights = Array.from({ length: GRID * GRID }, (_, i) => {
    const [x, y] = [-1 + (2 * (i % GRID)) / (GRID - 1), -1 + (2 * Math.floor(i / GRID)) / (GRID - 1)];
    return x * x + y * y;
  });
  const measure = { grid: GRID, window: [-1, 1, -1, 1], wide: [-6, 6, -6, 6], low: 0, high: 2, power: 1, minima: [] };
  const at = averaged(new Ground(measure, heights, heights), SIDES);
  for (const [column, row, share] of [
    [15, 15, 0],
    [30, 15, 0.5],
    [3, 30, 0.82],
  ])
    assert.ok(Math.abs(at(column, row) - share) < 0.02);
});
