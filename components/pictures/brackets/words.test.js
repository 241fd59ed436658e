import assert from "node:assert/strict";
import { test } from "node:test";
import { deep, told, verdict } from "./words.js";

test("a bracket is as deep as there are others around it", () => {
  const marks = deep("[[1, 2], (3)]").filter(({ bracket }) => bracket);
  assert.equal(marks.map(({ letter, depth }) => `${letter}${depth}`).join(" "), "[0 [1 ]1 (1 )1 ]0");
});

test("the shape fills in level by level", () => {
  const drawing = { shape: [3, 2, 1], dtype: "int64", ragged: false };
  assert.deepEqual(
    [-1, 1, 2, 3].map((level) => told(drawing, level)),
    [
      { said: "shape [?, ?, ?]", reads: "" },
      { said: "shape [3, ?, ?]", reads: "The outermost bracket holds 3 lists." },
      { said: "shape [3, 2, ?]", reads: "The second bracket holds 2 lists." },
      { said: "shape [3, 2, 1]", reads: "The innermost bracket holds 1 number." },
    ],
  );
});

test("a number has no bracket, and what is ragged no shape", () => {
  assert.deepEqual(told({ shape: [], dtype: "float32", ragged: false }, 0), {
    said: "shape []",
    reads: "No bracket: a single number, float32.",
  });
  assert.deepEqual(told({ shape: null, dtype: null, ragged: true }, -1), { said: "shape: none", reads: "" });
});

test("a wrong guess is told what to look at", () => {
  assert.equal(verdict([3, 2], [3, 2]), "Right: the shape is [3, 2].");
  assert.match(verdict([3], [3, 2]), /^Not quite: you said \[3\]\. .*very beginning: 2\. So the shape has 2 numbers\./);
  assert.match(verdict([2, 3], [3, 2]), /their order is not/);
  assert.match(verdict([4, 2], [3, 2]), /each bracket is counted/);
});
