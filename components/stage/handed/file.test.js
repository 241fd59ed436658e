import assert from "node:assert/strict";
import { test } from "node:test";
import { DAMAGED, HUGE, KIND, LARGEST, NEWER, NONE_OF_OURS, read, VERSION, written } from "./file.js";

const RUN = {
  name: "Adam",
  kind: "run",
  query: "lr=0.1&seed=3",
  path: "network",
  title: "A neural network",
  t: 30,
  pinned: true,
};
const ANSWERS = {
  '"Which?"': { solved: true, tries: 2, chosen: ["a", "b"], hint: true },
  '["Of ",{"kind":"live"},"?"]': { solved: false, tries: 0, chosen: [], shown: true },
};
const HANDED = {
  name: "Ada",
  date: "2026-11-30",
  pages: { loss: { of: 5, answers: ANSWERS } },
  runs: [RUN],
  cards: "eJyrVg-_",
};
const CONTENT = JSON.parse(written(HANDED));
/** A file with other content. */
const changed = (more) => read(JSON.stringify({ ...CONTENT, ...more }));
const page = (more) => changed({ pages: [{ ...CONTENT.pages[0], ...more }] });
const question = (more) => page({ questions: [{ ...CONTENT.pages[0].questions[0], ...more }] });

test("what is written is read", () => {
  assert.deepEqual(read(written(HANDED)), HANDED);
  const nothing = { name: "", date: "2026-11-30", pages: {}, runs: [], cards: "" };
  assert.deepEqual(read(written(nothing)), nothing);
  assert.deepEqual([CONTENT.file, CONTENT.version], [KIND, VERSION]);
  assert.deepEqual(CONTENT.pages[0].questions[0].question, "Which?", "a person can read it");
});

test("what no question can hold is not written, so that what is written is read", () => {
  const long = "x".repeat(600);
  const answers = {
    '"One?"': { solved: true, tries: 40, chosen: [long, ...Array.from({ length: 40 }, (_, i) => `${i}`)] },
    [JSON.stringify("y".repeat(3000))]: { solved: true, tries: 1, chosen: [] },
    "no JSON": { solved: true, tries: 1, chosen: [] },
  };
  const found = read(written({ ...HANDED, pages: { loss: { of: 5, answers } } }));
  assert.deepEqual(Object.keys(found.pages.loss.answers), ['"One?"']);
  assert.equal(found.pages.loss.answers['"One?"'].chosen.length, 30);
});

test("what is none of our files is a sentence", () => {
  for (const text of ["", "{", "null", "3", "[]", '"a"', "{}", '{"file":"another"}', "[".repeat(200_000)])
    assert.equal(read(text), NONE_OF_OURS, text.slice(0, 20));
  assert.equal(read(" ".repeat(LARGEST + 1)), HUGE);
  assert.equal(changed({ version: 2 }), NEWER);
});

test("what is not as we write it is a sentence", () => {
  for (const more of [
    { version: "1" },
    { version: 0.5 },
    { name: 3 },
    { name: undefined },
    { date: "yesterday" },
    { date: 5 },
    { pages: {} },
    { pages: Array(61).fill(CONTENT.pages[0]) },
    { pages: [null] },
    { runs: "none" },
    { runs: [{ ...RUN, path: "//evil.example" }] },
    { runs: [{ ...RUN, kind: "__proto__" }] },
    { runs: [RUN, RUN] },
    { cards: "<b>" },
    { cards: "x".repeat(16_001) },
    { cards: null },
  ])
    assert.equal(changed(more), DAMAGED, JSON.stringify(more).slice(0, 80));
  for (const more of [
    { page: "__proto__" },
    { page: "../x" },
    { page: "" },
    { of: 0 },
    { of: 1 },
    { of: "5" },
    { of: 1e9 },
    { questions: {} },
  ])
    assert.equal(page(more), DAMAGED, JSON.stringify(more));
  for (const more of [
    { question: undefined },
    { question: "x".repeat(2000) },
    { solved: "yes" },
    { tries: -1 },
    { tries: 1.5 },
    { chosen: [3] },
    { chosen: "a" },
    { chosen: Array(31).fill("a") },
    { chosen: ["x".repeat(501)] },
    { hint: "yes" },
    { shown: { a: 1 } },
  ])
    assert.equal(question(more), DAMAGED, JSON.stringify(more).slice(0, 80));
});

test("no name of a hostile file reaches what all objects have in common", () => {
  const text = `{"__proto__": {"file": "x"}, ${JSON.stringify({ ...CONTENT, constructor: { prototype: 1 } }).slice(1)}`;
  assert.deepEqual(read(text), HANDED);
  const found = question({ question: "__proto__" });
  assert.deepEqual(Object.keys(found.pages.loss.answers), ['"__proto__"']);
  assert.equal({}.file, undefined);
});

test("HTML stays text, and a name is short", () => {
  const found = changed({ name: ` <img src=x onerror=alert(1)>\n${"x".repeat(100)}` });
  assert.equal(found.name.startsWith("<img src=x onerror=alert(1)> x"), true);
  assert.equal(found.name.length, 80);
});
