import assert from "node:assert/strict";
import { test } from "node:test";
import { written as prepared } from "./prepared.js";
import * as series from "./series.js";

const SITE = "https://viz.example/folder/";
const text = (task) => prepared({ hidden: ["lr"], fixed: [], start: "lr=0.1", task, questions: null });
const step = (task, page = "loss") => ({ page, query: `prepared=${text(task)}&t=5` });
const three = { title: "Three steps", steps: [step("one"), step("two", ""), step("three", "every-weight")] };

function store() {
  const there = new Map();
  return { getItem: (key) => there.get(key) ?? null, setItem: (key, value) => there.set(key, value) };
}

test("what is written is read again", () => {
  assert.deepEqual(series.read(series.written(three)), three);
  const most = { title: "", steps: Array.from({ length: series.MOST }, (_, i) => step(`task ${i}`)) };
  assert.deepEqual(series.read(series.written(most)), most);
});

test("what is no course of ours is none", () => {
  const parts = { title: "a", steps: [["loss", "prepared=eyJ0IjoiYSJ9"]] };
  assert.ok(series.read(JSON.stringify(parts)));
  const none = [
    "", "{", "3", "null", '{"title":3,"steps":[]}', '{"title":"a","steps":[]}', '{"title":"a","steps":[3]}',
    ...[["../x", "prepared=eyJ0IjoiYSJ9"], ["loss", ""], ["loss", "prepared=!"], ["loss", "x".repeat(20_000)]].map((one) => JSON.stringify({ ...parts, steps: [one] })),
    JSON.stringify({ ...parts, steps: Array(series.MOST + 1).fill(parts.steps[0]) }),
  ]; // prettier-ignore
  for (const one of none) assert.equal(series.read(one), null, one.slice(0, 60));
});

test("a prepared link of this site is a step, and leads back", () => {
  for (const one of three.steps) assert.deepEqual(series.stepOf(series.linkOf(one, SITE), SITE), one);
  assert.match(series.stepOf("loss?x", SITE), /no link/);
  assert.match(series.stepOf("https://other.example/folder/loss?prepared=eyJ0IjoiYSJ9", SITE), /another site/);
  assert.match(series.stepOf(`${SITE}loss?lr=0.1`, SITE), /not a prepared one/);
});

test("steps are told apart by their page and what is prepared, not by where the knobs stand", () => {
  assert.equal(series.idOf(step("one")), series.idOf({ page: "loss", query: `epochs=9&prepared=${text("one")}` }));
  assert.notEqual(series.idOf(step("one")), series.idOf(step("one", "home")));
});

test("one's own grows step by step, up to its bound", () => {
  const browser = store();
  for (let i = 0; i < series.MOST; i += 1) assert.match(series.added(step("a"), browser), /^Step \d+ of your course/);
  assert.match(series.added(step("a"), browser), /at most 40 steps/);
  assert.equal(series.draft(browser).steps.length, series.MOST);
  assert.match(series.added(step("a"), null), /keeps nothing/);
});

test("what is done is ticked, and taken back", () => {
  const browser = store();
  series.putDone(step("one"), true, browser);
  series.putDone(step("two"), true, browser);
  series.putDone(step("one"), false, browser);
  assert.deepEqual(series.done(browser), [series.idOf(step("two"))]);
  series.keepOpened(three, browser);
  assert.deepEqual(series.opened(browser), three);
  assert.deepEqual(series.opened(store()), { title: "", steps: [] });
});
