import assert from "node:assert/strict";
import { test } from "node:test";
import "../../../tests/node/page.js";
import { Film } from "../play/film.js";
import { filmOf } from "../../../tests/node/films.js";

const { counted, Goto, typedFrame } = await import("./goto.js");

const run = (updates, more = {}) => filmOf({ loss: Array.from({ length: updates + 1 }, (_, i) => i), ...more });
const TEN = run(10);
const BATCHES = run(12, { updates_per_epoch: 3 });
const typed = (text, film, cell = "epoch") => typedFrame(text, counted(cell, film, 0));

test("an epoch and an update are where they say", () => {
  assert.deepEqual(typed("7", TEN), { frame: 7, note: "" });
  assert.deepEqual(typed(" 3 ", BATCHES), { frame: 9, note: "" });
  assert.deepEqual(typed("10", BATCHES, "update"), { frame: 10, note: "" });
  const { now, last } = counted("epoch", BATCHES, 7);
  assert.deepEqual([now, last], [2, 4]);
});

test("what is no epoch and no update of the run gets a sentence", () => {
  for (const [text, film, cell, problem] of [
    ["11", TEN, "epoch", "There is no epoch 11. Write a whole number from 0 to 10."],
    ["5", BATCHES, "epoch", "There is no epoch 5. Write a whole number from 0 to 4."],
    ["2.5", BATCHES, "update", "There is no update 2.5. Write a whole number from 0 to 12."],
    ["-1", TEN, "update", "There is no update -1. Write a whole number from 0 to 10."],
    ["end", TEN, "epoch", "“end” is no number. Write a whole number from 0 to 10."],
    ["", TEN, "epoch", "Nothing is written here. Write a whole number from 0 to 10."],
    [
      "11",
      run(10, { done: false, updates: 20 }),
      "epoch",
      "There is no epoch 11 so far. Write a whole number from 0 to 10.",
    ],
  ])
    assert.deepEqual(typed(text, film, cell), { problem });
});

test("of an update that was not kept, the nearest is shown and it is said", () => {
  const film = run(4, { stride: 30 });
  assert.deepEqual(typed("60", film), { frame: 2, note: "" });
  assert.deepEqual(typed("70", film), { frame: 2, note: "Of epoch 70 nothing is kept: this is the nearest." });
  assert.deepEqual(typed("120", film), { frame: 4, note: "" });
});

test("a demonstration counts its steps from 1; one without any counts nothing", () => {
  const film = (beats) => new Film({ from: 0, count: beats.length + 1, done: true, beats }, {});
  assert.deepEqual(typed("2", film([{}, {}, {}])), { frame: 1, note: "" });
  assert.equal(counted("epoch", film([{}, {}]), 2).now, 2, "at the end the last one is done");
  assert.equal(counted("epoch", film([]), 0), null);
});

/** A cell that says "epoch 4", and what it tells the bar. */
function cell() {
  const heard = { went: [], said: [] };
  const goto = new Goto("epoch", ["epoch 4"], {
    counts: () => counted("epoch", TEN, 4),
    go: (frame) => heard.went.push(frame),
    hint: (text) => heard.said.push(text),
  });
  const key = (name) => goto.box.press("keydown", { key: name, preventDefault() {}, stopPropagation() {} });
  const focused = { box: 0, cell: 0 };
  goto.box.focus = () => (focused.box += 1);
  goto.cell.focus = () => (focused.cell += 1);
  goto.box.select = () => {};
  goto.cell.press();
  return { goto, key, focused, ...heard };
}

test("a click makes a box of it, Enter goes there, Escape leaves", () => {
  const { goto, key, focused, went } = cell();
  assert.deepEqual([goto.cell.hidden, goto.box.hidden, goto.box.value, focused.box], [true, false, "4", 1]);
  goto.box.value = "9";
  key("Escape");
  assert.deepEqual([went, goto.cell.hidden, goto.box.hidden, focused.cell], [[], false, true, 1]);
  goto.cell.press();
  goto.box.value = "9";
  key("Enter");
  assert.deepEqual([went, goto.cell.hidden, goto.box.hidden, focused.cell], [[9], false, true, 2]);
});

test("what is impossible stays written, and the sentence goes as soon as it is changed", () => {
  const { goto, key, went, said } = cell();
  goto.box.value = "99";
  key("Enter");
  assert.deepEqual([went, goto.box.hidden, goto.box.value], [[], false, "99"]);
  assert.equal(said.at(-1), "There is no epoch 99. Write a whole number from 0 to 10.");
  goto.box.press("input");
  assert.equal(said.at(-1), "");
});

test("who goes elsewhere leaves it", () => {
  const { goto, went } = cell();
  goto.box.press("blur");
  assert.deepEqual([went, goto.cell.hidden, goto.box.hidden], [[], false, true]);
});
