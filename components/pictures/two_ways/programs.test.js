import assert from "node:assert/strict";
import { test } from "node:test";
import { classical, learned, letter, verdict } from "./programs.js";

const data = {
  sizes: [2, 2],
  inputs: ["temperature", "rainfall"],
  units: ["°F", "mm"],
  targets: ["apples", "oranges"],
  target_units: ["t/ha", "t/ha"],
  rule: { input: 1, limit: 80, high: 100, low: 50 },
  row: { name: "Kanto", inputs: [73, 67], targets: [56, 70] },
};

test("a written rule answers by the rainfall", () => {
  const wet = { ...data, row: { ...data.row, inputs: [73, 81] } };
  assert.deepEqual(
    [data, wet].map((one) => classical(one).answers[0]),
    ["apples = 50 t/ha", "apples = 100 t/ha"],
  );
});

test("learned rules are the weights that there are now", () => {
  const { rules, answers } = learned(data, [-0.4, 0.85, 1234.5, -2, 0.5, -3]);
  assert.equal(rules[0], "apples = −0.40 t + 0.85 r + 0.50");
  assert.match(rules[1], /^oranges = 1\D235 t − 2\.00 r − 3\.00$/);
  assert.deepEqual(answers, ["apples = 56 t/ha", "oranges = 70 t/ha"]);
});

test("of a network only the count of its numbers is told", () => {
  assert.deepEqual(learned({ ...data, sizes: [2, 4, 2] }, []).rules, [
    "apples = a network of 22 numbers",
    "oranges = a network of 22 numbers",
  ]);
});

test("what they say stands beside what is true", () => {
  assert.equal(
    verdict(data, [57.126, -0.5], 12),
    "After epoch 12 they say apples 57.13 t/ha and oranges −0.50 t/ha for Kanto; true are 56 and 70.",
  );
});

test("weights that have left the numbers say nothing", () => {
  assert.equal(verdict(data, [NaN, 3], 12), "After epoch 12 they say nothing: they have left the numbers.");
});

test("inputs have letters where those tell them apart", () => {
  const inputs = ["sepal length", "sepal width", "Petal", "3rd"];
  assert.deepEqual(
    inputs.map((_, i) => letter(inputs, i)),
    ["x1", "x2", "p", "x4"],
  );
});

test("of many inputs and targets the first are written out, and the others counted", () => {
  const many = (/** @type {number} */ n) => Array.from({ length: n }, (_, i) => `${i}`);
  const wide = { ...data, inputs: many(6), targets: many(8), target_units: Array(8).fill(""), sizes: [6, 8] };
  const { rules, answers } = learned({ ...wide, row: { ...data.row, targets: Array(8).fill(1) } }, Array(56).fill(1));
  assert.equal(rules[0], "0 = 1.00 x1 + 1.00 x2 + 1.00 x3 + … 3 more + 1.00");
  assert.deepEqual(answers, ["0 = 1", "1 = 1", "2 = 1", "… 5 more"]);
});
