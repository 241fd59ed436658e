import assert from "node:assert/strict";
import { test } from "node:test";
import { between, clamp, ease, share, smooth } from "../../components/stage/kit/shares.js";

test("motion begins and ends slowly, and never goes back", () => {
  for (const way of [ease, smooth]) {
    assert.deepEqual([0, 0.5, 1].map(way), [0, 0.5, 1]);
    for (let x = 0; x < 1; x += 0.01) assert.ok(way(x + 0.01) >= way(x));
    assert.ok(way(0.1) < 0.1 && way(0.9) > 0.9);
  }
  assert.deepEqual([-3, 7].map(smooth), [0, 1]);
});

test("shares and places between two ends", () => {
  assert.deepEqual(
    [clamp(-1), clamp(0.3), clamp(2), clamp(2, 0.6), clamp(0, 0.6), clamp(12, 3, 9)],
    [0, 0.3, 1, 1, 0.6, 9],
  );
  assert.deepEqual(
    [1, 2, 3, 4, 5].map((x) => share(x, 2, 4)),
    [0, 0, 0.5, 1, 1],
  );
  assert.deepEqual(between([0, 10, 1], [2, 20, 1], 0.5), [1, 15, 1]);
});
