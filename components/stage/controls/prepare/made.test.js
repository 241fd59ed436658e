import assert from "node:assert/strict";
import { test } from "node:test";
import { read } from "../../kit/prepared.js";
import { linkOf, textOf, wantedOf } from "./made.js";

const SITE = "https://viz.example/folder/";
const QUERY = "lr=0.0001&epochs=40&start=random";
const here = { link: `${SITE}loss?${QUERY}&seen=3d&t=7.5`, query: QUERY, begins: "lr=1e-05&epochs=40&start=random", rivals: null }; // prettier-ignore
const wanted = { held: new Map([["lr", "hidden"], ["epochs", "fixed"]]), task: " Look.\n", questions: [1] }; // prettier-ignore

const made = (link) => read(new URL(link).searchParams.get("prepared"));

test("a prepared link holds what the page shows, once", () => {
  const { link } = linkOf(here, wanted);
  assert.deepEqual(made(link), { hidden: ["lr"], fixed: ["epochs"], start: QUERY, task: "Look.", questions: [1] });
  assert.match(link, /^https:\/\/viz\.example\/folder\/loss\?prepared=[\w-]+&seen=3d&t=7\.5$/);
  assert.deepEqual(wantedOf(link), { ...wanted, task: "Look." });
});

test("a short one leaves out what is as the lesson begins", () => {
  const { link } = linkOf(here, wanted, true);
  assert.equal(made(link).start, "lr=0.0001");
});

test("the rivals, and fixed pictures, are prepared as well", () => {
  const link = `${here.link}&race=seed%3D3&show=code~landscape&prepared=eyJ0IjoiYSJ9`;
  const held = new Map([["show", "fixed"]]);
  const start = made(linkOf({ ...here, link, rivals: [{ seed: "3" }] }, { ...wanted, held }).link).start;
  assert.equal(start, `${QUERY}&race=seed%3D3&show=code~landscape`);
  const free = linkOf({ ...here, link, rivals: [] }, { ...wanted, held: new Map() }).link;
  assert.equal(made(free).start, `${QUERY}&race=alone`, "whom the visitor took away stays away");
  assert.equal(new URL(free).searchParams.get("show"), "code~landscape");
});

test("more than a link can carry is a sentence, and at the start no moment is named", () => {
  const query = `table=${"1_".repeat(5000)}`;
  assert.match(linkOf({ ...here, query }, wanted).problem, /more than a link can carry/);
  assert.ok(!linkOf({ ...here, link: `${SITE}loss?${QUERY}&t=0` }, wanted).link.includes("t="));
});

test("a page that is not prepared has nothing to begin with, and neither has a damaged link", () => {
  for (const address of [`${SITE}loss`, `${SITE}loss?prepared=!`])
    assert.deepEqual(wantedOf(address), { held: new Map(), task: "", questions: null });
});

test("a question is one line", () => {
  assert.equal(textOf(["Is **it** ", { kind: "live" }, " or `w`?"]), "Is it … or w?");
});
