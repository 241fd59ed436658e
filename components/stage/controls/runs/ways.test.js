import assert from "node:assert/strict";
import { test } from "node:test";
import { compared, opened, raced } from "./ways.js";

const here = {
  site: "https://host.example/folder/",
  path: "step-by-step",
  kind: "run",
  query: "model=linear&optimizer=sgd&lr=0.1",
  rivals: null,
};
const kept = {
  name: "adam",
  kind: "run",
  query: "model=linear&optimizer=adam&lr=0.01",
  path: "loss",
  title: "Loss",
  t: 7.5,
  pinned: false,
};
const ball = { ...here, kind: "descent", path: "landscape", query: "text=x&window=a&x=1&lr=0.1" };
const otherBall = { ...kept, kind: "descent", query: "text=x&window=b&x=2&lr=0.1" };
const OWN = "optimizer%3Dadam%26lr%3D0.01";

test("back to the page, the run and the moment, below the site's own folder", () => {
  assert.equal(opened(here, kept), "https://host.example/folder/loss?model=linear&optimizer=adam&lr=0.01&t=7.5");
  assert.equal(opened(here, { ...kept, path: "", query: "lr=1", t: 0 }), "https://host.example/folder/?lr=1&t=0");
});

test("what a teacher has prepared goes along, but not to another page of its own", () => {
  const there = { ...here, prepared: "eyJ0IjoiYSJ9" };
  assert.match(opened({ ...there, path: "loss" }, kept), /&t=7.5&prepared=eyJ0IjoiYSJ9$/);
  assert.match(opened(there, kept), /&t=7.5$/);
  assert.match(raced(there, kept).address ?? "", /\/laboratory\?.*&prepared=eyJ0IjoiYSJ9$/);
  assert.match(compared(there, kept).address ?? "", /&against=2&prepared=eyJ0IjoiYSJ9$/);
});

test("a page without a race leads to one that has it, with its own run in front", () => {
  const laboratory = `${here.site}laboratory?model=linear&optimizer=sgd&lr=0.1&race=${OWN}`;
  assert.deepEqual(raced(here, kept), { address: laboratory });
  assert.deepEqual(compared(here, kept), { address: `${laboratory}&against=2` });
  assert.deepEqual(raced(ball, otherBall), { address: `${here.site}race?${ball.query}&race=x%3D2` });
});

test("where there is a race, the kept run joins it", () => {
  const rivals = [{ lr: "1" }];
  const race = "lr=1;optimizer=adam&lr=0.01";
  assert.deepEqual(raced({ ...here, rivals }, kept), { turned: { race } });
  const laboratory = { ...here, path: "laboratory", rivals };
  assert.deepEqual(compared(laboratory, kept), { turned: { race, against: "3" } });
  assert.deepEqual(
    compared({ ...laboratory, rivals: [{ optimizer: "adam", lr: "0.01" }, ...rivals] }, kept),
    { turned: { race: "optimizer=adam&lr=0.01;lr=1", against: "2" } },
    "it runs already",
  );
  assert.deepEqual(raced({ ...here, rivals: [{ lr: "0.01", optimizer: "adam" }] }, kept), { why: "It runs already." });
  const eight = Array.from({ length: 7 }, (_, i) => ({ lr: String(i) }));
  const full = { why: "A race has at most 8 runners. Remove one first." };
  assert.deepEqual(
    [raced({ ...here, rivals: eight }, kept), compared({ ...laboratory, rivals: eight }, kept)],
    [full, full],
  );
});

test("what cannot run beside the page's own says why", () => {
  for (const way of [raced, compared]) {
    assert.deepEqual(way(ball, kept), { why: "There is no run on this page. Open it instead." });
    assert.deepEqual(way({ ...here, kind: "expression" }, kept), {
      why: "There is no run on this page. Open it instead.",
    });
    assert.deepEqual(way(here, { ...kept, query: here.query }), {
      why: "It is what the page shows now. Turn a knob first.",
    });
    const long = { ...kept, query: `${here.query}&table=${"~".repeat(2100)}` };
    assert.deepEqual(way(here, long), { why: "It differs in more than a link has room for. Open it instead." });
  }
  assert.deepEqual(raced(ball, { ...otherBall, query: otherBall.query.replace("text=x", "text=y") }), {
    why: "This ball rolls on another surface. Open it instead.",
  });
  assert.deepEqual(raced(ball, { ...otherBall, query: ball.query.replace("window=a", "window=b") }), {
    why: "It is what the page shows now. Turn a knob first.",
  });
});
