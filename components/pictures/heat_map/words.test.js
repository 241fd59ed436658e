import assert from "node:assert/strict";
import { test } from "node:test";
import { cellWords, pressWords } from "./words.js";

/** @type {import("../../stage/told").HeatMap} */
const data = {
  over: "lr",
  choices: [],
  axis: "learning rate",
  log: true,
  limit: "limit",
  rows: [
    { name: "0.0001", said: "the learning rate 0.0001", lr: 1e-4, limit: 1.25e-4, turns: { lr: 1e-4 } },
    { name: "0.01", said: "the learning rate 0.01", lr: 0.01, limit: null, turns: { lr: 0.01 } },
  ],
  best: 0,
  refused: null,
};

test("a cell tells its value, its share of the limit, its epoch and its loss", () => {
  const cell = { r: 0, epoch: 40, loss: 17.512, gone: -1, trusted: 101 };
  assert.equal(cellWords(data, cell), "The learning rate 0.0001, 80 % of the limit; after epoch 40: loss 17.51.");
  assert.equal(
    cellWords({ ...data, limit: "mean-square limit" }, { ...cell, epoch: 0 }),
    "The learning rate 0.0001, 80 % of the mean-square limit; before training: loss 17.51.",
  );
});

test("a cell without a loss says since when, and one that may differ why", () => {
  const cell = { r: 1, epoch: 40, loss: NaN, gone: 12, trusted: 10 };
  assert.equal(cellWords(data, cell), "The learning rate 0.01; after epoch 40: no loss any more, since epoch 12.");
  assert.match(cellWords(data, { ...cell, loss: 3 }), /loss 3\. Rounding decides here: the run alone may have/);
  assert.doesNotMatch(cellWords(data, { ...cell, loss: 3, trusted: 41 }), /Rounding/);
});

test("a press is told before it is done", () => {
  assert.equal(pressWords(data, 1, false), "Click, or press Enter: the page's run takes the learning rate 0.01.");
  assert.equal(pressWords(data, 1, true), "This is the page's run.");
});
