import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, NOTHING, turnedColumn, written } from "./turned.js";

test("nothing that was turned is nothing in an address", () => assert.equal(written(NOTHING), ""));

test("the last answer to a question counts, and the last turn of a column", () => {
  let turned = answered(answered(NOTHING, "decimal", "."), "decimal", ",");
  turned = turnedColumn(turnedColumn(turned, 2, "role", "input"), 2, "name", "rain");
  turned = turnedColumn(turned, 2, "role", "target");
  const said = new URLSearchParams(written({ ...turned, row: "day", missing: "mean" }));
  assert.deepEqual(JSON.parse(said.get("answers") ?? ""), [["decimal", ","]]);
  assert.deepEqual(JSON.parse(said.get("turns") ?? ""), [
    [2, "name", "rain"],
    [2, "role", "target"],
  ]);
  assert.equal(said.get("row"), "day");
  assert.equal(said.get("missing"), "mean");
  assert.deepEqual(NOTHING.turns, []);
});
