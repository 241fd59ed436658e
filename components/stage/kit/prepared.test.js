import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { against, read, refusal, tidy, written } from "./prepared.js";

const OF_BOTH = JSON.parse(readFileSync(new URL("../../../tests/prepared.json", import.meta.url), "utf8"));

test("what is prepared is written and read as Python does", () => {
  for (const { value, text } of OF_BOTH.written) {
    assert.equal(written(value), text);
    assert.deepEqual(read(text), value);
  }
});

test("what nobody wrote says nothing", () => {
  for (const text of OF_BOTH.broken) assert.equal(read(text), null, text);
});

test("a task is lines of text", () => {
  assert.equal(tidy(" a\r\nb\tc\u0007 \u{1F600}\ud800 "), "a\nb c \u{1F600}");
  assert.equal(tidy("x".repeat(600)).length, 500);
});

const HELD = { lr: "Learning rate", start: "Start" };

test("what would turn something that is held is found, also in a rival", () => {
  const query = "lr=1e-05&start=random&epochs=40";
  assert.deepEqual(against(HELD, { lr: "0.1", epochs: 3 }, query, []), ["lr"]);
  assert.deepEqual(against(HELD, { lr: 0.00001, start: "" }, query, []), [], "the same in other letters");
  assert.deepEqual(against(HELD, { start: "w11~1" }, query, []), ["start"]);
  assert.deepEqual(against(HELD, { race: "lr=0.1;seed=3" }, query, []), ["lr"]);
  assert.deepEqual(against(HELD, { race: "lr=0.1;seed=3" }, query, [{ lr: "0.1", seed: "9" }]), [], "as prepared");
  assert.deepEqual(against({}, { lr: 1 }, query, []), []);
});

test("a refusal names what is held", () => {
  assert.match(refusal(["lr", "start"], HELD), /^“Learning rate” and “Start” cannot be turned here: .*\.$/);
});
