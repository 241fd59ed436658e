import assert from "node:assert/strict";
import { test } from "node:test";
import { pairsOf } from "../../stage/tensors/scene.js";
import { fill, scenesOf, sumOf, tensorsOf } from "./scenes.js";

const FACTS = {
  inputs: ["temperature", "rainfall"],
  targets: ["apples", "oranges"],
  unit: "t/ha",
  rows: ["Kanto", "Johto"],
  seen: [
    [73, 67],
    [91, 88],
  ],
};
const w = [
  [1, 2],
  [-1, 0.5],
];

test("each cell of the product has a pair an input, and each of the sum its bias", () => {
  const [product, sum] = scenesOf(2, 2, 2).map(pairsOf);
  assert.deepEqual(product[3], [
    [0, 2],
    [1, 1],
    [0, 3],
    [1, 3],
  ]);
  assert.deepEqual(sum[2], [
    [0, 2],
    [1, 0],
  ]);
});

test("a moment's numbers are new once", () => {
  const tensors = tensorsOf(FACTS, 2);
  assert.equal(fill(tensors, FACTS.seen, { w, b: [10, 20] }), true);
  assert.deepEqual(
    tensors.map(({ values }) => values),
    [
      [73, 67, 91, 88],
      [1, -1, 2, 0.5],
      [207, -39.5, 267, -47],
      [10, 20],
      [217, -19.5, 277, -27],
    ],
  );
  assert.equal(fill(tensors, FACTS.seen, { w, b: [10, 20] }), false);
  assert.equal(sumOf(FACTS, tensors, 1), "Kanto, oranges: 73 × (−1) + 67 × 0.5 + 20 = −19.50 t/ha");
});

test("what is no number is written as in a film", () => {
  const tensors = tensorsOf(FACTS, 1);
  fill(tensors, FACTS.seen, { w: [[Infinity, 0], w[1]], b: [-Infinity, 0] });
  assert.deepEqual([tensors[1].values[0], tensors[3].values[0], tensors[4].values[0]], ["inf", "-inf", "nan"]);
});
