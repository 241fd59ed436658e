import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Room, room } from "./room.js";
import { pause } from "./socket.js";

/** What a browser has and Node.js has not: a line, of which the test is the other end. */
class Line {
  static OPEN = 1;
  /** @type {Line[]} */
  static all = [];
  readyState = 0;
  /** @type {any[]} */
  said = [];
  /** @type {Record<string, (event: any) => void>} */
  heard = {};

  /** @param {string} url */
  constructor(url) {
    this.url = url;
    Line.all.push(this);
  }

  /** @param {string} kind @param {(event: any) => void} f */
  addEventListener(kind, f) {
    this.heard[kind] = f;
  }

  /** @param {string} text */
  send(text) {
    this.said.push(JSON.parse(text));
  }

  close() {}

  open() {
    this.readyState = 1;
    this.heard.open({});
  }

  /** @param {any} message */
  tell(message) {
    this.heard.message({ data: JSON.stringify(message) });
  }

  /** @param {number} code */
  fall(code) {
    this.readyState = 3;
    this.heard.close({ code });
  }
}

const ME = "0".repeat(32);
const WELCOME = {
  is: "welcome",
  role: "follower",
  code: "K7PQ2M",
  you: "p1",
  now: 1_000,
  ends: 9_000,
  ids: { page: 5, lock: 0, question: 0, race: 0 },
  page: { address: "loss", t: 3 },
  locked: false,
  question: null,
  tally: null,
  race: null,
  runs: null,
  people: null,
};

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  Line.all = [];
  const document = { addEventListener() {}, removeEventListener() {}, visibilityState: "visible" };
  Object.assign(globalThis, { WebSocket: Line, document, addEventListener() {} });
});

afterEach(() => {
  room.put(null);
  mock.timers.reset();
});

/** A browser that is in a room. @param {any} [place] @param {any} [welcome] */
function within(place = {}, welcome = {}) {
  const house = { shown: null, go() {} };
  const made = new Room({ code: "K7PQ2M", me: ME, ...place }, "http://host/below/", house);
  room.put(made);
  const line = Line.all[0];
  line.open();
  line.tell({ ...WELCOME, ...welcome });
  return { made, line };
}

test("it comes to the room's own address, says who it is, and knows all that it is told", () => {
  const { made, line } = within();
  assert.equal(line.url, "ws://host/below/rooms/K7PQ2M/live");
  assert.deepEqual(line.said[0], { is: "hello", me: ME, free: false });
  assert.equal(line.said.filter(({ is }) => is === "echo").length, 5);
  assert.deepEqual(made.state.page, { id: 5, address: "loss", t: 3 });
  assert.deepEqual([made.role, made.you, made.state.connected, made.state.runs], ["follower", "p1", true, []]);
  assert.ok(Math.abs(made.now() - 1_000) < 500);
});

test("what is older than what it holds is not taken", () => {
  const { made, line } = within();
  const heard = mock.fn();
  made.hear("page", heard);
  line.tell({ is: "page", id: 4, page: { address: "old" } });
  assert.equal(made.state.page?.address, "loss");
  line.tell({ is: "page", id: 6, page: { address: "new" } });
  assert.equal(made.state.page?.address, "new");
  assert.equal(heard.mock.callCount(), 1);
});

test("a question has its id, and is told again once it is revealed", () => {
  const { made, line } = within();
  line.tell({ is: "question", id: 7, question: { kind: "number", text: "How much?" } });
  line.tell({ is: "question", id: 7, question: { kind: "number", text: "How much?", answer: 2 } });
  assert.deepEqual(made.state.question, /** @type {any} */ ({ id: 7, kind: "number", text: "How much?", answer: 2 }));
  line.tell({ is: "question", id: 8, question: null });
  assert.equal(made.state.question, null);
});

test("a follower lets go and comes back, but not while the teacher holds it", () => {
  const { made, line } = within();
  assert.ok(made.letGo(true));
  assert.deepEqual([made.free, line.said.at(-1)], [true, { is: "free", free: true }]);
  line.tell({ is: "lock", id: 9, locked: true });
  assert.equal(made.free, false);
  assert.equal(made.letGo(true), false);
  line.tell({ is: "lock", id: 10, locked: false });
  assert.ok(made.letGo(true));
});

test("in a race everybody turns knobs, locked or not, and comes back after it", () => {
  const { made, line } = within({}, { locked: true });
  line.tell({ is: "race", id: 11, race: { address: "laboratory" } });
  assert.ok(made.letGo(true));
  line.tell({ is: "lock", id: 12, locked: true });
  assert.equal(made.free, true);
  line.tell({ is: "race", id: 13, race: null });
  assert.equal(made.free, false);
});

test("a line that falls is made anew within 0.3 s, and what waited is said", () => {
  const { made, line } = within();
  line.fall(1006);
  assert.equal(made.state.connected, false);
  made.send({ is: "answer", question: 7, value: 1 });
  made.send({ is: "page", page: {} });
  mock.timers.tick(300);
  const next = Line.all[1];
  next.open();
  next.tell(WELCOME);
  assert.equal(made.state.connected, true);
  assert.deepEqual(
    next.said.filter(({ is }) => is !== "echo").map(({ is }) => is),
    ["hello", "answer"],
  );
});

test("a room that has ended says why, once, and the line stays down", () => {
  const { made, line } = within({ secret: "s" }, { role: "teacher" });
  const heard = mock.fn();
  made.hear("ended", heard);
  line.tell({ is: "ended", why: "Three hours are over.", missing: false });
  line.fall(4000);
  mock.timers.tick(10_000);
  assert.deepEqual(
    [made.over, made.missing, Line.all.length, heard.mock.callCount()],
    ["Three hours are over.", false, 1, 1],
  );
});

test("a line on which no echo comes back is down, whatever it says", () => {
  const { made } = within();
  mock.timers.tick(4_000);
  mock.timers.tick(300);
  assert.equal(made.state.connected, false);
  assert.equal(Line.all.length, 2);
});

test("who hears of the room hears of another, and of none", () => {
  const heard = mock.fn();
  const deaf = room.on(heard);
  const { made } = within();
  room.put(null);
  deaf();
  assert.deepEqual(
    heard.mock.calls.map(({ arguments: [one] }) => one),
    [made, null],
  );
});

test("tries are at most two seconds and a half apart, and never at the same time for all", () => {
  assert.deepEqual([pause(0, 0), pause(0, 1), pause(1, 0.5)], [150, 250, 400]);
  assert.ok(pause(50, 1) <= 2_500);
  assert.ok(pause(50, 0) < pause(50, 1));
});
