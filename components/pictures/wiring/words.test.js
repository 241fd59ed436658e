import assert from "node:assert/strict";
import { test } from "node:test";
import { compared, cut, judged } from "./words.js";

const data = (wiring, kind, words = "The loss rose from 4 to 40.") => ({
  faults: { plus: { what: "The gradient is added, not `subtracted`." } },
  kinds: { grows: "The loss grows and grows", error: "The program stops with an error" },
  wiring,
  outcome: { kind, words },
});

test("a guess is judged; without one stands what the run is", () => {
  assert.deepEqual(judged(data("right", "grows"), undefined), { verdict: "Wired right." });
  assert.deepEqual(judged(data("plus", "grows"), undefined), { verdict: "The gradient is added, not subtracted." });
  assert.deepEqual(judged(data("plus", "grows"), "grows"), {
    verdict: "As you said: the loss grows and grows.",
    guess: "right",
  });
  assert.deepEqual(judged(data("plus", "error"), "grows"), {
    verdict: "Not what you said (“the loss grows and grows”): the program stops with an error.",
    guess: "wrong",
  });
});

test("a faulty run is compared with the one wired right, once that is known", () => {
  assert.equal(compared(data("plus", "grows"), 382.5), "The loss rose from 4 to 40. Wired right, it ended at 382.5.");
  for (const [wiring, end, words] of [
    ["right", 382.5],
    ["plus", undefined],
    ["plus", 382.5, ""],
  ])
    assert.equal(compared(data(wiring, "grows", words), end), words ?? "The loss rose from 4 to 40.");
});

test("a message is cut after its first sentence, not inside a number", () => {
  assert.deepEqual(cut("Version 2.1 stops. Why? See\nbelow. End."), ["Version 2.1 stops.", "Why? See\nbelow. End."]);
  assert.deepEqual(cut(""), ["", ""]);
});
