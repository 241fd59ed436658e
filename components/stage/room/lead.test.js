import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { Clock } from "../play/clock.js";
import { Lead } from "./lead.js";

const FILM = {
  end: 100,
  done: true,
  length: 50,
  seconds: () => 0.5,
  parts: () => 5,
  header: { stride: 1 },
  update: (/** @type {number} */ frame) => frame,
  frame: (/** @type {number} */ update) => update,
};

let now = 0; // ms of this browser's clock
/** @type {Lead | null} */
let lead = null;

beforeEach(() => {
  now = 10_000;
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  mock.method(performance, "now", () => now);
  Object.assign(globalThis, {
    document: { hidden: false, addEventListener() {} },
    addEventListener() {},
    location: { href: "http://host/loss?lr=1", pathname: "/loss" },
  });
});

afterEach(() => {
  lead?.end();
  mock.timers.reset();
  mock.restoreAll();
});

/** A teacher's page, and what the room has heard of it. @param {any} [state] @param {any} [film] */
function leading(state = {}, film = FILM) {
  const clock = new Clock({ matches: false }, () => {});
  Object.assign(clock, { tape: film ?? clock.tape, speed: 1 });
  const player = { clock, film, opening: undefined, held: false, sight: { rests: false }, outside: null };
  /** @type {any[]} */
  const sent = [];
  /** @type {Record<string, (message?: any) => void>} */
  const heard = {};
  const room = {
    site: "http://host/",
    state: { connected: true, page: null, ...state },
    time: { at: (/** @type {number} */ local) => local - performance.timeOrigin },
    now: () => now,
    send: (/** @type {any} */ message) => sent.push(message.page),
    hear: (/** @type {string} */ is, /** @type {() => void} */ f) => ((heard[is] = f), () => {}),
  };
  const house = { shown: { player, id: "loss", path: "/loss", items: () => [] }, presenter: null, go() {} };
  lead = new Lead(/** @type {any} */ (room), /** @type {any} */ (house));
  return { clock, player, sent, heard, room, look: () => lead?.look() };
}

/** Lets time go by. @param {number} ms */
function pass(ms) {
  now += ms;
  mock.timers.tick(ms);
}

test("a page is told as it is, and not again while nothing changes", () => {
  const { sent } = leading();
  pass(1_000);
  const page = { address: "loss?lr=1", t: 0, playing: false, speed: 1, large: "", hidden: [], at: 10_000 };
  assert.deepEqual(sent, [page]);
});

test("a step is told at once: where it leads, not where it is seen going", () => {
  const { clock, sent, look } = leading();
  pass(500);
  clock.step(1);
  look();
  assert.deepEqual(
    sent.map(({ t }) => t),
    [0, 1],
  );
});

test("a clock that is dragged is told ten times a second, and its last place always", () => {
  const { clock, sent, look } = leading();
  pass(500);
  for (let place = 1; place <= 30; place += 1) {
    clock.seek(place);
    look();
    pass(10);
  }
  pass(200);
  assert.ok(sent.length <= 6, `${sent.length} times`);
  assert.equal(sent.at(-1).t, 30);
});

test("a film that plays evenly is told of once; a jump of it again", () => {
  const { clock, sent, look } = leading();
  pass(500);
  clock.play();
  clock.advance(now);
  look();
  for (let frame = 0; frame < 120; frame += 1) {
    pass(16);
    clock.advance(now);
    look();
  }
  assert.equal(sent.length, 2);
  clock.position = 50;
  look();
  assert.equal(sent.length, 3);
});

test("a page without a player, or with another's still on the screen, is told at rest", () => {
  const { sent, clock, look } = leading();
  pass(500);
  clock.seek(7);
  Object.assign(location, { href: "http://host/rate", pathname: "/rate" });
  look();
  assert.deepEqual([sent.at(-1).address, sent.at(-1).t, sent.at(-1).playing], ["rate", 0, false]);
});

test("after a reload it goes on where the room has it", () => {
  const page = { address: "loss?lr=1", t: 40, playing: false, speed: 2, at: 0 };
  const { clock, sent } = leading({ page });
  assert.deepEqual([clock.position, clock.speed], [40, 2]);
  assert.deepEqual([sent[0].t, sent[0].speed], [40, 2]);
});

test("it tells nothing of itself until its film is there", () => {
  const page = { address: "loss?lr=1", t: 40, playing: false, speed: 2, at: 0 };
  const { clock, player, sent } = leading({ page }, null);
  pass(1_000);
  assert.deepEqual(sent, []);
  player.film = FILM;
  clock.tape = FILM;
  pass(100);
  assert.equal(sent[0].t, 40);
});

test("where another window of the teacher leads, this one is silent until a hand is on it", () => {
  const { clock, sent, heard, look } = leading();
  pass(500);
  heard.page();
  clock.step(1);
  look();
  heard.welcome();
  assert.equal(sent.length, 1);
  lead?.wake();
  assert.equal(sent.at(-1).t, 1);
});

test("a new line hears all of the page again", () => {
  const { sent, heard } = leading();
  pass(500);
  heard.welcome();
  assert.equal(sent.length, 2);
});
