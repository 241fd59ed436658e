import assert from "node:assert/strict";
import { test } from "node:test";
import { Chart } from "../../stage/kit/chart.js";
import { filmOf } from "../../../tests/node/films.js";
import { farthest, parts, timeAt } from "./line.js";

const none = { left: 0, right: 0, top: 0, bottom: 0 };
const chart = new Chart(100, 100, [0, 100], [0, 100], { margin: none });
const runner = (told, frame, moved = 0) => ({ film: filmOf({ spec: {}, ...told }), moment: { frame, moved } });

const rounded = (places) => places.map((place) => place.map((value) => Math.round(value)));

test("a thinned film stands at its updates, and in epochs at those over the updates of one", () => {
  const { film } = runner({ loss: [9, 8, 7], stride: 10, updates_per_epoch: 5 }, 0);
  assert.deepEqual(
    [0, 1, 2].map((frame) => timeAt(film, frame, false)),
    [0, 10, 20],
  );
  assert.deepEqual(
    [0, 1, 2].map((frame) => timeAt(film, frame, true)),
    [0, 2, 4],
  );
});

test("the axis is as long as the longest way, also of one that still trains or has stopped early", () => {
  const half = runner({ loss: [9, 8], updates: 60, updates_per_epoch: 3, done: false }, 0);
  const ball = runner({ loss: [9, 8], spec: { steps: 300 } }, 0);
  assert.equal(farthest([half], false), 60);
  assert.equal(farthest([half], true), 20);
  assert.equal(farthest([half, ball], false), 300);
});

test("what was ends where the runner is, and what comes begins there", () => {
  const { been, coming, now } = parts(runner({ loss: [90, 70, 50, 10], stride: 10 }, 1, 0.5), chart, false);
  assert.deepEqual(now, [15, 40]);
  assert.deepEqual(rounded(been), [[0, 10], [10, 30], now]);
  assert.deepEqual(coming, [now, [20, 50], [30, 90], [30, 90]]);
});

test("a runner that has left the numbers stands at its last one", () => {
  const { been, coming, now } = parts(runner({ loss: [50, 75, Infinity, NaN] }, 3), chart, false);
  assert.deepEqual(now, [1, 25]);
  assert.deepEqual(been.at(-1), now);
  assert.deepEqual(coming, [now, now]);
});
