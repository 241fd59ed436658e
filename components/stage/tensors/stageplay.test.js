import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutOf } from "./layout.js";
import { pairsOf } from "./scene.js";
import { Stageplay } from "./stageplay.js";

const tensor = (name, shape, values) => ({ name, shape, values });
function played(scene, tensors) {
  return new Stageplay({ ...scene, from: pairsOf(scene) }, tensors, layoutOf(scene, tensors, 600, 400));
}
// inputs [2, 3] @ w [3, 1]
const PRODUCT = {
  style: "dot",
  inputs: [0, 1],
  parts: [{ output: 2 }],
  ends: [6, 12],
  sources: [
    [0, 1, 2],
    [3, 4, 5],
  ].flatMap((row) => row.flatMap((e, c) => [0, e, 1, c])),
};
const FACTORS = [
  tensor("a", [2, 3], [1, 2, 3, 4, 5, 6]),
  tensor("b", [3, 1], [10, 1, 0.1]),
  tensor("c", [2, 1], [12.3, 45.6]),
];

test("elements set off one after the other, and all arrive", () => {
  const play = played(PRODUCT, FACTORS);
  assert.equal(play.count, 2);
  assert.deepEqual([play.flight(0, 0), play.flight(0.42, 0), play.flight(0.58, 1), play.flight(1, 1)], [0, 1, 0, 1]);
});

test("a product is at one cell at a time, pair by pair", () => {
  const play = played(PRODUCT, FACTORS);
  const { cell, pairs, pair, share } = play.cellOfDot(0.5 + 0.25 * 0.88);
  assert.deepEqual([cell, pair, Number(share.toFixed(6))], [1, 1, 0.5]);
  assert.deepEqual(pairs[1], [
    [0, 4],
    [1, 1],
  ]);
  assert.deepEqual(
    [0, 1, 2].map((n) => play.partial(1, n)),
    [0, 40, 45],
  );
  assert.equal(play.cellOfDot(1).cell, 2);
});

test("a smaller input lies where it is needed first, in the larger one's room", () => {
  const scene = { style: "zip", inputs: [0, 1], parts: [{ output: 2 }], ends: [2, 4, 6, 8] };
  const tensors = [tensor("a", [2, 2], [1, 2, 3, 4]), tensor("b", [2, 1], [5, 6]), tensor("c", [2, 2], [6, 7, 9, 10])];
  const play = played({ ...scene, sources: [0, 0, 1, 0, 0, 1, 1, 0, 0, 2, 1, 1, 0, 3, 1, 1] }, tensors);
  assert.ok(play.broadcast);
  assert.deepEqual([play.cell(1, 0), play.cell(1, 1)], [0, 2]);
  assert.deepEqual(play.inputAt(1, 1), play.stretchedAt(1, 2));
  const [x, y] = play.inputAt(1, 1);
  assert.deepEqual(play.inputAt(1, 1, [3, -4]), [x + 3, y - 4]);
});

test("only a cuboid that is written down slides apart, and back", () => {
  const cuboid = [tensor("a", [2, 1, 2], [1, 2, 3, 4])];
  const scene = { style: "create", inputs: [], parts: [{ output: 0 }] };
  const seen = (more) => [0, 0.7, 1].map((q) => played({ ...scene, ...more }, cuboid).spread(q));
  assert.deepEqual(seen({ slides: true }), [0, 1, 0]);
  assert.deepEqual(seen({}), [1, 1, 1]);
});
