import assert from "node:assert/strict";
import { test } from "node:test";
import { Ground } from "./ground.js";

const GRID = 21;

/**
 * @param {(x: number, y: number) => number} f
 * @param {number} power
 */
function ground(f, power = 1) {
  const window = [-2, 2, -1, 1];
  const wide = [-12, 12, -6, 6];
  const heights = (/** @type {number[]} */ [x0, x1, y0, y1]) =>
    Array.from({ length: GRID * GRID }, (_, i) =>
      f(x0 + ((x1 - x0) * (i % GRID)) / (GRID - 1), y0 + ((y1 - y0) * Math.floor(i / GRID)) / (GRID - 1)),
    );
  const measure = { grid: GRID, window, wide, low: 0, high: 16, power, minima: [] };
  return new Ground(measure, heights(window), heights(wide));
}

test("between the places of the grid a cubic surface is exact, near and far, and nothing is known beyond", () => {
  const f = (/** @type {number} */ x, /** @type {number} */ y) => x ** 3 + 10 * y * y - x * y;
  const surface = ground(f);
  for (const [x, y] of [
    [0.13, -0.77],
    [-1.99, 0.99],
    [2, 1],
    [7.3, -5.1],
  ])
    assert.ok(Math.abs(surface.at(x, y) - f(x, y)) < 1e-9, `${x} ${y}`);
  assert.ok(Number.isNaN(surface.at(13, 0)));
});

test("the scale of heights goes there and back", () => {
  const surface = ground((x) => x, 0.25);
  assert.equal(surface.scale.share(16), 1);
  assert.equal(surface.scale.share(1), 0.5);
  assert.equal(surface.scale.share(-1), 0);
  assert.ok(Math.abs(surface.scale.height(surface.scale.share(3)) - 3) < 1e-12);
  assert.ok(Number.isNaN(surface.scale.share(NaN)));
});
