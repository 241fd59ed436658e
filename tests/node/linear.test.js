import assert from "node:assert/strict";
import { test } from "node:test";
import { Film } from "../../components/stage/play/film.js";
import { predict, seen, weightsAt } from "../../components/stage/kit/linear.js";

test("weights are rows of w and then b, and go straight from frame to frame", () => {
  const data = Float32Array.of(1, 2, 3, 4, 5, 6, 3, 4, 5, 6, 7, 8);
  const film = new Film({ from: 0, count: 2 }, { weights: { columns: 6, data } });
  assert.deepEqual(weightsAt(film, { frame: 0, moved: 0 }, 2, 2), {
    w: [
      [1, 2],
      [3, 4],
    ],
    b: [5, 6],
  });
  assert.deepEqual(weightsAt(film, { frame: 0, moved: 0.5 }, 2, 2), {
    w: [
      [2, 3],
      [4, 5],
    ],
    b: [6, 7],
  });
});

test("a row goes through the scale and then through the weights", () => {
  const row = seen([73, 67, 43], { shift: [70, 60, 0], spread: [3, 7, 1] });
  assert.deepEqual(row, [1, 1, 43]);
  assert.equal(
    predict(
      {
        w: [
          [0, 0, 0],
          [2, 3, 0.5],
        ],
        b: [9, -1],
      },
      1,
      row,
    ),
    2 + 3 + 21.5 - 1,
  );
});
