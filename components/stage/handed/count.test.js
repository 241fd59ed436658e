import assert from "node:assert/strict";
import { test } from "node:test";
import { counted, every, inWords, stood, summed, textOf } from "./count.js";

const PAGE = {
  of: 5,
  answers: {
    '"One?"': { solved: true, tries: 2, chosen: ["a", "b"], hint: true },
    '"Two?"': { solved: false, tries: 3, chosen: ["c"], hint: true, shown: true },
    '"Three?"': { solved: false, tries: 0, chosen: [], hint: true },
  },
};

test("a lesson and all lessons are counted", () => {
  assert.deepEqual(counted(PAGE, 9), { of: 5, solved: 1, tries: 5, hints: 3, shown: 1 });
  assert.deepEqual(counted(undefined, 4), { of: 4, solved: 0, tries: 0, hints: 0, shown: 0 });
  assert.deepEqual(summed([counted(PAGE, 5), counted(undefined, 4)]), {
    of: 9,
    solved: 1,
    tries: 5,
    hints: 3,
    shown: 1,
  });
  assert.equal(inWords(counted(PAGE, 5)), "5 tries, 3 hints, 1 answer shown");
  assert.equal(inWords({ ...counted(undefined, 4), tries: 1 }), "1 try");
  assert.equal(inWords(counted(undefined, 4)), "");
});

test("a lesson that the site has no more is still there", () => {
  const lessons = [{ path: "loss", title: "The loss", of: 5 }];
  const gone = { path: "old", title: "old", of: 0 };
  assert.deepEqual(every(lessons, [{ loss: PAGE, old: PAGE }, { old: PAGE }]), [...lessons, gone]);
});

test("a question is read as it was asked, and how it stands is said", () => {
  assert.equal(textOf('"What does `w` **do**?"'), "What does w do?");
  assert.equal(textOf('["Of ",{"kind":"live"},"?"]'), "Of …?");
  assert.equal(textOf("3"), "…");
  const { '"One?"': one, '"Two?"': two, '"Three?"': three } = PAGE.answers;
  assert.equal(stood(one), "Solved in 2 tries, after asking for the hint; not right: a.");
  assert.equal(stood(two), "Not solved yet, after asking for the hint and the answer; not right: c.");
  assert.equal(stood(three), "Only looked at, after asking for the hint.");
  assert.equal(stood({ solved: true, tries: 1, chosen: [""] }), "Solved.");
});
