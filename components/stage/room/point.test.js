import assert from "node:assert/strict";
import { test } from "node:test";

import { shareOf } from "./point.js";

const box = /** @type {DOMRect} */ ({ left: 100, top: 50, width: 400, height: 200 });

test("a place of the window is a share of the picture's box", () => {
  assert.deepEqual(shareOf({ clientX: 200, clientY: 150 }, box), { x: 0.25, y: 0.5 });
  assert.deepEqual(shareOf({ clientX: 100, clientY: 250 }, box), { x: 0, y: 1 });
});

test("what lies outside is at its edge, and a box of no size has a corner", () => {
  assert.deepEqual(shareOf({ clientX: 0, clientY: 900 }, box), { x: 0, y: 1 });
  assert.deepEqual(shareOf({ clientX: 200, clientY: 150 }, { ...box, width: 0, height: 0 }), { x: 0, y: 0 });
});
