import assert from "node:assert/strict";
import { test } from "node:test";
import { Storyboard } from "./storyboard.js";

// t = x + y, then t.sum()
const TENSORS = [[2, 2], [2, 2], [2, 2], []].map((shape) => ({ shape, values: Array(shape.length ? 4 : 1).fill(1) }));
const SCENES = [
  { style: "zip", inputs: [0, 1], parts: [{ output: 2 }], from: [] },
  { style: "fold", inputs: [2], parts: [{ output: 3 }], from: [] },
  { style: "map", inputs: [0], parts: [{ output: 1 }], from: [] },
];
const board = new Storyboard(SCENES, TENSORS, 700, 400);

test("each scene is laid out once", () => {
  assert.equal(board.layout(1), board.layout(1));
  assert.equal(board.at(1, 0.5, 2).play.layout, board.layout(1));
});

test("an input comes from where it lay in the scene before", () => {
  const [before, after] = [board.layout(0).places[2], board.layout(1).places[0]];
  const { ways, arrived, q } = board.at(1, 0, 2);
  assert.deepEqual(ways, [{ shift: [before.x - after.x, before.y - after.y], strength: 1 }]);
  assert.deepEqual([arrived, q], [0, 0]);
  const there = board.at(1, 0.225, 2); // 0.45 s of two
  assert.deepEqual([there.arrived, there.q, ...there.ways[0].shift.map(Math.abs)], [1, 0, 0, 0]);
});

test("those of the first scene are in place, and what is new in a later one appears", () => {
  const { ways, q } = board.at(0, 0.5, 2);
  assert.deepEqual([q, ways.map(({ strength }) => strength)], [0.5, [1, 1]]);
  assert.deepEqual(board.at(2, 0, 2).ways, [{ shift: [0, 0], strength: 0 }]);
});
