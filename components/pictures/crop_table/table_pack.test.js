import assert from "node:assert/strict";
import { test } from "node:test";
import { kept, packTable, unpackTable } from "./table_pack.js";

test("a table comes back from a link, to six decimals", () => {
  const table = [
    [73, 67.5, -0.25, 1e-7, 10_000],
    [1 / 3, -1e-9, 100, 0.1 + 0.2, 5],
  ];
  assert.equal(packTable(table), "73~67.5~-0.25~0~10000_0.333333~0~100~0.3~5");
  assert.deepEqual(
    unpackTable(packTable(table)),
    table.map((row) => row.map(kept)),
  );
  assert.ok(Object.is(kept(-1e-9), 0), "no negative zero");
});
