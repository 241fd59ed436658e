import assert from "node:assert/strict";
import { test } from "node:test";
import { readWeight } from "./cell.js";

test("a number to start from is read as every number is, up to a billion", () => {
  for (const [typed, value] of [
    ["0.5", 0.5],
    ["-10 000", -10_000],
    ["1e4", 10_000],
    ["−3,25", -3.25],
  ])
    assert.deepEqual(readWeight(typed), { value });
  const limit = "1\u202f000\u202f000\u202f000";
  assert.equal(readWeight("soon").problem, `“soon” is no number. Write one from −${limit} to ${limit}.`);
  assert.equal(readWeight("2e9").problem, `2 × 10⁹ is too large: a weight starts between −${limit} and ${limit}.`);
  assert.equal(readWeight("1,234").problem, "“1,234” can be read in two ways. Write 1234 or 1.234.");
});
