import assert from "node:assert/strict";
import { test } from "node:test";
import { packTable, unpackTable, written } from "./packed.js";

const TABLE = [
  [73, 67.5, -0.25],
  [1 / 3, 1e-7, -0],
];

test("a table is written under its head, to the last digit", () => {
  assert.equal(packTable("row_a_b", [], TABLE), "row_a_b_73~67.5~-0.25_0.3333333333333333~1e-07~0");
});

test("rows that have names have them first, and signs in them are escaped", () => {
  const packed = packTable("region+_a_b", ["Kanto", "a_b~c;d+e!"], TABLE);
  assert.equal(packed, "region+_a_b_Kanto~73~67.5~-0.25_a!ub!tc!sd!pe!e~0.3333333333333333~1e-07~0");
  assert.deepEqual(unpackTable(packed), { head: "region+_a_b", table: [TABLE[0], [1 / 3, 1e-7, 0]] });
});

test("a number is written as Python writes it", () => {
  for (const [value, text] of [
    [0.0001, "0.0001"],
    [0.00001, "1e-05"],
    [-1.5e-5, "-1.5e-05"],
    [123456789012345, "123456789012345"],
    [1e16, "1e+16"],
    [1.25e21, "1.25e+21"],
    [3.4e38, "3.4e+38"],
    [5e-324, "5e-324"],
  ])
    assert.equal(written(Number(value)), text);
});
