import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestLine, sentence } from "./errors.js";

test("an error and its square are those of the numbers", () => {
  assert.equal(
    sentence("Kanto, apples", 62.5, 56),
    "Kanto, apples: predicted 62.50, true 56: error 6.500, squared 42.25",
  );
  assert.equal(sentence("Kanto, apples", 50, 56), "Kanto, apples: predicted 50, true 56: error −6, squared 36");
  assert.match(sentence("Kanto, apples", NaN, 56), /predicted not a number/);
});

test("a line is meant by a place beside it, not by one far off or beyond its ends", () => {
  const lines = [
    { x: 10, from: 100, to: 20 },
    { x: 40, from: 50, to: 60 },
    { x: 70, from: NaN, to: 60 },
  ];
  assert.equal(nearestLine(lines, [12, 50]), 0);
  assert.equal(nearestLine(lines, [28, 55]), 1);
  assert.equal(nearestLine(lines, [10, 125]), -1);
  assert.equal(nearestLine(lines, [200, 55]), -1);
  assert.equal(nearestLine([], [1, 1]), -1);
});
