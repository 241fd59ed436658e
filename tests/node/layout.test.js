import assert from "node:assert/strict";
import { test } from "node:test";
import { Box, isCut, isShown, layoutOf } from "../../components/stage/tensors/layout.js";

test("a tensor of any rank has a place for every element, none on another", () => {
  for (const shape of [[], [4], [0], [3, 2], [2, 3, 4], [2, 2, 2, 3], [2, 0, 3]]) {
    for (const across of [true, false]) {
      const box = new Box(shape, [30, 20], across);
      const places = Array.from({ length: box.size }, (_, element) => box.at(element));
      assert.equal(new Set(places.map(String)).size, box.size);
      for (const [x, y] of places)
        assert.ok(x >= 0 && y >= 0 && x + 30 <= box.width && y + 20 <= box.height, `${shape}`);
    }
  }
});

test("a closed cuboid's slices stand behind each other, inside the room of the open one", () => {
  const box = new Box([3, 2, 2], [30, 20]);
  const corners = [0, 1, 2].map((k) => box.corner(k, 0));
  for (const k of [1, 2]) {
    assert.ok(corners[k][0] > corners[k - 1][0] && corners[k][1] < corners[k - 1][1]);
    assert.ok(Math.abs(corners[k][0] - corners[k - 1][0]) < 20, "most of each is hidden");
  }
});

const SCENES = {
  elementwise: { style: "zip", inputs: [0, 1], parts: [{ output: 2 }], shapes: [[3, 2], [2], [3, 2]] },
  "a product": {
    style: "dot",
    inputs: [0, 1],
    parts: [{ output: 2 }],
    shapes: [
      [5, 3],
      [3, 2],
      [5, 2],
    ],
  },
  "a sum of columns": {
    style: "fold",
    inputs: [0],
    parts: [{ output: 1 }],
    ends: [4, 8],
    sources: [0, 0, 0, 2, 0, 4, 0, 6, 0, 1, 0, 3, 0, 5, 0, 7],
    shapes: [[4, 2], [2]],
  },
  "eight parts": {
    style: "move",
    inputs: [0],
    parts: Array.from({ length: 8 }, (_, k) => ({ output: k + 1 })),
    shapes: [[8, 2], ...Array(8).fill([2])],
  },
  "nothing to begin with": { style: "create", inputs: [], parts: [{ output: 0 }], shapes: [[2, 3]] },
  "a cuboid": {
    style: "map",
    inputs: [0],
    parts: [{ output: 1 }],
    shapes: [
      [3, 2, 4],
      [3, 2, 4],
    ],
  },
};
for (const [name, { shapes, ...scene }] of Object.entries(SCENES)) {
  test(`${name} lies inside its picture, and no box on another`, () => {
    const tensors = shapes.map((shape) => ({ shape }));
    for (const [width, height] of [
      [860, 400],
      [358, 400],
      [300, 260],
    ]) {
      const { places, high } = layoutOf(scene, tensors, width, height);
      assert.equal(places.length, scene.inputs.length + scene.parts.length);
      assert.ok(high >= 3);
      for (const { box, x, y } of places)
        assert.ok(x >= -0.5 && y >= 0 && x + box.width <= width + 0.5 && y + box.height <= height + 0.5);
      places.forEach((a, i) =>
        places.slice(i + 1).forEach((b) => {
          assert.ok(
            a.x + a.box.width <= b.x ||
              b.x + b.box.width <= a.x ||
              a.y + a.box.height <= b.y ||
              b.y + b.box.height <= a.y,
          );
        }),
      );
    }
  });
}

test("of what has no room, as much as fits is shown", () => {
  const scene = { style: "map", inputs: [0], parts: [{ output: 1 }] };
  const { places } = layoutOf(scene, [{ shape: [400, 400] }, { shape: [400, 400] }], 600, 400);
  for (const place of places) {
    assert.ok(isCut(place));
    assert.ok(isShown(place, 0));
    assert.ok(!isShown(place, 400 * 400 - 1));
  }
  const small = layoutOf(scene, [{ shape: [2] }, { shape: [2] }], 600, 400).places[0];
  assert.ok(!isCut(small) && isShown(small, 1));
});
