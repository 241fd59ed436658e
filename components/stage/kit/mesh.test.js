import assert from "node:assert/strict";
import { test } from "node:test";
import { lifted, Mesh, upright } from "./mesh.js";
import { Scale } from "./scale.js";

const SIDES = 20;

/** @param {(x: number, y: number) => number} f of -1 to 1, twice */
const mesh = (f) => new Mesh(SIDES, (column, row) => f((2 * column) / SIDES - 1, (2 * row) / SIDES - 1));

test("a mesh covers the window, as high as the surface", () => {
  const { places, tiles } = mesh((x, y) => (x * x + y * y) / 2);
  assert.equal(tiles.length, 400);
  for (const [x, y, z] of places) assert.ok(Math.abs(z - (x * x + y * y - 1)) < 1e-12);
});

test("light falls alike on a plane, and no tile stands where there is no number", () => {
  const flat = mesh(() => 1).tiles;
  assert.ok(flat.every(({ light }) => Math.abs(light - flat[0].light) < 1e-9));
  assert.ok(mesh((x) => (x < 0 ? NaN : 1)).tiles.length === 200);
});

test("what rises above the lid is cut off there, and what lies above it is not drawn", () => {
  const { places, tiles } = mesh((x) => x); // the lid is reached at x = 1
  assert.equal(tiles.length, 400);
  const steep = mesh((x) => 2 * x + 1.03);
  assert.equal(steep.tiles.length, 200);
  assert.ok(tiles.concat(steep.tiles).every(({ middle }) => middle[2] <= 1));
  assert.ok(places.every(([, , z]) => z <= 1));
});

test("a ball far above stands a little above the lid", () => {
  assert.equal(lifted(0), -1);
  assert.equal(lifted(1), 1);
  assert.equal(lifted(9), lifted(5));
});

test("ticks are round heights, where they stand in the box", () => {
  const ticks = upright(new Scale({ low: 0, high: 100, power: 1 }));
  assert.deepEqual(ticks[1], { value: 20, at: -0.6 });
});
