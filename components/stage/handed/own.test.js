import assert from "node:assert/strict";
import { test } from "node:test";
import { Shelf } from "../controls/runs/kept.js";
import { CARDS_KEY, joined, keptText, NAME, own, put } from "./own.js";

/** A store like the browser's. */
function store(kept = new Map()) {
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value), kept };
}
const run = (name) => ({ name, kind: "run", query: `seed=${name}`, path: "loss", title: "Loss", t: 0, pinned: false });
const right = (tries, ...chosen) => ({ solved: true, tries, chosen });
const wrong = (tries, ...chosen) => ({ solved: false, tries, chosen });
const HANDED = {
  name: "Ada",
  date: "2026-11-30",
  pages: { loss: { of: 5, answers: { '"One?"': right(1, "a") } } },
  runs: [run("1")],
  cards: "eJ_-",
};

test("what is kept apart is gathered, under today's date", () => {
  const browser = store();
  const shelf = new Shelf(browser);
  const now = new Date(2026, 10, 30, 23, 59);
  assert.deepEqual(own(browser, shelf.runs, now), { name: "", date: "2026-11-30", pages: {}, runs: [], cards: "" });
  assert.equal(put(HANDED, browser, shelf), true);
  assert.deepEqual(own(browser, shelf.runs, now), HANDED);
});

test("a browser that keeps nothing says so", () => {
  const refuses = () => {
    throw new Error("QuotaExceededError");
  };
  for (const browser of [null, { getItem: refuses, setItem: refuses }])
    assert.equal(put(HANDED, browser, new Shelf(browser)), false);
});

test("what no program of ours has kept is not there", () => {
  const browser = store(
    new Map([
      [NAME, "{"],
      [CARDS_KEY, "7"],
    ]),
  );
  assert.deepEqual([keptText(NAME, 80, browser), keptText(CARDS_KEY, 80, browser)], ["", ""]);
  browser.setItem(NAME, JSON.stringify("x".repeat(81)));
  assert.equal(keptText(NAME, 80, browser), "");
});

test("of each question the better answer stays, and nothing of one's own is lost", () => {
  const mine = {
    ...HANDED,
    pages: {
      loss: { of: 5, answers: { '"One?"': wrong(3, "b"), '"Two?"': right(1, "c"), '"Three?"': wrong(1, "x") } },
      tensors: { of: 4, answers: { '"T?"': right(2, "t") } },
    },
    runs: [run("2"), run("1")],
    cards: "mine",
    name: "Bo",
  };
  const theirs = {
    ...HANDED,
    pages: {
      loss: { of: 6, answers: { '"One?"': right(1, "a"), '"Two?"': wrong(9, "d"), '"Three?"': wrong(2, "y") } },
      race: { of: 3, answers: { '"R?"': right(1, "r") } },
    },
    runs: [run("3"), run("1")],
  };
  const both = joined(mine, theirs);
  assert.deepEqual(both.pages, {
    loss: { of: 5, answers: { '"One?"': right(1, "a"), '"Two?"': right(1, "c"), '"Three?"': wrong(2, "y") } },
    tensors: mine.pages.tensors,
    race: theirs.pages.race,
  });
  assert.deepEqual(
    both.runs.map(({ name }) => name),
    ["2", "1", "3"],
  );
  assert.deepEqual([both.name, both.cards], ["Bo", "mine"]);
  const empty = { name: "", date: "2026-11-30", pages: {}, runs: [], cards: "" };
  assert.deepEqual(joined(empty, HANDED), HANDED);
});

test("a full list of runs keeps the visitor's own", () => {
  const mine = { ...HANDED, runs: Array.from({ length: 50 }, (_, i) => run(`own ${i}`)) };
  assert.deepEqual(joined(mine, HANDED).runs, mine.runs);
});
