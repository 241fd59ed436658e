import assert from "node:assert/strict";
import { test } from "node:test";
import { aligned } from "./sum.js";

test("labels far apart stand below their places, as far as they stay inside", () => {
  assert.deepEqual(aligned(50, 250, 80, 400, true), ["center", "center"]);
  assert.deepEqual(aligned(10, 350, 80, 400, true), ["left", "right"]);
  assert.deepEqual(aligned(350, 20, 80, 400, false), ["center", "left"]);
});

test("labels close together turn away from each other, the sum's as far as it stays inside", () => {
  assert.deepEqual(aligned(200, 230, 80, 400, true), ["right", "left"]);
  assert.deepEqual(aligned(300, 330, 80, 400, true), ["right", "right"]);
  assert.deepEqual(aligned(200, 170, 80, 400, false), ["left", "right"]);
  assert.deepEqual(aligned(60, 30, 80, 400, false), ["left", "left"]);
});
