import assert from "node:assert/strict";
import { test } from "node:test";
import { indexOf, shapeText } from "../../components/stage/kit/shape.js";

test("elements are counted row by row", () => {
  assert.deepEqual(
    [0, 2, 3, 5].map((k) => indexOf(k, [2, 3])),
    [
      [0, 0],
      [0, 2],
      [1, 0],
      [1, 2],
    ],
  );
  assert.deepEqual(indexOf(23, [2, 3, 4]), [1, 2, 3]);
  assert.deepEqual(indexOf(0, []), []);
});

test("a shape is written as PyTorch writes it", () => {
  assert.deepEqual([[], [3], [2, 3]].map(shapeText), ["[]", "[3]", "[2, 3]"]);
});
