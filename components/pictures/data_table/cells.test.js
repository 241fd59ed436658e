import assert from "node:assert/strict";
import { test } from "node:test";
import { pasted, place, readCell } from "./cells.js";

const DATA = {
  row: "region",
  names: ["Kanto", "Johto"],
  count: 2,
  inputs: ["temperature", "rainfall"],
  targets: ["apples"],
  fewest: 2,
  most: 3,
  largest: 10_000,
};
const TABLE = [
  [73, 67, 56],
  [91, 88, 81],
];
const paste = (text, cell = [0, 0]) => pasted(text, TABLE, cell, DATA);

test("a cell takes a number whole, or says why it takes none", () => {
  assert.deepEqual(readCell("12,5", 10_000), { value: 12.5 });
  assert.deepEqual(readCell("0.12345678", 10_000), { value: 0.12345678 });
  assert.deepEqual(readCell("0.0000001", 1), { value: 1e-7 });
  assert.equal(
    readCell("-20000", 10_000).problem,
    "−20\u202f000 is too large: a cell holds numbers up to 10\u202f000.",
  );
  assert.equal(place(DATA, 1, 2), "Johto’s apples");
  assert.equal(place(DATA, 2, 0), "Row 3’s temperature");
});

test("one number is no block", () => assert.equal(paste("12\r\n"), null));

test("a block goes to as many cells from the one on, and adds rows", () => {
  const { table, said } = paste("1\t2\r\n3\t4\r\n", [1, 1]);
  assert.deepEqual(table, [
    [73, 67, 56],
    [91, 1, 2],
    [91, 3, 4],
  ]);
  assert.equal(said, "4 numbers pasted, 1 row added.");
  assert.equal(TABLE.length, 2);
});

test("headings are left out, and what does not fit, or is no number, is told", () => {
  const { table, said } = paste("a\tb\n1\t2\n3\tx\n5\t6\n7\t8", [0, 2]);
  assert.deepEqual(
    table.map((row) => row[2]),
    [1, 3, 5],
  );
  assert.equal(
    said,
    "3 numbers pasted, 1 row added. The first line holds no number: it was taken for headings. " +
      "1 row did not fit: a table holds 3. 1 column did not fit: the last is apples.",
  );
  const { said: left } = paste("x\ty\tz\n1\tv\tw");
  assert.match(left, /^1 number pasted\. The first line/);
  assert.match(left, /Left as they were: Kanto’s rainfall: “v” is no number\..* Kanto’s apples: “w” is no number\./);
});
