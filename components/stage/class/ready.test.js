import assert from "node:assert/strict";
import { test } from "node:test";
import { filmOf } from "../../../tests/node/films.js";
import { lessonsOf, readyFor, truthAfter } from "./ready.js";

const shownOf = (film, items = [], position = 0) => ({
  reading: { film, clock: { position }, moments: () => ({}) },
  id: "loss",
  items,
});

test("a run can be asked three things, and knows what is true", () => {
  const film = filmOf({ loss: [8, 4, 2], weights: [{ short: "w11" }, { short: "b1" }] });
  film.arrays.weights = { columns: 2, data: Float32Array.from([1, 5, 2, 4, 3, 4]) };
  const [diverges, way, loss] = readyFor(shownOf(film));
  assert.equal(diverges.asked.answer, 1);
  assert.match(way.asked.text, /w11/);
  assert.deepEqual(
    way.weights.map(({ name, right }) => [name, right]),
    [
      ["w11", 0],
      ["b1", 1],
    ],
  );
  assert.deepEqual([loss.after, loss.name], [2, "Guess the loss after 2 updates"]);
  assert.deepEqual(readyFor(null), []);
  assert.deepEqual(readyFor(shownOf(null)), []);
});

test("the true value comes from the page, or it is said why it cannot", () => {
  const shown = shownOf(filmOf({ loss: [8, 4, NaN], stride: 5, updates: 10 }));
  assert.deepEqual(truthAfter(shown, 5), { value: 4 });
  assert.match(truthAfter(shown, 10).problem, /left the numbers/);
  assert.match(truthAfter(shown, 3).problem, /every 5th update/);
  assert.match(truthAfter(shown, 11).problem, /from 0 to 10/);
  assert.match(truthAfter(shown, NaN).problem, /whole number/);
  assert.match(truthAfter(shownOf(null), 1).problem, /no loss/);
  const growing = shownOf(filmOf({ loss: [8, 4], updates: 100, done: false }));
  assert.match(truthAfter(growing, 50).problem, /not come so far/);
});

test("the lesson's own questions are offered, with what is right by now", () => {
  const film = filmOf({ loss: [8, 4] });
  const low = {
    kind: "between",
    source: { kind: "live", array: "loss", column: 0, at: "end", times: 1 },
    low: 3,
    high: 5,
  };
  const items = [
    { kind: "choice", text: "Which?", options: ["a", "b"], right: 1 },
    { kind: "choice", text: "Which by now?", options: ["a", "b"], right: [{ ...low, low: 7, high: 9 }, low] },
    { kind: "do", text: "Stop it." },
  ];
  assert.deepEqual(
    lessonsOf(shownOf(film, items)).map(({ name, asked }) => [name, asked.answer]),
    [
      ["Which?", 1],
      ["Which by now?", 1],
      ["Stop it.", null],
    ],
  );
});
