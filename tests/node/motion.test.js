import assert from "node:assert/strict";
import { test } from "node:test";
import { clamp, ease, pairsOf, partAt } from "../../components/stage/motion.js";

test("what an element came from is read off two flat lists", () => {
  assert.deepEqual(pairsOf({ ends: [1, 1, 3], sources: [0, 5, 1, 2, 0, 7] }), [[[0, 5]], [], [[1, 2], [0, 7]]]);
  assert.deepEqual(pairsOf({}), []);
});

test("an element of the whole result lies in one of its parts", () => {
  const tensors = [{ values: [1] }, { values: [1, 2] }, { values: [] }, { values: [3, 4, 5] }];
  const parts = [{ output: 1 }, { output: 2 }, { output: 3 }];
  assert.deepEqual([0, 1, 2, 4].map((o) => partAt({ parts }, tensors, o)), [[parts[0], 0], [parts[0], 1], [parts[2], 0], [parts[2], 2]]);
});

test("motion begins and ends slowly, and never goes back", () => {
  assert.deepEqual([0, 0.5, 1].map(ease), [0, 0.5, 1]);
  assert.deepEqual([-1, 0.3, 2].map(clamp), [0, 0.3, 1]);
  for (let x = 0; x < 1; x += 0.01) assert.ok(ease(x + 0.01) >= ease(x));
  assert.ok(ease(0.1) < 0.1 && ease(0.9) > 0.9);
});
