import assert from "node:assert/strict";
import { test } from "node:test";
import { levels } from "./levels.js";
import { inWeights, placeOf, sightOf } from "./sight.js";

const WAY = { name: "", axes: ["one", "other"], x: [-1, 1], y: [-2, 2], spread: null };
const DATA = /** @type {any} */ ({
  names: ["w11", "w12", "b1"],
  meanings: ["rain", "sun", "bias"],
  ranges: [
    [-1, 1],
    [-2, 2],
    [-3, 3],
  ],
  ways: [
    {
      ...WAY,
      key: "steep-1",
      directions: [
        [0.6, 0.8, 0],
        [-0.8, 0.6, 0],
      ],
      centre: [1, 1, 1],
    },
    {
      ...WAY,
      key: "path",
      directions: [
        [0, 0, 1],
        [0, 1, 0],
      ],
      centre: [0, 0, 0],
    },
  ],
});

test("the address names two weights, or a way to look at all of them", () => {
  const pair = sightOf(DATA, "b1_w11");
  assert.deepEqual(
    [pair.pair, pair.window, pair.axes],
    [
      [2, 0],
      [-3, 3, -1, 1],
      ["b1: bias", "w11: rain"],
    ],
  );
  assert.deepEqual(placeOf(pair, [5, 6, 7]), [7, 5]);
  assert.deepEqual(inWeights(pair, [2, 3]), [3, 0, 2]);
  assert.equal(sightOf(DATA, "path").key, "path");
});

test("what is not there gives way to the first way there is", () => {
  for (const key of ["", "w11", "w11_w11", "w11_w99", "w99_w11", "nonsense", "steep-7"])
    assert.equal(sightOf(DATA, key).key, "steep-1", key);
});

test("a state stands where its directions say", () => {
  const [x, y] = placeOf(sightOf(DATA, ""), [1 + 0.6, 1 + 0.8, 99]);
  assert.ok(Math.abs(x - 1) < 1e-12 && Math.abs(y) < 1e-12);
});

test("lines stand at round losses, none so low that they would lie on one another", () => {
  assert.deepEqual(levels(3, 120), [5, 10, 20, 50, 100]);
  assert.deepEqual(levels(7000, 7100), [7010, 7020, 7030, 7040, 7050, 7060, 7070, 7080, 7090, 7100]);
  assert.deepEqual(levels(0, 100), [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100]);
  assert.deepEqual(
    [levels(5, 5), levels(0, 0), levels(NaN, NaN), levels(1, Infinity), levels(1e13, 1e13 + 1e7)],
    [[], [], [], [], []],
  );
});
