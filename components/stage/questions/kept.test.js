import assert from "node:assert/strict";
import { test } from "node:test";
import { Kept, pages, tried } from "./kept.js";

/** A store like the browser's, with what is in it. */
function store(text) {
  let kept = text;
  return { getItem: () => kept ?? null, setItem: (_, value) => (kept = value), read: () => kept && JSON.parse(kept) };
}
const NEW = { solved: false, tries: 0, chosen: [] };
const solved = { solved: true, tries: 1, chosen: ["3"] };

test("each other choice is a try; wrong ones after a right one lose nothing", () => {
  const first = tried(NEW, "a", false);
  assert.deepEqual(first, { solved: false, tries: 1, chosen: ["a"] });
  assert.equal(tried(first, "a", false), first, "the same again is no try");
  const second = tried(first, "b", true);
  assert.deepEqual(second, { solved: true, tries: 2, chosen: ["a", "b"] });
  assert.equal(tried(second, "c", false), second);
  assert.deepEqual(tried(second, "a", true), { solved: true, tries: 2, chosen: ["b", "a"] }, "the page asked anew");
});

test("what is kept is there again, by page and by question", () => {
  const browser = store();
  const kept = new Kept("loss", ["one", "two"], browser);
  assert.deepEqual([kept.of("one"), kept.solved, kept.empty], [NEW, 0, true]);
  kept.keep("one", solved);
  new Kept("tensors", ["one"], browser).keep("one", tried(NEW, "x", false));
  const again = new Kept("loss", ["one", "two"], browser);
  assert.deepEqual([again.of("one"), again.of("two"), again.solved, again.empty], [solved, NEW, 1, false]);
  again.clear();
  assert.deepEqual([again.solved, again.empty, Object.keys(pages(browser))], [0, true, ["tensors"]]);
});

test("a changed question starts anew", () => {
  const browser = store();
  new Kept("loss", ["one", "two"], browser).keep("one", solved);
  const kept = new Kept("loss", ["another", "two", "three"], browser);
  assert.equal(kept.empty, true);
  assert.deepEqual(pages(browser), { loss: { of: 3, answers: {} } });
});

test("where some of a page's questions are asked, the answers to the others stay", () => {
  const browser = store();
  new Kept("loss", ["one", "two"], browser).keep("one", solved);
  const kept = new Kept("loss", ["one", "two"], browser, ["two"]);
  assert.deepEqual([kept.solved, kept.empty], [0, true]);
  kept.keep("two", solved);
  assert.deepEqual([kept.solved, kept.empty], [1, false]);
  kept.clear();
  assert.deepEqual(Object.keys(pages(browser).loss.answers), ["one"]);
  assert.equal(pages(browser).loss.of, 2);
});

test("two windows lose nothing of each other's", () => {
  const browser = store();
  const [here, there] = [new Kept("loss", ["one", "two"], browser), new Kept("loss", ["one", "two"], browser)];
  here.keep("one", solved);
  there.keep("two", solved);
  assert.equal(there.solved, 2);
  assert.deepEqual(Object.keys(pages(browser).loss.answers), ["one", "two"]);
});

test("a browser that keeps nothing fails silently, and the page goes on", () => {
  const refuses = () => {
    throw new Error("QuotaExceededError");
  };
  for (const one of [null, { getItem: () => null, setItem: refuses }, { getItem: refuses, setItem: refuses }]) {
    const kept = new Kept("loss", ["one", "two"], one);
    kept.keep("one", solved);
    kept.keep("two", tried(NEW, "x", false));
    assert.equal(kept.solved, 1);
  }
});

test("what is not as we write it is not there", () => {
  for (const text of ["{", "3", "null", '"a"', '{"loss":7}', '{"loss":{"of":"2","answers":{}}}', '{"loss":{"of":2}}'])
    assert.deepEqual(pages(store(text)), {}, text);
  const bad = [{ solved: "yes", tries: 1, chosen: [] }, { solved: true, tries: 1, chosen: [3] }, null];
  for (const answer of bad)
    assert.deepEqual(pages(store(JSON.stringify({ loss: { of: 1, answers: { one: answer } } }))).loss.answers, {});
});
