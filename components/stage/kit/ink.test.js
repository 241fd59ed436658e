import assert from "node:assert/strict";
import { test } from "node:test";
import { ink } from "./ink.js";

test("a colour is read however the browser writes it", () => {
  assert.deepEqual(ink("#0072b2"), { paint: "#0072b2", alpha: 1 });
  assert.deepEqual(ink("url(#tile)"), { paint: "url(#tile)", alpha: 1 });
  assert.deepEqual(ink("rgb(0, 114, 178)"), { paint: "#0072b2", alpha: 1 });
  assert.deepEqual(ink("rgba(20,30,45,0.09)"), { paint: "#141e2d", alpha: 0.09 });
  assert.deepEqual(ink("color(srgb 0 0.5 1 / 0.25)"), { paint: "#0080ff", alpha: 0.25 });
  assert.deepEqual(ink("color(srgb 1 1 1)"), { paint: "#ffffff", alpha: 1 });
  for (const none of ["transparent", "rgba(0, 0, 0, 0)"]) assert.deepEqual(ink(none), { paint: "none", alpha: 0 });
});
