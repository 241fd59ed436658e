import assert from "node:assert/strict";
import { test } from "node:test";
import { calledOf, nickname, turnable, turnedIn } from "./runs.js";

const setting = (field, said = field) => ({ field, label: field, value: "", said });

test("a race is about knobs that leave losses comparable, the usual ones first", () => {
  const all = turnable(["problem", "scale", "loss", "optimizer", "lr", "seed", "batch"].map((name) => setting(name)));
  assert.deepEqual(
    all.map(({ field, chosen }) => [field, chosen]),
    [
      ["lr", true],
      ["optimizer", true],
      ["batch", false],
      ["scale", false],
    ],
  );
});

test("what a run turned is told in words", () => {
  const settings = [setting("optimizer", "Adam"), setting("lr", "rate 0.3"), setting("scale", "")];
  assert.equal(turnedIn(settings, "optimizer=sgd&lr=0.1", "optimizer=adam&lr=0.3"), "Adam, rate 0.3");
  assert.equal(turnedIn(settings, "lr=0.1", "lr=0.1"), "nothing turned");
});

test("a nickname is one bounded line, or none", () => {
  assert.equal(nickname("  Ada \n Lovelace "), "Ada Lovelace");
  assert.equal(nickname("x".repeat(50)).length, 24);
  assert.equal(nickname("\u202e\u0000 "), "");
  assert.ok(nickname("😀".repeat(30)).length <= 24);
  assert.deepEqual([calledOf({ name: "Ada", number: 7 }), calledOf({ name: "", number: 7 })], ["Ada", "Student 7"]);
});
