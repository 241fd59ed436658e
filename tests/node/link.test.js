import assert from "node:assert/strict";
import { test } from "node:test";
import { linkTo } from "../../components/stage/controls/link.js";

const PAGE = "https://viz.example/learning-rate";

test("a link holds the film's fields in full, and the moment", () => {
  assert.equal(linkTo(PAGE, "lr=0.1&seed=144", 30), `${PAGE}?lr=0.1&seed=144&t=30`);
});

test("what the address says beside is kept as it is written, and what the film says is the film's", () => {
  assert.equal(linkTo(`${PAGE}?lr=9&guess=%5B2%2C+3%5D&t=5`, "lr=0.1", 30), `${PAGE}?lr=0.1&guess=%5B2%2C+3%5D&t=30`);
});

test("what a hand turned is there, and gone where it is nothing", () => {
  assert.equal(
    linkTo(`${PAGE}?region=1&cards=x`, "lr=0.1", 0, { region: "2 3", cards: "", lr: "7" }),
    `${PAGE}?lr=0.1&region=2+3&t=0`,
  );
});

test("an embedded site's folder stays", () => {
  assert.equal(linkTo("https://a.example/viz/loss?x=1#top", "lr=1", 2), "https://a.example/viz/loss?lr=1&x=1&t=2");
});
