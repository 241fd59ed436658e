import assert from "node:assert/strict";
import { test } from "node:test";
import { curveOf, nearest, tipOf } from "./thin.js";

const chart = { x: (update) => 10 * update, y: (loss) => 100 - loss, top: 0 };
const track = (losses, every = 1) => ({
  updates: Float64Array.from(losses, (_, i) => i * every),
  losses: Float64Array.from(losses),
});

test("a short curve has all its points, a long one few, with its peaks", () => {
  const curve = curveOf(track([8, 4, 2], 5), chart);
  assert.deepEqual(curve, { updates: [0, 5, 10], x: [0, 50, 100], y: [92, 96, 98] });
  const long = curveOf(track(Array.from({ length: 10_000 }, (_, i) => (i === 7_777 ? 90 : 1))), chart);
  assert.ok(long.x.length <= 400);
  assert.ok(long.y.includes(10), "the one peak is there");
  assert.deepEqual(curveOf(track([1, 1e300]), chart).y, [99, -1000], "what flies out stays within reach of a canvas");
});

test("where a curve is at an update lies between its points, and ends at its last", () => {
  const curve = curveOf(track([8, 4, 2], 5), chart);
  assert.deepEqual(tipOf(curve, 2.5), { place: 0, x: 25, y: 94 });
  assert.deepEqual(tipOf(curve, 99), { place: 2, x: 100, y: 98 });
  assert.equal(tipOf(curve, -1), null);
});

test("the nearest curve is found where it has been, not where it will be", () => {
  const curves = [curveOf(track([10, 10, 10]), chart), null, curveOf(track([60, 60, 60]), chart)];
  const at = (place, update = 2) => nearest(curves, place, update, (x) => x / 10);
  assert.equal(at([12, 88]), 0);
  assert.equal(at([12, 45]), 2);
  assert.equal(at([12, 65]), -1);
  assert.equal(at([20, 90], 0.1), 0, "close enough to its tip");
  assert.equal(at([60, 90], 0.1), -1);
});
