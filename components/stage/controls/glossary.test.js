import assert from "node:assert/strict";
import { test } from "node:test";
import { beside } from "./glossary.js";

const phone = { width: 390, height: 844 };
const size = { width: 300, height: 100 };

test("an explanation lies below its word, and begins with it", () => {
  assert.deepEqual(beside({ left: 40, top: 200, bottom: 220 }, size, phone), { left: 40, top: 220 });
});

test("it leaves the screen on neither side", () => {
  assert.equal(beside({ left: 350, top: 200, bottom: 220 }, size, phone).left, 390 - 8 - 300);
  assert.equal(beside({ left: -5, top: 200, bottom: 220 }, size, phone).left, 8);
  assert.equal(beside({ left: 100, top: 200, bottom: 220 }, { width: 400, height: 9 }, phone).left, 8);
});

test("it lies above its word where only there is room", () => {
  assert.equal(beside({ left: 40, top: 800, bottom: 820 }, size, phone).top, 700);
  assert.equal(beside({ left: 40, top: 744 - 20, bottom: 744 }, size, phone).top, 744);
  assert.equal(
    beside({ left: 40, top: 60, bottom: 80 }, { width: 300, height: 120 }, { width: 390, height: 150 }).top,
    80,
  );
});
