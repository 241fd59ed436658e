import assert from "node:assert/strict";
import { test } from "node:test";
import { hint, KEYS } from "./keys.js";

test("a button says which key does the same, in the words of the list", () => {
  assert.equal(hint("Pause"), "Pause (space bar)");
  assert.equal(hint("Present"), "Present (p)");
  assert.equal(hint("Share"), "Share");
});

test("a key and a button each stand in the list once", () => {
  const keys = KEYS.map(({ key }) => key);
  const buttons = KEYS.flatMap(({ buttons = [] }) => buttons);
  assert.deepEqual([new Set(keys).size, new Set(buttons).size], [keys.length, buttons.length]);
});
