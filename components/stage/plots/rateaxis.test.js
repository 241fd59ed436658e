import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest } from "./rateaxis.js";

const axes = /** @type {any} */ ({ x: (value) => 100 * Math.log10(value) });

test("a place on the axis takes the nearest stop, beyond its ends the last", () => {
  const stops = ["1e-05", "0.0001", "0.001"];
  const at = (pixel) => nearest(axes, stops, pixel);
  assert.deepEqual([-2000, -500, -451, -449, -310, 50].map(at), [
    "1e-05",
    "1e-05",
    "1e-05",
    "0.0001",
    "0.001",
    "0.001",
  ]);
});
