import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, read } from "./raceform.js";

const PROBLEM = { address: "loss?lr=1", query: "lr=1" };
const WRITTEN = { fields: ["lr"], updates: "100", task: " Be \n quick. " };

test("a race is what the page shows, with what may be turned and what counts", () => {
  assert.deepEqual(read(WRITTEN, PROBLEM).race, { ...PROBLEM, fields: ["lr"], updates: 100, task: "Be quick." });
  assert.equal(read({ ...WRITTEN, updates: "1\u202f000" }, PROBLEM).race.updates, 1000);
});

test("what cannot be raced is refused in a sentence", () => {
  assert.match(read({ ...WRITTEN, fields: [] }, PROBLEM).problem, /at least one knob/);
  for (const updates of ["", "0", "-3", "1.5", "many", "1e9"])
    assert.match(read({ ...WRITTEN, updates }, PROBLEM).problem, /whole number/, updates);
  assert.match(read({ ...WRITTEN, task: "x".repeat(301) }, PROBLEM).problem, /at most 300/);
});

test("an address is told below the site, with the whole run", () => {
  assert.equal(addressOf("https://a.org/viz/loss?t=3#room=K7PQ2M", "https://a.org/viz/", "lr=1"), "loss?lr=1");
  assert.equal(addressOf("https://a.org/", "https://a.org/", "lr=1"), "?lr=1");
});
