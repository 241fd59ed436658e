import assert from "node:assert/strict";
import { test } from "node:test";
import { due } from "./cards.js";

const opened = (shown, kept) => due({ shown, kept, mine: false, opening: true });
const turned = (shown, kept, mine) => due({ shown, kept, mine, opening: false });

test("a page that opens shows the visitor's own cards, or asks whose shall be there", () => {
  assert.equal(opened("", ""), "mine");
  assert.equal(opened("a", "a"), "mine");
  assert.equal(opened("", "a"), "restore");
  assert.equal(opened("b", "a"), "ask");
  assert.equal(opened("b", ""), "mine", "nothing can be lost");
});

test("what the visitor writes is kept; what they write into another's is not", () => {
  assert.equal(turned("ab", "a", true), "keep");
  assert.equal(turned("", "a", true), "keep", "undone");
  assert.equal(turned("bb", "a", false), "ask");
  assert.equal(turned("a", "a", false), "mine", "back at their own");
});
