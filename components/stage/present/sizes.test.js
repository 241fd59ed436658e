import assert from "node:assert/strict";
import { test } from "node:test";
import { sizes } from "./sizes.js";

test("letters keep their share of the screen", () => {
  assert.deepEqual(sizes(1280, 720), { pictures: 1.4, page: 1.25 });
  assert.deepEqual(sizes(1920, 1080), { pictures: 2.1, page: 1.88 });
  assert.deepEqual(sizes(1920, 720), sizes(1280, 720));
});

test("they are never smaller than usual, and not without end", () => {
  assert.deepEqual(sizes(390, 844), { pictures: 1, page: 1 });
  assert.deepEqual(sizes(7680, 4320), { pictures: 2.8, page: 2.5 });
});
