import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { changedAt, coursedAt, packPlan, told, unpackPlan } from "./plan.js";

const PLANS = JSON.parse(readFileSync(new URL("../../../tests/plans.json", import.meta.url), "utf8"));
const LABELS = { adam: "Adam", momentum: "SGD, momentum 0.9" };

for (const { changes, text, told: words } of PLANS)
  test(`a plan is written as Python writes it: ${text}`, () => {
    const read = unpackPlan(text);
    assert.deepEqual(
      read.map((change) => ({ ...change, lr: Number(change.lr) })),
      changes,
    );
    assert.equal(packPlan(read), text);
    assert.equal(read.map((change) => told(change, LABELS)).join("; "), words);
  });

test("a schedule has no changes by hand", () => {
  assert.equal(unpackPlan("step~30~0.1"), null);
  assert.deepEqual(unpackPlan(""), []);
});

test("a change is put where it belongs, and takes the place of one at the same update", () => {
  const one = changedAt([], 40, "0.001");
  assert.equal(packPlan(one), "40~lr~0.001");
  const two = changedAt(one, 9, "0.1", "adam");
  assert.equal(packPlan(two), "9~adam~0.1_40~lr~0.001");
  assert.equal(packPlan(changedAt(two, 9, "0.2")), "9~adam~0.2_40~lr~0.001");
  assert.equal(packPlan(changedAt(two, 40, "0.001", "sgd")), "9~adam~0.1_40~sgd~0.001");
  assert.equal(packPlan(two), "9~adam~0.1_40~lr~0.001");
});

test("every update has the rate and the optimizer of the last change before it", () => {
  const changes = unpackPlan("9~adam~0.1_40~lr~0.001");
  const start = { lr: "1e-05", optimizer: "sgd" };
  assert.deepEqual(coursedAt(changes, 8, start), start);
  assert.deepEqual(coursedAt(changes, 9, start), { lr: "0.1", optimizer: "adam" });
  assert.deepEqual(coursedAt(changes, 40, start), { lr: "0.001", optimizer: "adam" });
});
