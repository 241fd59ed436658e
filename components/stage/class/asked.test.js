import assert from "node:assert/strict";
import { test } from "node:test";
import { filmOf } from "../../../tests/node/films.js";
import { choicesOf, divergesIn, lessons, lossAfter, plain, read, wayOf } from "./asked.js";

const WRITTEN = { kind: "choice", text: "Which?", choices: "One\nTwo", right: -1, unit: "", value: "" };

test("a choice is read as it was written, one a line", () => {
  assert.deepEqual(choicesOf(" a \n\n  b   c\n"), ["a", "b c"]);
  const { asked } = read({ ...WRITTEN, text: "  Which\none? ", right: 1 });
  assert.deepEqual(asked, { kind: "choice", text: "Which one?", choices: ["One", "Two"], answer: 1 });
  assert.equal(read(WRITTEN).asked.answer, null, "nobody has to know what is right");
  assert.equal(read({ ...WRITTEN, right: 7 }).asked.answer, null);
});

test("what cannot be asked is refused in a sentence", () => {
  const said = (more) => read({ ...WRITTEN, ...more }).problem;
  assert.equal(said({ text: "  " }), "Write what you want to ask.");
  assert.match(said({ text: "x".repeat(301) }), /at most 300 characters/);
  assert.equal(said({ choices: "One" }), "Write 2 to 8 choices, one a line. There are 1.");
  assert.match(said({ choices: [..."abcdefghi"].join("\n") }), /There are 9/);
  assert.equal(said({ choices: "One\nOne" }), "Two choices are the same.");
  assert.match(said({ choices: `One\n${"x".repeat(121)}` }), /at most 120 characters/);
  assert.match(said({ kind: "number", value: "many" }), /“many” is no number/);
  assert.match(said({ kind: "number", unit: "x".repeat(21) }), /unit has at most 20/);
});

test("a direction brings its own choices, a number its unit and, if wanted, what is true", () => {
  assert.deepEqual(read({ ...WRITTEN, kind: "direction", right: 2 }).asked, {
    kind: "direction",
    text: "Which?",
    choices: ["up", "down", "stays"],
    answer: 2,
  });
  const number = { ...WRITTEN, kind: "number", unit: " t/ha " };
  assert.deepEqual(read(number).asked, { kind: "number", text: "Which?", unit: "t/ha", answer: null });
  assert.equal(read({ ...number, value: "1 200,5" }).asked.answer, 1200.5);
});

test("a lesson's own question is told in plain words, with what is right by now", () => {
  const film = filmOf({ loss: [8, 4, 2] });
  const moment = { film, position: 0 };
  const loss = { kind: "live", array: "loss", column: 0, at: "end", times: 1 };
  assert.equal(plain(["The `loss` is **now** ", { ...loss, at: "start" }, "."], moment), "The loss is now 8.");
  assert.equal(plain([loss], null), "…");
  assert.deepEqual(lessons({ kind: "number", text: "At the end?", unit: "", answer: loss }, moment, -1), {
    kind: "number",
    text: "At the end?",
    unit: "",
    answer: 2,
  });
  assert.equal(lessons({ kind: "number", text: "?", answer: loss }, null, -1).answer, null);
  const choice = lessons({ kind: "choice", text: "Which?", options: ["`a`", "b"], right: 1 }, moment, 1);
  assert.deepEqual(choice, { kind: "choice", text: "Which?", choices: ["a", "b"], answer: 1 });
  assert.deepEqual(lessons({ kind: "do", text: "Stop it." }, moment, -1).choices, ["Done", "Not yet"]);
});

test("the film on the screen knows true values", () => {
  const film = filmOf({ loss: [8, 4, NaN], stride: 5, updates: 10 });
  assert.equal(lossAfter(film, 5), 4);
  assert.equal(lossAfter(film, 10), Infinity, "it has left the numbers");
  assert.equal(lossAfter(film, 3), null, "it was not kept");
  assert.equal(lossAfter(film, 15), null);
  assert.equal(lossAfter(null, 5), null);
  assert.equal(divergesIn(film), 0);
  assert.equal(divergesIn(filmOf({ loss: [2, 1] })), 1);
  assert.equal(divergesIn(filmOf({ loss: [2, 1], done: false })), null);
  const weights = { columns: 2, data: Float32Array.from([1, 1, 2, 0, 2, NaN]) };
  const moving = { arrays: { weights }, end: 2 };
  assert.deepEqual([wayOf(moving, 0, 0), wayOf(moving, 0.4, 1), wayOf(moving, 1, 0)], [0, 1, 2]);
  assert.deepEqual([wayOf(moving, 1, 1), wayOf(moving, 2, 0), wayOf(moving, 0, 2)], [null, null, null]);
});
