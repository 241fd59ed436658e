import assert from "node:assert/strict";
import { test } from "node:test";
import { added, differing, joined, packed, placeOf, runs, without, unpacked } from "./rivals.js";

const lead = new URLSearchParams("text=x%2A%2A2&optimizer=adam&lr=0.1&beta1=0.9&noise=0");

test("the lead is added with what is its own, and no more", () => {
  const found = added([{ optimizer: "sgd" }], lead, ["optimizer", "lr"]);
  assert.deepEqual(found, [{ optimizer: "sgd" }, { optimizer: "adam", lr: "0.1" }]);
});

test("nobody runs twice, and nobody is the ninth", () => {
  assert.equal(added([{ optimizer: "adam" }], lead, ["optimizer", "lr"]), "It runs already. Turn a knob first.");
  const many = Array.from({ length: 7 }, (_, i) => ({ lr: String(i) }));
  assert.equal(added(many, lead, ["lr"]), "A race has at most 8 runners. Remove one first.");
});

test("a runner is the same whichever of its fields are its own", () => {
  assert.equal(runs([{ lr: "0.1" }], lead, {}), true);
  assert.equal(runs([{ lr: "0.2" }], lead, {}), false);
  assert.equal(runs([{ optimizer: "sgd" }], lead, { optimizer: "sgd", lr: "0.1" }), true);
});

test("what is too long for a link is not cut", () => {
  const long = { start: "w11~0.123456789_".repeat(24) };
  const all = Array.from({ length: 5 }, (_, i) => ({ ...long, lr: String(i) }));
  assert.equal(joined(all, long), "These runners are too much for one link. Remove one first.");
  assert.equal(joined([], { plan: "40~lr~0.1" }).length, 1);
});

test("a race as a link carries it", () => {
  assert.equal(packed([{ optimizer: "adam", lr: "0.1" }, { optimizer: "sgd" }]), "optimizer=adam&lr=0.1;optimizer=sgd");
  assert.equal(packed(without([{ lr: "1" }], 0)), "alone");
  assert.equal(packed([{ plan: "40~lr~0.1" }]), "plan=40~lr~0.1");
});

test("a kept run runs with what differs from the lead, and its place is known", () => {
  const other = new URLSearchParams("text=x%2A%2A2&optimizer=sgd&lr=0.1&beta1=0.9&noise=0.5");
  const own = differing(lead, other);
  assert.deepEqual(own, { optimizer: "sgd", noise: "0.5" });
  assert.deepEqual(differing(lead, lead), {});
  const said = { ...own, lr: "0.1" }; // the same, said in other words
  assert.deepEqual([placeOf([{ lr: "1" }, said], lead, own), placeOf([{ lr: "1" }], lead, own)], [3, 0]);
});

test("what is packed is unpacked again", () => {
  for (const rivals of [[], [{ lr: "0.1" }], [{ plan: "40~lr~0.001", batch: "all" }, { start: "w11~0.5_b2~-3" }]])
    assert.deepEqual(unpacked(packed(rivals)), rivals);
});
