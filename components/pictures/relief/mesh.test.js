import assert from "node:assert/strict";
import { test } from "node:test";
import { Ground } from "../../stage/kit/ground.js";
import { lifted, Mesh } from "./mesh.js";

const GRID = 21;

/** @param {(x: number, y: number) => number} f */
function mesh(f) {
  const heights = Array.from({ length: GRID * GRID }, (_, i) =>
    f(-1 + (2 * (i % GRID)) / (GRID - 1), -1 + (2 * Math.floor(i / GRID)) / (GRID - 1)),
  );
  const measure = { grid: GRID, window: [-1, 1, -1, 1], wide: [-6, 6, -6, 6], low: 0, high: 2, power: 1, minima: [] };
  return new Mesh(new Ground(measure, heights, heights));
}

test("a mesh covers the window, as high as the surface", () => {
  const { places, tiles } = mesh((x, y) => x * x + y * y);
  assert.equal(tiles.length, 3600);
  for (const [x, y, z] of places) assert.ok(Math.abs(z - (x * x + y * y - 1)) < 0.02);
});

test("light falls alike on a plane, and no tile stands where there is no number", () => {
  const flat = mesh(() => 1).tiles;
  assert.ok(flat.every(({ light }) => Math.abs(light - flat[0].light) < 1e-9));
  assert.ok(mesh((x) => (x < 0 ? NaN : 1)).tiles.length < 2000);
});

test("what is far above the window is cut off", () => {
  assert.equal(lifted(0), -1);
  assert.equal(lifted(1), 1);
  assert.equal(lifted(9), lifted(5));
});
