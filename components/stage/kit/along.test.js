import assert from "node:assert/strict";
import { test } from "node:test";
import { along, clippedTo } from "./along.js";

const box = { left: 0, top: 0, width: 100, height: 100 };

function drawn(...places) {
  const told = [];
  const context = { moveTo: (...at) => told.push(["move", ...at]), lineTo: (...at) => told.push(["line", ...at]) };
  along(context, box, places);
  return told.map(([kind, ...at]) => [kind, ...at.map(Math.round)]);
}

test("a way inside is one line", () => {
  assert.deepEqual(drawn([0, 0], [10, 20], [30, 30]), [
    ["move", 0, 0],
    ["line", 10, 20],
    ["line", 30, 30],
  ]);
});

test("a way that leaves and comes back is cut at the edge", () => {
  assert.deepEqual(drawn([50, 50], [150, 50], [150, 80], [50, 80]), [
    ["move", 50, 50],
    ["line", 100, 50],
    ["move", 100, 80],
    ["line", 50, 80],
  ]);
});

test("a way that explodes is drawn until it is far away", () => {
  assert.deepEqual(drawn([50, 50], [150, 50], [-2000, 50], [1e30, 60], [NaN, NaN], [50, 50]), [
    ["move", 50, 50],
    ["line", 100, 50],
    ["move", 100, 50],
    ["line", 0, 50],
  ]);
});

test("of a way through a box its part inside is drawn, however far away it begins or ends", () => {
  const box = { left: 0, top: 0, width: 100, height: 50 };
  assert.deepEqual(clippedTo(box, [10, 10], [90, 40]), [
    [10, 10],
    [90, 40],
  ]);
  assert.deepEqual(clippedTo(box, [50, 25], [1e12 + 50, 25]), [
    [50, 25],
    [100, 25],
  ]);
  assert.deepEqual(clippedTo(box, [-100, 25], [200, 25]), [
    [0, 25],
    [100, 25],
  ]);
  assert.equal(clippedTo(box, [-10, 0], [0, 200]), null);
  assert.equal(clippedTo(box, [10, 60], [90, 60]), null);
});
