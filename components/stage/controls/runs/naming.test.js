import assert from "node:assert/strict";
import { test } from "node:test";
import { nameFor } from "./naming.js";

/** Settings as a film tells them, of an address. */
const settings = (query) =>
  [...new URLSearchParams(query)]
    .filter(([field]) => field !== "unused")
    .map(([field, value]) => ({
      field,
      label: field,
      value,
      said: field === "optimizer" ? value : `${field} ${value}`,
    }));
const BEGINS = "optimizer=sgd&rate=0.1&epochs=100&unused=1";
const name = (query, others = []) => nameFor(settings(query), query, BEGINS, others);

test("a run is called by what differs from where its page begins, and only that", () => {
  assert.equal(name("optimizer=adam&rate=0.01&epochs=100&unused=1"), "adam, rate 0.01");
  assert.equal(name("optimizer=sgd&rate=0.1&epochs=50&unused=2"), "epochs 50");
  assert.equal(name(BEGINS), "as the page begins");
});

test("where another is called so, by what differs from that one, too", () => {
  const other = { name: "adam", query: "optimizer=adam&rate=1&epochs=7&unused=1" };
  assert.equal(name("optimizer=adam&rate=0.1&epochs=100&unused=1", [other]), "adam, rate 0.1, epochs 100");
  const renamed = { ...other, name: "my best" };
  assert.equal(name("optimizer=adam&rate=0.1&epochs=100&unused=1", [renamed]), "adam");
  const begins = { name: "as the page begins", query: "optimizer=adam&rate=0.1&epochs=100" };
  assert.equal(name(BEGINS, [begins]), "sgd");
});
