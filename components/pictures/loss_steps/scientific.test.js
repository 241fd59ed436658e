import assert from "node:assert/strict";
import { test } from "node:test";
import { scientific } from "./scientific.js";

test("an exponent has two digits at least, as Python writes it", () => {
  assert.deepEqual([1288.4, -0.00051, 0, 1e100].map(scientific), [
    "1.288e+03",
    "-5.100e-04",
    "0.000e+00",
    "1.000e+100",
  ]);
  assert.deepEqual([NaN, -Infinity].map(scientific), ["nan", "−∞"]);
});
