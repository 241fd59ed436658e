import assert from "node:assert/strict";
import { test } from "node:test";
import { filmOf } from "../../../tests/node/films.js";
import { Fetching } from "./fetching.js";

/** Loaders that answer by hand: each film's query, and what ends its serving. */
function route() {
  const asked = [];
  const made = (_base, told, hears) => ({
    told,
    serving: null,
    want(query) {
      this.serving = new Promise((over) => {
        asked.push({
          query,
          come: (film) => (hears.film(film), hears.status(""), over()),
          refuse: (sentence) => (hears.status(sentence), over()),
        });
      });
    },
    dispose() {},
  });
  return { asked, made };
}
const turn = () => new Promise((over) => setTimeout(over));

test("films come a few at a time, each once", async () => {
  const { asked, made } = route();
  let came = 0;
  const all = new Fetching(
    "/",
    { subject: "run", version: "1" },
    { make: (film) => film.end, came: () => (came += 1) },
    made,
  );
  all.want(["a", "b", "c", "d", "e", "f", "a"]);
  assert.deepEqual(
    asked.map(({ query }) => query),
    ["a", "b", "c", "d"],
  );
  asked[1].come(filmOf({ loss: [2, 1] }));
  await turn();
  assert.deepEqual([all.come.get("b"), asked[4].query, came], [{ made: 1 }, "e", 1]);
  all.want(["a", "b", "c", "d", "e", "g"]);
  for (const one of asked.slice()) one.come(filmOf({ loss: [3, 2, 1] }));
  await turn();
  assert.deepEqual(
    asked.map(({ query }) => query),
    ["a", "b", "c", "d", "e", "g"],
    "f is wanted no more",
  );
  asked[5].come(filmOf({ loss: [1, 1] }));
  await turn();
  assert.deepEqual([[...all.come.keys()].sort().join(""), all.loaders.size], ["abcdeg", 0]);
});

test("a run that is refused says why, and others go on", async () => {
  const { asked, made } = route();
  const all = new Fetching("/", { subject: "run", version: "1" }, { make: () => 1, came() {} }, made);
  all.want(["a"]);
  asked[0].refuse("lr = 7 is not possible.");
  await turn();
  assert.deepEqual(all.come.get("a"), { problem: "lr = 7 is not possible." });
  all.want(["a", "b"]);
  assert.deepEqual(
    asked.map(({ query }) => query),
    ["a", "b"],
  );
  all.dispose();
  asked[1].come(filmOf({ loss: [2, 1] }));
  await turn();
  assert.equal(all.come.has("b"), false);
});
