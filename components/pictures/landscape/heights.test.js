import assert from "node:assert/strict";
import { test } from "node:test";
import { forward } from "../../stage/kit/forward.js";
import { bowlOf, costOf, lossAround, sixNumbers } from "./heights.js";

const SEEN = [
  [0.5, -1.2, 0.3],
  [-0.7, 0.4, 1.1],
  [1.6, 0.2, -0.9],
  [0.1, 0.9, -0.2],
];
const Y = [
  [1, -2],
  [0.5, 3],
  [-1, 0.2],
  [2, 1],
];
const data = (/** @type {object} */ more) => ({
  sizes: [3, 4, 2],
  activation: "tanh",
  loss: "mse",
  seen: SEEN,
  y: Y,
  ...more,
});
const wave = (/** @type {number} */ count, turn = 1) =>
  Array.from({ length: count }, (_, i) => Math.sin(turn * (i + 1)));

/** The loss of the model with these weights, row by row. */
function plain({ sizes, activation, seen, y, loss }, weights) {
  const errors = seen.flatMap((row, n) => forward(weights, row, { sizes, activation }).map((out, k) => out - y[n][k]));
  const each = { mse: (e) => e * e, l1: Math.abs, huber: (e) => (Math.abs(e) < 1 ? (e * e) / 2 : Math.abs(e) - 0.5) };
  return errors.map(each[loss]).reduce((sum, one) => sum + one, 0) / errors.length;
}

for (const [sizes, activation] of [
  [[3, 2], "relu"],
  [[3, 4, 2], "sigmoid"],
  [[3, 4, 2], "relu"],
  [[3, 5, 3, 2], "tanh"],
]) {
  for (const loss of ["mse", "l1", "huber"]) {
    test(`around a state of ${sizes}, ${activation}, the ${loss} loss is that of the model with the weights moved`, () => {
      const told = data({ sizes, activation, loss });
      const count = sizes.slice(1).reduce((sum, units, i) => sum + units * (sizes[i] + 1), 0);
      const [state, u, v] = [wave(count), wave(count, 2.3), wave(count, 3.7)];
      const height = lossAround(told, [u, v], state);
      for (const [dx, dy] of [
        [0, 0],
        [0.3, -1.4],
        [-2, 0.7],
      ]) {
        const moved = state.map((weight, i) => weight + dx * u[i] + dy * v[i]);
        assert.ok(Math.abs(height(dx, dy) - plain(told, moved)) < 1e-12);
      }
    });
  }
}

test("the six numbers of a linear model give the same heights", () => {
  const told = data({ sizes: [3, 2] });
  const rows = SEEN.map((row) => [...row, 1]);
  const hessian = [0, 1, 2, 3].map((i) =>
    [0, 1, 2, 3].map((j) => rows.reduce((sum, row) => sum + row[i] * row[j], 0) / 4),
  );
  const optimum = solved(hessian, rows);
  const floor = plain(told, optimum);
  const [state, u, v] = [wave(8), wave(8, 2.3), wave(8, 3.7)];
  const [bowl, all] = [bowlOf(sixNumbers({ hessian, optimum, floor }, [u, v], state)), lossAround(told, [u, v], state)];
  for (const [dx, dy] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [-3, 2],
  ])
    assert.ok(Math.abs(bowl(dx, dy) - all(dx, dy)) < 1e-9);
});

test("what a surface costs grows with rows, units and layers", () => {
  assert.equal(costOf(data({})), 4 * (4 + 8));
  assert.equal(costOf(data({ sizes: [3, 5, 3, 2] })), 4 * (5 + 15 + 6));
});

/** The weights of the least squared error, by elimination. */
function solved(hessian, rows) {
  const each = [0, 1].map((target) => {
    const table = hessian.map((line, i) => [...line, rows.reduce((sum, row, n) => sum + row[i] * Y[n][target], 0) / 4]);
    for (let i = 0; i < 4; i += 1)
      for (let j = 0; j < 4; j += 1) {
        if (i === j) continue;
        const times = table[j][i] / table[i][i];
        table[j] = table[j].map((value, column) => value - times * table[i][column]);
      }
    return table.map((line, i) => line[4] / line[i]);
  });
  return [...each[0].slice(0, 3), ...each[1].slice(0, 3), each[0][3], each[1][3]];
}
