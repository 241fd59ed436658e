import assert from "node:assert/strict";
import { test } from "node:test";
import { passes } from "../../stage/kit/passes.js";
import { rows, summary, told, written } from "./words.js";

const picture = {
  nodes: [
    { kind: "variable", name: "x", value: 3, gradient: 2 },
    { kind: "operation", name: "y", value: 6, gradient: 1 },
  ],
  edges: [{ from: 0, to: 1, flows: true, carried: 2 }],
  scenes: [
    {
      kind: "forward",
      node: 1,
      words: [
        ["", "y = "],
        ["prediction", 6],
      ],
    },
    {
      kind: "seed",
      node: 1,
      call: 1,
      words: [
        ["", "dy/dy = "],
        ["gradient", 1],
      ],
    },
    {
      kind: "backward",
      node: 1,
      words: [
        ["", "dy/dx = "],
        ["gradient", 2],
      ],
    },
    { kind: "accumulate", node: 0, before: null, came: 2, after: 2, words: [["", "x.grad was None"]] },
  ],
  end: [
    ["", "y = "],
    ["prediction", 6],
    ["", "."],
  ],
};

test("at rest, what was done last is told; before all nothing is computed", () => {
  const text = (frame, moved) => told(picture, frame, moved).map(written).join("");
  assert.equal(text(0, 0), "Nothing is computed yet.");
  assert.equal(text(0, 0.1), "y = 6");
  assert.equal(text(1, 0), "y = 6");
  assert.equal(text(1, 0.1), "dy/dy = 1");
  assert.equal(text(4, 0), "y = 6.");
});

test("numbers are short, also those that are words", () => {
  assert.deepEqual(
    [
      ["", 1 / 3],
      ["gradient", "inf"],
      ["prediction", null],
      ["", "× "],
    ].map(written),
    ["0.3333", "∞", "None", "× "],
  );
});

test("the longest of all words decides how many lines there are", () => {
  assert.equal(rows(picture, 1000), 1);
  assert.equal(rows(picture, 100), 2); // "x.grad was None": 15 letters
});

test("all numbers of a step stand in one sentence", () => {
  const states = passes(picture);
  const at = (frame) => summary(picture, states[frame], frame);
  assert.equal(at(0), "Step 0 of 4: x is 3, x.grad is None; y is not computed yet.");
  assert.equal(at(4), "Step 4 of 4: x is 3, x.grad is 2; y is 6, gradient 1.");
});
