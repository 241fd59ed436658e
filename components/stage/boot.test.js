import assert from "node:assert/strict";
import { test } from "node:test";
import { needed } from "./boot.js";

const IMPORTS = { a: ["b", "c"], b: ["d"], c: ["a"], d: [], e: ["d"] };

test("what some modules need is all that these import, once each, also where they import each other", () => {
  assert.deepEqual([...needed(IMPORTS, ["a"])], ["a", "b", "c", "d"]);
  assert.deepEqual([...needed(IMPORTS, ["e", "b"])], ["e", "b", "d"]);
  assert.deepEqual([...needed(IMPORTS, ["no such module"])], []);
});
