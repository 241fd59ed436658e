import assert from "node:assert/strict";
import { test } from "node:test";
import { closed, opened } from "./parabolas.js";

const CURVES = [
  { at: 1, slope: 20, curvature: 10 }, // at its lowest the loss is 20 less
  { at: -2, slope: -4, curvature: 2 }, // 4 less
];

test("open axes hold a step of one whole gradient, and the loss there", () => {
  const [steep, flat] = opened(CURVES, 100);
  assert.deepEqual(steep, { x: [-22, 4], y: [0, 1.15 * (100 - 400 + 2000)] });
  assert.deepEqual(flat.x.map(Math.round), [-3, 3]);
  assert.deepEqual(flat.y, [0, 1.15 * 100]);
});

test("close axes are all as wide as the steepest weight needs, and hold the next loss", () => {
  const [steep, flat] = closed(CURVES, 100, 130);
  assert.deepEqual(steep.x, [1 - 4.4, 1 + 4.4]);
  assert.deepEqual(flat.x, [-2 - 4.4, -2 + 4.4]);
  assert.deepEqual(steep.y, [72, 136]);
  assert.deepEqual(closed(CURVES, 100, Infinity)[0].y, [72, 122]);
  assert.deepEqual(steep.y, flat.y);
});
