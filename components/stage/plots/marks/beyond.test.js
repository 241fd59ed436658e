import assert from "node:assert/strict";
import { test } from "node:test";
import { beyond, farthest } from "./beyond.js";

const axes = { x: (value) => 10 * value, y: (value) => 100 - value, box: { left: 0, top: 0, width: 100, height: 100 } };
const points = [0, 1, 2].map((x) => ({ kind: "point", role: "prediction", x, y: { array: "predictions", column: x } }));
const momentOf = (values) => ({
  frame: 0,
  moved: 0,
  film: { sample: (source) => (typeof source === "number" ? source : values[source.column]) },
});

test("of all points outside the one that is farthest away is told", () => {
  assert.equal(farthest(axes, points, momentOf([5, 50, 95])), undefined);
  assert.equal(farthest(axes, points, momentOf([5, 3e6, -4e6])).value, -4e6);
  assert.equal(farthest(axes, points, momentOf([5, Infinity, 200])).value, 200);
});

test("it is told at its edge, inside the picture, with its unit", () => {
  const written = [];
  const context = { measureText: () => ({ width: 60 }), strokeText() {}, fillText: (...told) => written.push(told) };
  const pen = { context, axes, theme: { roles: { prediction: "blue" } } };
  beyond(pen, points, momentOf([3.14e6, 50, 50]), "t/ha");
  beyond(pen, points, momentOf([50, 50, -2000]), "t/ha");
  beyond(pen, points, momentOf([50, 50, 50]), "t/ha");
  assert.deepEqual(written, [
    ["3\u202f140\u202f000 t/ha", 2, 28],
    ["−2\u202f000 t/ha", 2, 72],
  ]);
});
