import assert from "node:assert/strict";
import { test } from "node:test";
import { field } from "./many.js";

test("squares fill a field, and none lies outside", () => {
  for (const count of [61, 150, 999, 5000])
    for (const [width, height] of [
      [600, 300],
      [320, 400],
    ]) {
      const { across, size } = field(count, width, height);
      assert.ok(across * size <= width + 1e-9);
      assert.ok(Math.ceil(count / across) * size <= height + 1e-9);
      assert.ok(size > 4);
    }
});
