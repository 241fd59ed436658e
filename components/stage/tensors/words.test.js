import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutOf } from "./layout.js";
import { pairsOf } from "./scene.js";
import { Stageplay } from "./stageplay.js";
import { numbersOf, sentence, shapesOf, typesOf } from "./words.js";

const tensor = (name, shape, values, dtype = "float32") => ({ name, shape, values, dtype });
const TENSORS = [tensor("values", [2], [7, 9]), tensor("indices", [2], [1, 0], "int64")];
const ONE = { parts: [{ output: 0 }] };
const BOTH = { parts: [{ output: 0 }, { output: 1 }] };

test("one result needs no name, several have theirs", () => {
  assert.equal(
    shapesOf([{ code: "x" }, { code: "y" }], [ONE, BOTH], TENSORS),
    "x has shape [2]. y has values [2], indices [2].",
  );
  assert.equal(typesOf(ONE, TENSORS), "[2] float32");
  assert.equal(typesOf(BOTH, TENSORS), "values [2] float32, indices [2] int64");
  assert.equal(numbersOf(ONE, TENSORS), "Result [2], float32: 7, 9.");
  assert.equal(numbersOf(BOTH, TENSORS), "values [2], float32: 7, 9. indices [2], int64: 1, 0.");
});

test("of many, some are written out", () => {
  assert.match(typesOf({ parts: Array(5).fill({ output: 0 }) }, TENSORS), /(values \[2\] float32, ){4}…$/);
  assert.match(
    numbersOf(ONE, [tensor("a", [65], Array(65).fill(3))]),
    /^Result \[65\], float32: (3, ){63}3 and more\.$/,
  );
});

test("a product tells its running sum, unless something is pointed at", () => {
  const tensors = [tensor("a", [1, 2], [2, 3]), tensor("b", [2, 1], [5, 7]), tensor("c", [1, 1], [31])];
  const parts = [{ output: 2, formula: { kind: "dot" } }];
  const scene = { style: "dot", inputs: [0, 1], parts, ends: [4], sources: [0, 0, 1, 0, 0, 1, 1, 1] };
  const play = new Stageplay({ ...scene, from: pairsOf(scene) }, tensors, layoutOf(scene, tensors, 500, 400));
  assert.equal(sentence(play, null, 0.2), "[0, 0]: 2 × 5 + … = 10");
  assert.equal(sentence(play, null, 0.5), "[0, 0]: 2 × 5 + 3 × 7 = 31");
  assert.equal(sentence(play, { place: 1, element: 1 }, 0.2), "[1, 0]: 7 goes into one number of the result");
  assert.match(sentence(play, null, 1), /^Point at a number/);
  const faded = new Stageplay({ ...play.scene, style: "fade" }, tensors, play.layout);
  assert.match(sentence(faded, null, 0.5), /^Too many connections/);
});
