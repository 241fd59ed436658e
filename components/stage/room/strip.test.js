import assert from "node:assert/strict";
import { test } from "node:test";

import { counted, saying } from "./strip.js";

const page = { address: "", t: 0, playing: false, speed: null, large: "", hidden: [], at: 0 };

/** A room as a follower has it, but for some fields. */
const room = ({ state = {}, ...more } = /** @type {any} */ ({})) => ({
  role: /** @type {const} */ ("follower"),
  over: "",
  free: false,
  bound: false,
  ...more,
  state: { connected: true, page, race: null, ...state },
});

test("a follower is told that it follows, and may let go unless the teacher holds it", () => {
  assert.deepEqual(saying(room()), { says: "You follow the teacher.", does: ["Let go", "Details"] });
  assert.deepEqual(saying(room({ bound: true })).does, ["Details"]);
  assert.equal(saying(room({ state: { page: null } })).says, "The teacher is on the way.");
});

test("who has let go comes back by one button, but not out of a race", () => {
  assert.deepEqual(saying(room({ free: true })).does, ["Come back", "Details"]);
  assert.deepEqual(saying(room({ free: true, state: { race: {} } })).does, ["Details"]);
});

test("a line that is down is said to be, and so is the end", () => {
  assert.match(saying(room({ state: { connected: false } })).says, /line is down/);
  assert.deepEqual(saying(room({ over: "It has ended." })), { says: "It has ended.", does: ["Close"] });
  assert.deepEqual(saying(room({ over: "It has ended.", role: "teacher" })).does, ["Start again", "Close"]);
});

test("people are counted in words", () => {
  assert.equal(counted(null), "");
  assert.equal(counted({ here: 3, free: 0, screens: 1 }), "3 here");
  assert.equal(counted({ here: 30, free: 2, screens: 0 }), "30 here, 2 let go");
});
