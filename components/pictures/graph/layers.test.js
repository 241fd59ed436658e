import assert from "node:assert/strict";
import { test } from "node:test";
import { layered } from "./layers.js";

// y = w * x + b: 0 is x, 1 is w, 2 is b, 3 the product, 4 the sum.
const SIZES = [
  [60, 40],
  [60, 40],
  [60, 40],
  [100, 50],
  [100, 50],
];
const EDGES = [
  { from: 1, to: 3, slot: 0 },
  { from: 0, to: 3, slot: 1 },
  { from: 3, to: 4, slot: 0 },
  { from: 2, to: 4, slot: 1 },
];
const laid = (more) => layered(SIZES, EDGES, { vertical: false, room: 900, gap: [50, 100], ...more });

/** Whether two boxes share a place. */
function meet(i, j, boxes) {
  return [0, 1].every(
    (axis) => boxes[i][axis] < boxes[j][axis] + SIZES[j][axis] && boxes[j][axis] < boxes[i][axis] + SIZES[i][axis],
  );
}

for (const vertical of [false, true]) {
  test(`every node lies behind its inputs, and no two meet, ${vertical ? "downwards" : "from left to right"}`, () => {
    const { boxes, lines, size } = laid({ vertical });
    const axis = vertical ? 1 : 0;
    for (const { from, to } of EDGES) assert.ok(boxes[from][axis] + SIZES[from][axis] + 50 <= boxes[to][axis] + 1e-9);
    for (let i = 0; i < SIZES.length; i += 1)
      for (let j = 0; j < i; j += 1) assert.ok(!meet(i, j, boxes), `${i} and ${j}`);
    assert.equal(lines.length, EDGES.length);
    for (const { path, label } of lines) assert.ok(path.startsWith("M ") && label.every(Number.isFinite));
    boxes.forEach(([x, y], i) =>
      assert.ok(x >= 0 && y >= 0 && x + SIZES[i][0] <= size[0] + 1e-9 && y + SIZES[i][1] <= size[1] + 1e-9),
    );
  });
}

test("gaps grow with the room, as far as they may", () => {
  const gap = (room) => {
    const { boxes } = laid({ room });
    return Math.round(boxes[4][0] - boxes[3][0] - SIZES[3][0]);
  };
  assert.deepEqual([100, 410, 5000].map(gap), [50, 75, 100]);
});

test("a node without inputs stands in the first layer, or just before it is needed", () => {
  assert.equal(laid().boxes[2][0], laid().boxes[0][0]);
  assert.ok(laid({ early: (node) => node !== 2 }).boxes[2][0] > laid().boxes[0][0]);
});

test("lines cross where they must, and not elsewhere", () => {
  const sizes = Array.from({ length: 6 }, () => [40, 40]);
  const edges = [
    [0, 5],
    [1, 4],
    [2, 3],
  ].map(([from, to]) => ({ from, to, slot: 0 }));
  const { boxes } = layered(sizes, edges, { vertical: false, room: 500, gap: [50, 50] });
  assert.deepEqual(
    [0, 1, 2].map((i) => boxes[i][1]),
    [5, 4, 3].map((i) => boxes[i][1]),
  );
});
