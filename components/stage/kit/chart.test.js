import assert from "node:assert/strict";
import { test } from "node:test";
import { Chart } from "./chart.js";

test("long numbers of y have room beside the axis's name, short ones none to spare", () => {
  const left = (...y) => new Chart(400, 300, [0, 1], y).left;
  assert.equal(left(0, 1), 52);
  assert.equal(left(-5, 20), 52);
  assert.ok(left(0, 200_000) >= 19 + 7 + 7 * 6);
  assert.ok(left(-2e9, 2e9) > left(0, 200_000));
  const chart = new Chart(400, 300, [0, 1], [0, 200_000]);
  assert.equal(chart.left + chart.wide, 390);
});

test("a plot with a margin of its own keeps it", () => {
  const margin = { left: 30, right: 10, top: 8, bottom: 40 };
  assert.equal(new Chart(400, 300, [0, 1], [0, 200_000], { margin }).left, 30);
});
