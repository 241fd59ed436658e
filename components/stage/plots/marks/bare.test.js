import assert from "node:assert/strict";
import { test } from "node:test";
import { bareStep } from "./bare.js";

test("a step of one whole gradient ends on the parabola", () => {
  const [weight, loss, slope, curvature] = [1, 100, 20, 10];
  const [end, there] = bareStep(weight, loss, slope, curvature);
  assert.equal(end, -19);
  assert.equal(there, loss + slope * (end - weight) + (curvature / 2) * (end - weight) ** 2);
});
