import assert from "node:assert/strict";
import { test } from "node:test";
import { filmOf } from "../../../tests/node/films.js";
import { numbersOf, settingsOf } from "./results.js";

const setting = (field, value) => ({ field, label: field.toUpperCase(), value, said: value });

test("only the settings that differ are told, by their labels, and what one does not have is none", () => {
  const one = {
    query: "lr=0.1&model=linear&hidden=4",
    settings: [setting("lr", "0.1"), setting("model", "nn.Linear")],
  };
  const other = {
    query: "lr=0.1&model=network&hidden=8",
    settings: [setting("lr", "0.1"), setting("model", "Network"), setting("hidden", "8")],
  };
  assert.deepEqual(settingsOf([one, other]), [
    { name: "MODEL", of: ["nn.Linear", "Network"] },
    { name: "HIDDEN", of: ["–", "8"] },
  ]);
  assert.deepEqual(settingsOf([one, one]), []);
});

test("two tables that are called the same are not the same", () => {
  const [one, other] = ["1~2", "1~3"].map((table) => ({
    query: `table=${table}`,
    settings: [setting("table", "2 rows of your own")],
  }));
  assert.deepEqual(settingsOf([one, other]), [
    { name: "TABLE", of: ["2 rows of your own", "2 rows of your own, other numbers"] },
  ]);
});

/** A runner whose clock stands at a frame. */
function runner(told, frame, moment = {}) {
  const film = filmOf({ weights: [], scale: {}, left_float_range: null, ...told });
  return { film, moment: { film, frame: Math.min(frame, film.end), moved: 0, secret: false, ...moment } };
}
const lines = (...both) => Object.fromEntries(numbersOf(both).map(({ name, of }) => [name, of]));

test("numbers follow the clock, each run in its own frames", () => {
  const found = lines(runner({ loss: [4, 1, 3] }, 1), runner({ loss: [9, 8], stride: 10, updates: 10 }, 1));
  assert.deepEqual(found, {
    "loss now": ["1", "8"],
    "lowest loss recorded": ["1, at update 1", "8, at update 10"],
    "loss at the end": ["3", "8"],
    updates: ["2", "10"],
    "left the numbers": ["never", "never"],
  });
});

test("a run that leaves the numbers says where, one that still trains that it does", () => {
  const found = lines(
    runner({ loss: [4, 5, Infinity], left_float_range: 2 }, 2),
    runner({ loss: [4, 3], done: false, updates: 9 }, 1),
  );
  assert.deepEqual(found["loss now"], ["infinity", "3"]);
  assert.deepEqual(found["loss at the end"], ["infinity", "still training"]);
  assert.deepEqual(found["left the numbers"], ["at update 2", "never"]);
});

test("what is still to come is not told while it is to be guessed", () => {
  const found = lines(runner({}, 1, { secret: true }), runner({}, 1));
  assert.deepEqual(
    [found["loss now"], found["lowest loss recorded"], found.updates],
    [
      ["3", "3"],
      ["?", "?"],
      ["?", "?"],
    ],
  );
});

test("weights stand beside each other where they are the same ones of data seen alike", () => {
  const told = { weights: [{ name: "rain → apples" }], scale: { shift: [0] } };
  const both = [0.5, 0.25].map((value) => {
    const one = runner({ ...told, loss: [2, 1] }, 0);
    one.film.arrays.weights = { shape: [2, 1], time: 0, columns: 1, data: Float32Array.from([9, value]) };
    return one;
  });
  assert.deepEqual(lines(...both)["rain → apples, at the end"], ["0.5", "0.25"]);
  both[1].film.header.scale = { shift: [1] };
  assert.equal("rain → apples, at the end" in lines(...both), false);
});
