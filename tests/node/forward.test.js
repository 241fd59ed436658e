import assert from "node:assert/strict";
import { test } from "node:test";
import { Film } from "../../components/stage/play/film.js";
import { countOf, forward, weightsNow } from "../../components/stage/kit/forward.js";

test("a row goes through a model layer by layer", () => {
  assert.deepEqual(forward([1, 2, 3, 4, 5, 6], [10, 100], { sizes: [2, 2] }), [
    1 * 10 + 2 * 100 + 5,
    3 * 10 + 4 * 100 + 6,
  ]);
  // Two hidden units, one of them below zero, and one output.
  const weights = [1, -1, -1, 1, 0.5, 0.25, 2, 3, -1];
  assert.deepEqual(forward(weights, [4, 1], { sizes: [2, 2, 1], activation: "relu" }), [2 * 3.5 + 3 * 0 - 1]);
  const tanh = 2 * Math.tanh(3.5) + 3 * Math.tanh(-2.75) - 1;
  assert.ok(Math.abs(forward(weights, [4, 1], { sizes: [2, 2, 1], activation: "tanh" })[0] - tanh) < 1e-12);
});

test("weights are counted, and those of another model are not taken for a picture's", () => {
  assert.deepEqual(
    [
      [3, 2],
      [3, 4, 2],
      [1, 1],
    ].map(countOf),
    [8, 26, 2],
  );
  const film = new Film({ from: 0, count: 2 }, { weights: { columns: 2, data: Float32Array.of(1, 2, 3, 6) } });
  assert.deepEqual(weightsNow({ film, frame: 0, moved: 0.5 }, { sizes: [1, 1] }), [2, 4]);
  assert.equal(weightsNow({ film, frame: 0, moved: 0.5 }, { sizes: [3, 2] }), null);
});
