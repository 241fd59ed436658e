import assert from "node:assert/strict";
import { test } from "node:test";
import { inView } from "./rows.js";

const NONE = { from: 0, to: 0 };

test("a short table is there as a whole", () => assert.deepEqual(inView(12, 0, 9, NONE), { from: 0, to: 12 }));

test("of a long one, what is in view and around it", () => {
  const there = inView(5000, 100, 10, NONE);
  assert.deepEqual(there, { from: 88, to: 128 });
  assert.equal(inView(5000, 95, 10, there), there);
  assert.deepEqual(inView(5000, 125, 10, there), { from: 113, to: 153 });
  assert.deepEqual(inView(5000, 4995, 10, there), { from: 4960, to: 5000 });
});

test("rows that have gone are not kept", () =>
  assert.deepEqual(inView(5, 0, 5, { from: 0, to: 6 }), { from: 0, to: 5 }));
