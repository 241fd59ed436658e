import assert from "node:assert/strict";
import { test } from "node:test";
import { matching } from "./choosing.js";

const WEIGHTS = [
  { short: "w1.1", name: "rainfall → apples" },
  { short: "w1.12", name: "temperature → apples" },
  { short: "b1", name: "bias → apples" },
];

test("a search finds weights by their short names and by what they mean", () => {
  assert.deepEqual(matching(WEIGHTS, ""), [0, 1, 2]);
  assert.deepEqual(matching(WEIGHTS, "w1.1"), [0, 1]);
  assert.deepEqual(matching(WEIGHTS, "Apples  temp"), [1]);
  assert.deepEqual(matching(WEIGHTS, "pears"), []);
});
