import assert from "node:assert/strict";
import { test } from "node:test";

import { Clock } from "../play/clock.js";
import { bring, clocked, due } from "./clocked.js";

Object.assign(globalThis, { document: { hidden: false } });

const FILM = {
  end: 10,
  done: true,
  length: 5,
  seconds: () => 0.5,
  parts: () => 5,
  header: { stride: 10 },
  update: (/** @type {number} */ frame) => 10 * frame,
  frame: (/** @type {number} */ update) => update / 10,
};

/** A player, as much of it as is brought somewhere. @param {any} [film] */
function playerOf(film = FILM) {
  const clock = new Clock({ matches: false }, () => {});
  clock.speed = 1;
  if (film) clock.tape = film;
  return /** @type {any} */ ({ clock, film, opening: undefined, held: false, sight: { rests: false } });
}

const told = (/** @type {any} */ more) => ({ t: 40, playing: false, speed: 1, at: 1_000, ...more });

test("what is told of a clock is its update, and whether it goes on", () => {
  const player = playerOf();
  player.clock.seek(3);
  assert.deepEqual(clocked(player), { t: 30, playing: false, speed: 1 });
  player.clock.play();
  assert.equal(clocked(player).playing, true);
  player.opening = 70;
  assert.deepEqual(clocked(player), { t: 70, playing: false, speed: 1 });
  assert.deepEqual(clocked(null), { t: 0, playing: false, speed: null });
});

test("a clock that waits for its film does not go on, nor is another to", () => {
  const player = playerOf({ ...FILM, end: 2, done: false });
  player.clock.play();
  player.clock.position = 2;
  assert.deepEqual(clocked(player), { t: 20, playing: false, speed: 1 });
});

test("a step is seen as a step, and a leap is there at once", () => {
  const player = playerOf();
  bring(player, told({ t: 10 }), 1_000);
  assert.deepEqual([player.clock.glide?.to, player.clock.glide?.smooth], [1, true]);
  bring(player, told({ t: 12 }), 1_000);
  assert.deepEqual([player.clock.glide?.to, player.clock.glide?.smooth], [1.2, false]);
  bring(player, told({ t: 90 }), 1_000);
  assert.deepEqual([player.clock.glide, player.clock.position, player.clock.playing], [null, 9, false]);
});

test("a clock that goes on is put where the time has brought the other", () => {
  const player = playerOf();
  bring(player, told({ playing: true, speed: 2 }), 2_000);
  assert.deepEqual([player.clock.position, player.clock.playing, player.clock.speed], [8, true, 2]);
  assert.equal(due(player, told({ playing: true }), 2_000), 8);
});

test("one that is up to 50 ms off is left alone", () => {
  const player = playerOf();
  bring(player, told({ playing: true }), 1_000);
  player.clock.position += 0.09; // 45 ms
  const { told: times } = player.clock;
  bring(player, told({ playing: true }), 1_000);
  assert.equal(player.clock.told, times);
  player.clock.position += 0.03;
  bring(player, told({ playing: true }), 1_000);
  assert.equal(player.clock.position, 4);
});

test("where the other has come to its end it rests", () => {
  const player = playerOf();
  bring(player, told({ playing: true }), 60_000);
  assert.deepEqual([player.clock.position, player.clock.playing], [10, false]);
});

test("a guess that holds the clock here does not hold it back", () => {
  const player = playerOf();
  player.clock.hold(() => assert.fail("a hand was heard"));
  bring(player, told({ t: 10 }), 1_000);
  assert.equal(player.clock.glide?.to, 1);
  bring(player, told({ t: 70 }), 1_000);
  assert.equal(player.clock.position, 7);
});

test("what nobody sees, a hand holds, or has no film yet is left alone", () => {
  const unseen = playerOf();
  unseen.sight.rests = true;
  bring(unseen, told({ playing: true }), 1_000);
  const held = Object.assign(playerOf(), { held: true });
  const empty = playerOf(null);
  for (const player of [held, empty]) bring(player, told({}), 1_000);
  for (const { clock } of [unseen, held, empty]) assert.deepEqual([clock.position, clock.playing], [0, false]);
});
