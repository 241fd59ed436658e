import assert from "node:assert/strict";
import { test } from "node:test";
import { firstUse, outputsOf } from "./scene.js";

test("a scene's results are named by their numbers", () => {
  assert.deepEqual(outputsOf({ parts: [{ output: 4 }, { output: 2 }] }), [4, 2]);
});

test("a stretched element lies where it is needed first, and one that nothing needs at the beginning", () => {
  const pairs = (row, column) => [
    [0, 2 * row + column],
    [1, column],
  ];
  const from = [pairs(0, 0), pairs(0, 1), pairs(1, 0), pairs(1, 1)];
  assert.deepEqual([...firstUse({ from }, 0, 4)], [0, 1, 2, 3]);
  assert.deepEqual([...firstUse({ from }, 1, 3)], [0, 1, 0]);
});
