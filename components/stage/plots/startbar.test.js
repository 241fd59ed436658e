import assert from "node:assert/strict";
import { test } from "node:test";
import { told } from "./startbar.js";

const start = (numbers, again = "", named = "random") =>
  told(new Map(Object.entries(numbers)), named, 8, again, "Drag a dot.");

test("from where a run starts, in sentences that its numbers prove", () => {
  assert.equal(start({}, "Adam begins with nothing."), "Drag a dot.");
  assert.equal(
    start({ w11: 0.5, b2: -10_000 }),
    "This run starts from where you put it: w11 = 0.5, b2 = −10\u202f000. The others are random.",
  );
  assert.equal(
    start({ w11: 0.5 }, "", "zeros"),
    "This run starts from where you put it: w11 = 0.5. The others are all zeros.",
  );
  assert.match(start({ w11: 0.5 }, "", "pytorch"), / The others are PyTorch's default\.$/);
  assert.equal(start({}, "", "lecture"), "Drag a dot.");
  const four = { w11: 1, w12: 2, w13: 3, b1: 4 };
  assert.equal(start(four), "This run starts from 4 numbers set by hand. The others are random.");
  assert.equal(
    start({ ...four, w21: 1, w22: 2, w23: 3, b2: 4 }, "Adam begins with nothing."),
    "This run starts from 8 numbers set by hand. Adam begins with nothing.",
  );
});
