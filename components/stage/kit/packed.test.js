import assert from "node:assert/strict";
import { test } from "node:test";
import { packTable } from "./packed.js";

const TABLE = [
  [73, 67.5, -0.25],
  [1 / 3, 1e-7, -0],
];

test("a table is written under its head, to the last digit", () => {
  assert.equal(packTable("row_a_b", [], TABLE), "row_a_b_73~67.5~-0.25_0.3333333333333333~1e-7~0");
});

test("rows that have names have them first, and signs in them are escaped", () => {
  const packed = packTable("region+_a_b", ["Kanto", "a_b~c;d+e!"], TABLE);
  assert.equal(packed, "region+_a_b_Kanto~73~67.5~-0.25_a!ub!tc!sd!pe!e~0.3333333333333333~1e-7~0");
});
