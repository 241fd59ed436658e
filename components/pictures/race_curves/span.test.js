import assert from "node:assert/strict";
import { test } from "node:test";
import { span } from "./span.js";

test("the axis holds the start of all, ten times that, and half the lowest, which counts for twelve decades down at most", () => {
  assert.deepEqual(
    span(
      [
        [10, 1, 0.2],
        [8, 1e9],
      ],
      false,
    ),
    { low: 0.1, high: 100, log: true },
  );
  assert.deepEqual(span([[10, 1e-30, 0]], false), { low: 5e-12, high: 100, log: true });
});

test("losses below 0 and who asks for it have a linear axis", () => {
  const { low, high, log } = span([[10, -5]], false);
  assert.equal(log, false);
  assert.ok(low < -5 && high > 10 && high < 12);
  assert.equal(span([[10, 1]], true).log, false);
});

test("without a number there is an axis all the same", () => {
  assert.deepEqual(span([[NaN]], false), { low: 0, high: 1, log: false });
});
