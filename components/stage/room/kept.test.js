import assert from "node:assert/strict";
import { test } from "node:test";

import { anybody, codeIn, inAddress, keepPlace, keepSecret, placeKept, secretOf } from "./kept.js";

/** A store of a browser. */
function store() {
  /** @type {Map<string, string>} */
  const all = new Map();
  return {
    getItem: (/** @type {string} */ key) => all.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => void all.set(key, value),
  };
}

test("a code is read as it is typed, said or linked", () => {
  assert.equal(codeIn("k7pq2m"), "K7PQ2M");
  assert.equal(codeIn(" K7P Q2M "), "K7PQ2M");
  assert.equal(codeIn("k7p-q2m"), "K7PQ2M");
  assert.equal(codeIn("https://site.org/loss?lr=1#room=K7PQ2M"), "K7PQ2M");
  for (const none of ["", "K7PQ2", "K7PQ2MM", "K7PQ2O", "K7PQ1M", "<b>abc"]) assert.equal(codeIn(none), "");
});

test("an address leads into a room, perhaps as a second screen", () => {
  assert.deepEqual(inAddress("#room=K7PQ2M"), { code: "K7PQ2M", screen: false });
  assert.deepEqual(inAddress("#room=k7pq2m&screen"), { code: "K7PQ2M", screen: true });
  for (const none of ["", "#player", "#room=", "#room=nothing"]) assert.equal(inAddress(none), null);
});

test("somebody is thirty-two digits, another each time", () => {
  assert.match(anybody(), /^[0-9a-f]{32}$/);
  assert.notEqual(anybody(), anybody());
});

test("a tab keeps its room until it has left it", () => {
  const tab = store();
  assert.equal(placeKept(tab), null);
  const place = { code: "K7PQ2M", me: anybody(), free: true };
  keepPlace(place, tab);
  assert.deepEqual(placeKept(tab), place);
  keepPlace(null, tab);
  assert.equal(placeKept(tab), null);
  tab.setItem("stage-room", '{"code": "<b>", "me": "1"}');
  assert.equal(placeKept(tab), null);
});

test("secrets are kept by code, the last of them, and forgotten", () => {
  const all = store();
  keepSecret("K7PQ2M", "one", all);
  keepSecret("AAAAAA", "two", all);
  assert.equal(secretOf("K7PQ2M", all), "one");
  keepSecret("K7PQ2M", null, all);
  assert.equal(secretOf("K7PQ2M", all), undefined);
  for (const letter of "BCDEFGHJ") keepSecret(letter.repeat(6), letter, all);
  assert.equal(secretOf("AAAAAA", all), undefined);
  assert.equal(secretOf("JJJJJJ", all), "J");
});
