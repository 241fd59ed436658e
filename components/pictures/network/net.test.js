import assert from "node:assert/strict";
import { test } from "node:test";
import { Film } from "../../stage/play/film.js";
import { Net } from "./net.js";

const data = (activation) => ({
  sizes: [2, 2, 1],
  shown: [2, 2, 1],
  activation,
  weights: "net_weights",
  flat: 0.01,
  inputs: ["rain", "sun"],
  units: ["mm", "h"],
  targets: ["apples"],
  unit: "t/ha",
  rows: ["Kanto", "Johto"],
  x: [
    [73, 67],
    [91, 88],
  ],
  seen: [
    [-1, 0.5],
    [1, 2],
  ],
  y: [[56], [81]],
});
// Weights of h1, h2, their biases, weights of the output, its bias; in two frames.
const WEIGHTS = [
  [0.5, -1, 2, 0.25, 0.1, -0.2, 3, -4, 0.5],
  [0.7, -1, 2, 0.25, 0.1, -0.2, 3, -4, 0.5],
];
const ACTIVATION = { sigmoid: (z) => 1 / (1 + Math.exp(-z)), tanh: Math.tanh, relu: (z) => Math.max(0, z) };

function filmOf(activation) {
  const sums = WEIGHTS.map((w) =>
    data().seen.flatMap(([a, b]) => [w[0] * a + w[1] * b + w[4], w[2] * a + w[3] * b + w[5]]),
  );
  const out = WEIGHTS.map((w, f) =>
    [0, 1].map(
      (row) =>
        w[6] * ACTIVATION[activation](sums[f][2 * row]) + w[7] * ACTIVATION[activation](sums[f][2 * row + 1]) + w[8],
    ),
  );
  const array = (rows) => ({ columns: rows[0].length, data: Float32Array.from(rows.flat()) });
  return new Film(
    { from: 0, count: 2, query: activation },
    { net_weights: array(WEIGHTS), net_sums: array(sums), predictions: array(out) },
  );
}

for (const activation of Object.keys(ACTIVATION)) {
  test(`with ${activation}, units are what their inputs make of them, and slopes are slopes`, () => {
    const net = new Net(data(activation));
    const film = filmOf(activation);
    for (const row of [0, 1]) {
      net.at({ film, frame: 0, moved: 0 }, row);
      for (const unit of [0, 1]) {
        const sum = [0, 1].reduce(
          (all, input) => all + net.weight(0, unit, input) * net.value(0, input),
          net.bias(0, unit),
        );
        assert.ok(Math.abs(net.sum(1, unit) - sum) < 1e-6);
        assert.ok(Math.abs(net.value(1, unit) - ACTIVATION[activation](sum)) < 1e-6);
        const slope = (ACTIVATION[activation](sum + 1e-4) - ACTIVATION[activation](sum - 1e-4)) / 2e-4;
        assert.ok(Math.abs(net.slope(1, unit) - slope) < 1e-5);
        assert.ok(net.slope(1, unit) <= net.steepest + 1e-9);
        assert.ok(Math.abs(net.lit(1, unit)) <= 1 + 1e-9);
      }
      const out = [0, 1].reduce((all, unit) => all + net.weight(1, 0, unit) * net.value(1, unit), net.bias(1, 0));
      assert.ok(Math.abs(net.value(2, 0) - out) < 1e-5);
    }
  });
}

test("between two frames weights are on their way, and behind the last they stay", () => {
  const net = new Net(data("tanh"));
  const film = filmOf("tanh");
  const at = (frame, moved) => {
    net.at({ film, frame, moved }, 0);
    return net.weight(0, 0, 0);
  };
  assert.ok(Math.abs(at(0, 0.5) - 0.6) < 1e-6);
  assert.ok(Math.abs(at(1, 0.5) - 0.7) < 1e-6);
});

test("the largest weight is that of the film so far, biases apart, and of a new film anew", () => {
  const net = new Net(data("relu"));
  net.scan(filmOf("relu"));
  assert.deepEqual(net.largest, [2, 4]);
  const smaller = filmOf("tanh");
  smaller.arrays.net_weights.data.fill(0.25);
  net.scan(smaller);
  assert.deepEqual(net.largest, [0.25, 0.25]);
});

test("of a run that diverges the largest weight is that up to the moment, so that edges are seen from the start", () => {
  const film = filmOf("relu");
  film.arrays.net_weights.data.set([0.5, -1, 2, 0.25, 0.1, -0.2, 3, -4, 0.5, 7e8, -1, 2, 0.25, 0.1, -0.2, 3, NaN, 0.5]);
  film.arrays.loss = { shape: [2, 1], time: 0, columns: 1, data: Float32Array.of(1, 5) };
  const net = new Net(data("relu"));
  net.scan(film);
  const at = (frame, moved) => {
    net.at({ film, frame, moved }, 0);
    return net.largest;
  };
  assert.deepEqual(at(0, 0), [2, 4]);
  assert.deepEqual(at(0, 0.5), [7e8, 4]);
  assert.deepEqual(at(1, 0), [7e8, 4]);
  film.arrays.loss.data[1] = 1;
  net.scan(film);
  assert.deepEqual(at(0, 0), [7e8, 4], "of all others it is that of the film");
});
