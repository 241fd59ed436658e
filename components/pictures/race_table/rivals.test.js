import assert from "node:assert/strict";
import { test } from "node:test";
import { added, packed, without } from "./rivals.js";

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

test("a race as a link carries it", () => {
  assert.equal(packed([{ optimizer: "adam", lr: "0.1" }, { optimizer: "sgd" }]), "optimizer=adam&lr=0.1;optimizer=sgd");
  assert.equal(packed(without([{ lr: "1" }], 0)), "alone");
});
