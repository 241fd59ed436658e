import assert from "node:assert/strict";
import { test } from "node:test";
import { added, idOf, inOrder, KEY, LONGEST, MOST, runsIn, Shelf } from "./kept.js";

/** A store like the browser's, with what is in it. */
function store(text) {
  const kept = new Map(text === undefined ? [] : [[KEY, text]]);
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
}
const run = (more = {}) => ({
  name: "Adam, rate 0.1",
  kind: "run",
  query: "optimizer=adam&lr=0.1",
  path: "step-by-step",
  title: "Step by step",
  t: 3,
  pinned: false,
  ...more,
});
const many = (length, more = {}) => Array.from({ length }, (_, i) => run({ query: `lr=${i}`, name: `${i}`, ...more }));

test("what is kept is there again, in another tab too, the newest first and pinned ones before all", () => {
  const browser = store();
  const [here, there] = [new Shelf(browser), new Shelf(browser)];
  for (const one of many(3)) assert.equal(here.put(added(here.runs, one).runs), true);
  assert.deepEqual(
    there.runs.map(({ name }) => name),
    ["2", "1", "0"],
  );
  there.change(idOf(run({ query: "lr=0" })), { pinned: true, name: "first" });
  assert.deepEqual(
    inOrder(here.runs).map(({ name, pinned }) => [name, pinned]),
    [
      ["first", true],
      ["2", false],
      ["1", false],
    ],
  );
});

test("the same run is not kept twice, from whatever page; another kind with the same address is another", () => {
  const runs = [run()];
  assert.equal(added(runs, run({ name: "x", path: "loss", t: 9 })), "It is kept already, as “Adam, rate 0.1”.");
  assert.equal(added(runs, run({ kind: "descent" })).runs.length, 2);
});

test("of more than there is room for the oldest that is not pinned goes; where all are pinned, none comes", () => {
  const runs = many(MOST);
  runs[MOST - 1].pinned = true;
  const { runs: next, gone } = added(runs, run());
  assert.deepEqual([next.length, next[0].name, gone.name], [MOST, "Adam, rate 0.1", String(MOST - 2)]);
  assert.ok(next.includes(runs[MOST - 1]));
  assert.equal(
    added(many(MOST, { pinned: true }), run()),
    `All ${MOST} kept runs are pinned. Unpin or delete one first.`,
  );
});

test("what was taken out comes back to its place, unless it is there again", () => {
  const shelf = new Shelf(store(JSON.stringify(many(3))));
  const taken = shelf.take("run?lr=1");
  assert.deepEqual([taken.place, shelf.runs.map(({ name }) => name)], [1, ["0", "2"]]);
  shelf.back(taken);
  shelf.back(taken);
  assert.deepEqual(
    shelf.runs.map(({ name }) => name),
    ["0", "1", "2"],
  );
  assert.equal(shelf.take("run?lr=7"), null);
});

test("a browser that keeps nothing fails in the open, and the list lasts as long as the page", () => {
  const refuses = () => {
    throw new Error("QuotaExceededError");
  };
  for (const one of [null, { getItem: () => null, setItem: refuses }, { getItem: refuses, setItem: refuses }]) {
    const shelf = new Shelf(one);
    assert.equal(shelf.put([run()]), false);
    assert.equal(shelf.change(idOf(run()), { name: "mine" }), false);
    assert.deepEqual(
      shelf.runs.map(({ name }) => name),
      ["mine"],
    );
  }
});

test("a store that has room again keeps all", () => {
  const browser = store();
  let full = true;
  const narrow = {
    getItem: browser.getItem,
    setItem(key, value) {
      if (full) throw new Error("QuotaExceededError");
      browser.setItem(key, value);
    },
  };
  const shelf = new Shelf(narrow);
  shelf.put(many(2));
  full = false;
  shelf.take("run?lr=0");
  assert.deepEqual(
    new Shelf(browser).runs.map(({ name }) => name),
    ["1"],
  );
});

test("what is not as we write it is not there", () => {
  const garbage = ["", "{", "3", "null", '"a"', '{"version":2,"runs":[]}', "[1,null,[],{}]", "x".repeat(3e6)];
  for (const text of garbage) assert.deepEqual(new Shelf(store(text)).runs, [], text.slice(0, 20));
  const deep = `${"[".repeat(1e5)}${"]".repeat(1e5)}`;
  assert.deepEqual(new Shelf(store(deep)).runs, []);
  const bad = [
    { name: "" },
    { name: 3 },
    { kind: "expression" },
    { kind: "toString" },
    { path: "//elsewhere.example" },
    { path: "../x" },
    { t: -1 },
    { t: "0" },
    { t: null },
    { query: "x".repeat(7000) },
    { title: undefined },
  ];
  assert.deepEqual(runsIn(bad.map(run)), []);
  assert.equal(runsIn(many(3 * MOST)).length, MOST);
  assert.equal(runsIn([run(), run({ name: "again" })]).length, 1);
});

test("what was edited by hand is made tidy: a long name, an address, a pin", () => {
  const [found] = runsIn([run({ name: ` a\n${"b".repeat(500)}`, query: "lr=1#<b>&x=/ y", pinned: "yes", more: 1 })]);
  assert.equal(found.name.length, LONGEST);
  assert.equal(found.query, "lr=1%23%3Cb%3E&x=%2F+y");
  assert.deepEqual([found.pinned, "more" in found], [false, false]);
});
