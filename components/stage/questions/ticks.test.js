import assert from "node:assert/strict";
import { test } from "node:test";
import { rules } from "./ticks.js";

const answer = (solved) => ({ solved, tries: 1, chosen: ["a"] });

test("a page's link says how many are solved, and has a tick once all are", () => {
  const [loss, tensors, ...none] = rules({
    loss: { of: 2, answers: { one: answer(true), two: answer(false) } },
    tensors: { of: 1, answers: { one: answer(true) } },
    numpy: { of: 1, answers: { one: answer(false) } },
  }).split("\n");
  assert.deepEqual(none, [], "nothing is said of a page where nothing is solved");
  assert.match(loss, /\[href\$="\/loss"\].*content: "1 of 2" \/ " 1 of 2 questions solved";/);
  assert.match(tensors, /\[href\$="\/tensors"\].*content: "✓"; content: "✓" \/ " all questions solved";/);
});
