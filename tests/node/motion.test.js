import assert from "node:assert/strict";
import { test } from "node:test";
import { pairsOf, partAt } from "../../components/stage/tensors/motion.js";

test("what an element came from is read off two flat lists", () => {
  assert.deepEqual(pairsOf({ ends: [1, 1, 3], sources: [0, 5, 1, 2, 0, 7] }), [
    [[0, 5]],
    [],
    [
      [1, 2],
      [0, 7],
    ],
  ]);
  assert.deepEqual(pairsOf({}), []);
});

test("an element of the whole result lies in one of its parts", () => {
  const tensors = [{ values: [1] }, { values: [1, 2] }, { values: [] }, { values: [3, 4, 5] }];
  const parts = [{ output: 1 }, { output: 2 }, { output: 3 }];
  assert.deepEqual(
    [0, 1, 2, 4].map((o) => partAt({ parts }, tensors, o)),
    [
      [parts[0], 0],
      [parts[0], 1],
      [parts[2], 0],
      [parts[2], 2],
    ],
  );
});
