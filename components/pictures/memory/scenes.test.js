import assert from "node:assert/strict";
import { test } from "node:test";
import { sceneAt } from "./scenes.js";

const START = ["1", "2", "3", "4"];
const EDITED = ["1", "9", "3", "4"];
const block = (owners, values) => ({ owners, values, addresses: [], bytes: [] });
const line = (kind, side, more) => ({ kind, side, place: null, value: "", refused: false, sentence: "", ...more });
const edit = line("edit", "a", { place: 1, value: "9" });

/** An array is made, a tensor from it, and a number of the array is written. */
const data = (shared, more) => ({
  shared,
  lines: [line("create", "a"), line("bridge", "t"), { ...edit, ...more }],
  states: [
    { a: null, t: null, blocks: [] },
    { a: START, t: null, blocks: [block("a", START)] },
    { a: START, t: START, blocks: shared ? [block("at", START)] : [block("a", START), block("t", START)] },
    {
      a: EDITED,
      t: shared ? EDITED : START,
      blocks: shared ? [block("at", EDITED)] : [block("a", EDITED), block("t", START)],
    },
  ],
});
const path = (x) => [
  [x, 0],
  [x, 100],
];
const WHERE = {
  rows: [0, 1].map((row) => [0, 1, 2, 3].map((place) => ({ x: 100 * place + 500 * row, y: 200 }))),
  paths: { a: [0, 10, 20, 30].map(path), t: [60, 70, 80, 90].map(path) },
};
const scene = (shared, frame, moved, more) => sceneAt(data(shared, more), WHERE, { frame, moved });

test("numbers come one after the other", () => {
  const { seen, stored } = scene(false, 0, 0.4);
  assert.equal(seen.a[0], 1);
  assert.ok(seen.a[1] > seen.a[2] && seen.a[3] === 0);
  assert.deepEqual(stored, [seen.a, [0, 0, 0, 0]]);
  assert.deepEqual(seen.t, [0, 0, 0, 0]);
});

test("a copy flies from memory to memory; what is shared does not fly", () => {
  const { fly } = scene(false, 1, 0.2);
  assert.deepEqual(
    fly.map(({ text }) => text),
    START,
  );
  assert.deepEqual(fly[0].at, [250, 155], "half of the way is done, on an arc");
  const shared = scene(true, 1, 0.2);
  assert.deepEqual([shared.fly, shared.stored], [[], [[1, 1, 1, 1]]]);
});

test("an edit goes down to the memory, and up to who else reads it", () => {
  const down = scene(true, 2, 0.29);
  assert.deepEqual([down.fly[0].at.map(Math.round), down.fly[0].text, down.fly[0].role], [[10, 50], "9", "step"]);
  assert.deepEqual([down.values.a, down.values.t, down.blocks[0].values], [EDITED, START, START]);
  assert.deepEqual(down.marked, { side: "a", place: 1, role: "step", reached: ["a"] });
  const up = scene(true, 2, 0.72);
  assert.deepEqual([up.fly[0].at.map(Math.round), up.values.t, up.blocks[0].values], [[70, 50], START, EDITED]);
  assert.deepEqual(up.marked.reached, ["a", "memory"]);
  const there = scene(true, 3, 0);
  assert.deepEqual([there.fly, there.values.t, there.marked.reached], [[], EDITED, ["a", "memory", "t"]]);
  assert.deepEqual(scene(false, 3, 0).marked.reached, ["a", "memory"]);
});

test("an edit that Python refuses goes no farther than the memory", () => {
  const { fly, marked } = scene(true, 2, 0.72, { refused: true });
  assert.deepEqual([fly, marked.role, marked.reached], [[], "loss", ["a"]]);
});
