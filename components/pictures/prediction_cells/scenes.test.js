import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, scenesOf, sumOf, tensorsOf } from "./scenes.js";

const FACTS = {
  ...{ inputs: ["temperature", "rainfall"], targets: ["apples", "oranges"], rows: ["Kanto", "Johto"], unit: "t/ha" },
  ...{ row: "region", all: 2, target_units: ["t/ha", "t/ha"] },
  ...{ units: ["°F", "mm"], x: [], y: [], linear: true },
  seen: [
    [73, 67],
    [91, -2],
  ],
};
const WEIGHTS = {
  w: [
    [0.5, 1],
    [-2, 0],
  ],
  b: [10, -1],
};

test("a moment's numbers are written once", () => {
  const tensors = tensorsOf(FACTS, 2);
  assert.equal(fill(tensors, FACTS.seen, WEIGHTS), true);
  assert.equal(fill(tensors, FACTS.seen, WEIGHTS), false);
  assert.deepEqual(
    tensors.map(({ name, values }) => [name, values]),
    [
      ["inputs", [73, 67, 91, -2]],
      ["w.t()", [0.5, -2, 1, 0]],
      ["product", [103.5, -146, 43.5, -182]],
      ["b", [10, -1]],
      ["preds", [113.5, -147, 53.5, -183]],
    ],
  );
  assert.equal(sumOf(FACTS, tensors, 1), "Kanto, oranges: 73 × (−2) + 67 × 0 + (−1) = −147 t/ha");
});

test("what is no number is written in words, and once", () => {
  const tensors = tensorsOf(FACTS, 1);
  const weights = { w: [[Infinity, 1], WEIGHTS.w[1]], b: [NaN, -1] };
  assert.equal(fill(tensors, FACTS.seen, weights), true);
  assert.equal(fill(tensors, FACTS.seen, weights), false);
  assert.deepEqual(tensors[1].values, ["inf", -2, 1, 0]);
  assert.match(sumOf(FACTS, tensors, 0), /^Kanto, apples: 73.* × inf \+ 67.* × 1.* \+ nan = nan t\/ha$/);
});

test("each element of the product comes from a row and a column", () => {
  const [dot, add] = scenesOf(1, 2, 2);
  assert.deepEqual(
    [dot.ends, dot.sources.slice(0, 8)],
    [
      [4, 8],
      [0, 0, 1, 0, 0, 1, 1, 2],
    ],
  );
  assert.deepEqual(add.sources, [0, 0, 1, 0, 0, 1, 1, 1]);
});
