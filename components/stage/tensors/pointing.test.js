import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutOf } from "./layout.js";
import { elementUnder, nextElement } from "./pointing.js";
import { Stageplay } from "./stageplay.js";

const tensors = [2, 2].map((rows) => ({ shape: [rows, 3], values: [1, 2, 3, 4, 5, 6] }));
const scene = { style: "map", inputs: [0], parts: [{ output: 1 }], from: [] };
const layout = layoutOf(scene, tensors, 600, 300);
const play = new Stageplay(scene, tensors, layout);
const size = play.output.box;

test("the element under a point is that whose cell it lies in", () => {
  const inside = ([x, y]) => [x + size.wide - 1, y + size.high - 1];
  assert.deepEqual(elementUnder(play, size, inside(play.outputAt(4)), 0), { place: 1, element: 4 });
  assert.deepEqual(elementUnder(play, size, inside(play.inputAt(0, 2)), 0), { place: 0, element: 2 });
  assert.equal(elementUnder(play, size, [0, 0], 0), null);
});

test("arrow keys go through the result, and stay in it", () => {
  const to = (element, key, place = 1) => nextElement(play, { place, element }, key)?.element;
  assert.deepEqual(nextElement(play, null, "ArrowLeft"), { place: 1, element: 0 });
  assert.deepEqual([to(1, "ArrowRight"), to(1, "ArrowDown"), to(4, "ArrowUp"), to(1, "ArrowLeft")], [2, 4, 1, 0]);
  assert.deepEqual([to(0, "ArrowUp"), to(5, "ArrowRight"), to(3, "ArrowRight", 0)], [0, 5, 0]);
  assert.equal(nextElement(play, null, "Enter"), null);
});
