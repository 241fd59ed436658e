import assert from "node:assert/strict";
import { test } from "node:test";
import { Chart } from "../../stage/kit/chart.js";
import { filmOf } from "../../../tests/node/films.js";
import { curve, farthest, placeNow, timeAt } from "./line.js";

const none = { left: 0, right: 0, top: 0, bottom: 0 };
const chart = new Chart(100, 100, [0, 100], [0, 100], { margin: none });
const runner = (told, position) => ({ film: filmOf({ spec: {}, ...told }), moment: { position } });
const rounded = (place) => place.map((value) => Math.round(10 * value) / 10);

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

test("a runner is on its curve, between two of its places", () => {
  const one = runner({ loss: [90, 70, 50, 10], stride: 10, updates_per_epoch: 5 }, 1.5);
  assert.deepEqual(curve(one, chart, false).map(rounded), [
    [0, 10],
    [10, 30],
    [20, 50],
    [30, 90],
  ]);
  assert.deepEqual(rounded(placeNow(one, chart, false)), [15, 40]);
  assert.deepEqual(rounded(placeNow(one, chart, true)), [3, 40]);
});

test("one that has left the numbers has a curve to its last one, and stands there", () => {
  const gone = runner({ loss: [50, 75, Infinity, NaN] }, 3);
  assert.deepEqual(curve(gone, chart, false).map(rounded), [
    [0, 50],
    [1, 25],
  ]);
  assert.deepEqual(rounded(placeNow(gone, chart, false)), [1, 25]);
});
