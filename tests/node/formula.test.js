import assert from "node:assert/strict";
import { test } from "node:test";
import { formulaOf } from "../../components/stage/tensors/formula.js";

const tensor = (name, shape, values) => ({ name, shape, values });

test("an element of a product sum is written out", () => {
  const tensors = [tensor("a", [1, 2], [73, 67]), tensor("b", [2, 1], [0.27, -0.11]), tensor("c", [1, 1], [12.34])];
  const from = [
    [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ],
  ];
  const scene = { inputs: [0, 1], parts: [{ output: 2, formula: { kind: "dot" } }], from };
  const told = (...more) => formulaOf({ tensors }, scene, { place: 2, element: 0 }, ...more);
  assert.equal(told(), "[0, 0]: 73 × 0.27 + 67 × (−0.11) = 12.34");
  assert.equal(told(1), "[0, 0]: 73 × 0.27 + … = 19.71");
});

test("folds, templates, copies and tests have sentences of their own", () => {
  const tensors = [tensor("a", [3], [1, "nan", 4]), tensor("s", [], [2.5])];
  const scene = (formula) => ({
    inputs: [0],
    parts: [{ output: 1, formula }],
    from: [
      [
        [0, 0],
        [0, 1],
        [0, 2],
      ],
    ],
  });
  const told = (formula) => formulaOf({ tensors }, scene(formula), { place: 1, element: 0 });
  assert.equal(told({ kind: "fold", symbol: "+", mean: true, skips: true }), "the number: (1 + 4) ÷ 2 = 2.500");
  assert.equal(told({ kind: "of", name: "median" }), "the number: median of 1, nan, 4 gives 2.500");
  assert.equal(told({ kind: "depends" }), "the number: 2.500 depends on 1, nan, 4");
  const pair = [tensor("a", [1], [-2]), tensor("b", [1], [true])];
  const zip = {
    inputs: [0],
    parts: [{ output: 1, formula: { kind: "zip", template: "{0} < {1}", constants: [3] } }],
    from: [[[0, 0]]],
  };
  assert.equal(formulaOf({ tensors: pair }, zip, { place: 1, element: 0 }), "[0]: (−2) < 3 is True");
});

test("an input says how many numbers it goes into", () => {
  const tensors = [tensor("a", [2], [5, 6]), tensor("b", [2, 2], [5, 6, 5, 6])];
  const scene = {
    inputs: [0],
    parts: [{ output: 1, formula: { kind: "copy" } }],
    from: [[[0, 0]], [[0, 1]], [[0, 0]], []],
  };
  const told = (element) => formulaOf({ tensors }, scene, { place: 0, element });
  assert.equal(told(0), "[0]: 5 goes into 2 numbers of the result");
  assert.equal(told(1), "[1]: 6 goes into one number of the result");
});
