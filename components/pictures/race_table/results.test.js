import assert from "node:assert/strict";
import { test } from "node:test";
import { filmOf } from "../../../tests/node/films.js";
import { first, reached, result } from "./results.js";

const of = (loss, level, more = {}) => result(filmOf({ loss, left_float_range: null, ...more }), level);
const some = (found) => [found.best, found.first, found.stays, found.gone];

test("a runner's best, and from where on it stays below a level", () => {
  assert.deepEqual(some(of([9, 4, 0.5, 3, 0.9, 0.25], 1)), [0.25, 2, 4, null]);
});

test("one that only touches a level does not stay, and one that never comes there has neither", () => {
  assert.deepEqual(some(of([9, 0.5, 3], 1)), [0.5, 1, null, null]);
  assert.deepEqual(some(of([9, 8, 7], 1)), [7, null, null, null]);
});

test("one that leaves the numbers did not stay anywhere", () => {
  assert.deepEqual(some(of([0.5, 0.25, Infinity], 1)), [0.25, 0, null, 2]);
  assert.deepEqual(some(of([0.5, 0.25, Infinity, NaN], 1, { stride: 10, left_float_range: 17 })), [0.25, 0, null, 17]);
  assert.deepEqual(some(of([NaN], 1)), [Infinity, null, null, 0]);
});

test("of a film that keeps every tenth update, updates are told, not frames, and as what they are", () => {
  const found = of([9, 4, 0.5, 0.25], 1, { stride: 10, updates_per_epoch: 4 });
  assert.deepEqual(some(found), [0.25, 20, 20, null]);
  assert.equal(reached(found, false), "about 20");
  assert.equal(reached(found, true), "about 20, epoch 5");
  assert.equal(reached(of([9, 0.5, 3], 1), false), "touches at 1");
  assert.equal(reached(of([9], 1), true), "never");
});

test("who is first by updates may be the last by epochs", () => {
  const large = of([9, 9, 9, 0.5], 1);
  const small = of([9, 9, 0.5, 0.5], 1, { updates_per_epoch: 5 });
  assert.deepEqual(first([large, small], false), [1]);
  assert.deepEqual(first([small, large, small], true), [0, 2]);
  assert.deepEqual(first([of([9], 1)], false), []);
});
