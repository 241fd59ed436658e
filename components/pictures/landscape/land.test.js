import assert from "node:assert/strict";
import { test } from "node:test";
import { gridOf, Land, placesOf, stateAt } from "./land.js";
import { sightOf } from "./sight.js";

// A bowl 1 + (w - 3)² / 2 + 4 (b - 1)² of one target with one input, and a run of three frames.
const DATA = /** @type {any} */ ({
  sizes: [1, 1],
  activation: "relu",
  loss: "mse",
  seen: [[1]],
  y: [[1]],
  shape: {
    hessian: [
      [1, 0],
      [0, 8],
    ],
    optimum: [3, 1],
    floor: 1,
  },
  array: "weights",
  names: ["w11", "b1"],
  meanings: ["", ""],
  ranges: [
    [0, 6],
    [-1, 3],
  ],
  ways: [],
  low: 1,
  high: 17,
});
const FILM = /** @type {any} */ ({
  header: { stride: 1 },
  end: 2,
  halt: 2,
  arrays: { weights: { columns: 2, data: Float32Array.from([1, 2, 2, 0.5, 3, 1]) } },
});
const moment = (/** @type {object} */ more) =>
  /** @type {any} */ ({ film: FILM, frame: 0, moved: 0, secret: false, last: false, ...more });
const SIGHT = sightOf(DATA, "w11_b1");
const land = (/** @type {object} */ more) => new Land(DATA, SIGHT, moment(more), placesOf(FILM, "weights", SIGHT));

test("weights go straight from update to update", () => {
  assert.deepEqual([...stateAt(moment({ moved: 0.5 }), "weights")], [1.5, 1.25]);
  assert.deepEqual([...stateAt(moment({ frame: 2, moved: 0.5 }), "weights")], [3, 1]);
});

test("the land at a moment: the loss here, the next step, and the bowl around it", () => {
  const found = land({});
  assert.equal(found.loss, 7); // 1 + 2 + 4
  assert.deepEqual(found.next, [2, 0.5]);
  assert.deepEqual(
    [found.best, found.bowl?.curvatures],
    [
      [3, 1],
      [1, 8],
    ],
  );
  assert.ok(Math.hypot(found.low[0] - 3, found.low[1] - 1) < 1e-12);
  assert.equal(land({ moved: 0.5 }).next, null);
  assert.equal(land({ frame: 2, last: true }).next, null);
});

test("its heights over a window are those of the bowl, on the scale", () => {
  const found = land({}).over([0, 6, -1, 3], true);
  assert.equal(found.heights[0], 1 + 4.5 + 16);
  assert.equal(found.highest, 21.5);
  assert.ok(found.lowest >= 1 && found.lowest < 1.01);
  assert.equal(found.shares[0], Math.sqrt(20.5 / 16));
  assert.equal(land({}).over([-21, 27, -15, 17], true, 8).scale.high, 1 + 16 * 64);
});

test("a surface has fewer places while it moves than while it stands, and a large network's has fewer still", () => {
  const large = { ...DATA, shape: null, sizes: [3, 100, 2], seen: Array.from({ length: 15 }, () => [0, 0, 0]) };
  assert.equal(gridOf(DATA, false), 49);
  assert.equal(gridOf(DATA, true), 33);
  assert.ok(gridOf(large, true) < gridOf(large, false));
  assert.equal(gridOf({ ...large, sizes: [3, 4, 2] }, true), 33);
  assert.equal(gridOf({ ...large, sizes: [3, 100, 100, 2] }, true), 17);
});
