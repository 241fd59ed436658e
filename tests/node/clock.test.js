import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock } from "../../components/stage/play/clock.js";

const TAPE = { end: 10, done: true, length: 5, seconds: () => 0.5, parts: () => 5 };

/** A clock on a tape, and how often it woke who draws. */
function clockOn(tape = TAPE, { still = false, speed = 1 } = {}) {
  let woken = 0;
  const clock = new Clock({ matches: still }, () => (woken += 1));
  return Object.assign(clock, { tape, speed, heard: () => woken });
}

/** Lets `seconds` go by, in steps that a screen would take. */
function pass(clock, seconds, begin = 1000) {
  const frames = Math.round(seconds * 50);
  for (let i = 0; i <= frames; i++) clock.advance(begin + 20 * i);
}

test("playing goes on at its speed, and stops at the end of what is done", () => {
  const clock = clockOn(TAPE, { speed: 2 });
  clock.play();
  pass(clock, 1);
  assert.ok(Math.abs(clock.position - 4) < 1e-9);
  pass(clock, 3);
  assert.deepEqual([clock.position, clock.playing, clock.moves], [10, false, false]);
  clock.play();
  assert.deepEqual([clock.position, clock.playing], [0, true]);
});

test("at the end of what still grows it waits, and goes on when more has come", () => {
  const clock = clockOn({ ...TAPE, end: 1, done: false });
  clock.play();
  pass(clock, 2);
  assert.deepEqual([clock.position, clock.playing], [1, true]);
  clock.tape = TAPE;
  pass(clock, 0.5);
  assert.ok(clock.position > 1.9);
});

test("what loops begins anew", () => {
  const clock = clockOn();
  clock.setLoop(true);
  clock.seek(9.5);
  clock.play();
  pass(clock, 0.4);
  assert.ok(clock.playing && clock.position < 2);
});

test("a page that slept goes on where it was", () => {
  const clock = clockOn();
  clock.play();
  clock.advance(1000);
  clock.advance(1e6);
  assert.ok(clock.position <= 0.2 + 1e-9);
});

test("steps go by whole frames, phases by parts; both are seen as they go", () => {
  const clock = clockOn();
  clock.step(1);
  assert.deepEqual([clock.rest, clock.position, clock.smooth], [1, 0, true]);
  pass(clock, 1, clock.glide.begun);
  assert.deepEqual([clock.position, clock.glide], [1, null]);
  clock.phase(1);
  assert.ok(Math.abs(clock.rest - 1.2) < 1e-9 && !clock.smooth);
  clock.phase(1);
  assert.ok(Math.abs(clock.rest - 1.4) < 1e-9, "from where it will be, not from where it is");
  clock.phase(-1);
  clock.phase(-1);
  clock.phase(-1);
  assert.ok(Math.abs(clock.rest - 0.8) < 1e-9);
  clock.step(-1);
  assert.equal(clock.rest, 0);
  clock.step(-1);
  assert.equal(clock.rest, 0, "not before the beginning");
});

test("from a smooth run it comes to rest at a frame, from phases where it is, in a demonstration too", () => {
  for (const [speed, beats, rest] of [
    [8, undefined, 3],
    [1, undefined, 2.7],
    [8, [{}], 2.7],
  ]) {
    const clock = clockOn({ ...TAPE, beats }, { speed });
    Object.assign(clock, { position: 2.7, playing: true });
    clock.pauseAt();
    assert.equal(clock.position, rest);
  }
});

test("who asked for less motion sees where a step leads, at once", () => {
  const clock = clockOn(TAPE, { still: true });
  clock.step(1);
  assert.deepEqual([clock.position, clock.glide], [1, null]);
  clock.restart(4);
  assert.deepEqual([clock.position, clock.playing], [10, false]);
  Object.assign(clock, { position: 2.6, playing: true });
  assert.equal(clock.seen, 2);
});

test("a clock that is held refuses every hand and tells who holds it", () => {
  const clock = clockOn();
  clock.seek(3);
  let asked = 0;
  clock.hold(() => (asked += 1));
  for (const hand of [
    () => clock.pause(),
    () => clock.play(),
    () => clock.toggle(),
    () => clock.seek(5),
    () => clock.step(1),
    () => clock.phase(-1),
  ])
    hand();
  assert.deepEqual([asked, clock.position, clock.moves], [6, 3, false]);
  clock.release();
  clock.seek(5);
  assert.equal(clock.position, 5);
});

test("who holds the clock may let it go as soon as a hand comes, and move it", () => {
  const clock = clockOn();
  clock.hold(() => {
    clock.release();
    clock.seek(2);
    clock.play();
  });
  clock.seek(7);
  assert.deepEqual([clock.position, clock.playing], [2, true]);
});

test("without anything to run along it stays where it is", () => {
  const clock = new Clock({ matches: false }, () => {});
  clock.play();
  clock.step(1);
  clock.seek(4);
  pass(clock, 1);
  assert.deepEqual([clock.position, clock.playing], [0, false]);
});

test("every move wakes who draws", () => {
  const clock = clockOn();
  const moves = [
    () => clock.play(),
    () => clock.pauseAt(),
    () => clock.seek(1),
    () => clock.step(1),
    () => clock.setSpeed(4),
    () => clock.setLoop(true),
  ];
  for (const move of moves) {
    const before = clock.heard();
    move();
    assert.ok(clock.heard() > before);
  }
});

/** Seconds that a whole film of so many updates takes where the speed fits it. */
function fitting(updates) {
  const clock = clockOn({ ...TAPE, end: updates, length: updates / 2 }, { speed: null });
  return clock.tape.length / clock.pace;
}

test("where the speed fits the film, the whole of it takes 12 s, and one of 10 000 updates 20 s", () => {
  for (const updates of [7, 20, 100, 1000]) assert.ok(Math.abs(fitting(updates) - 12) < 1e-9, `${updates} updates`);
  for (const updates of [1e4, 1e5, 1e6]) assert.ok(Math.abs(fitting(updates) - 20) < 1e-9, `${updates} updates`);
  assert.ok(fitting(1001) < 12.1 && fitting(3000) > 15 && fitting(9999) < 20, "without a jump between them");
  assert.equal(fitting(1), 2, "one update is no slower than at the slowest speed");
});

test("a film whose speed fits plays from end to end in that time", () => {
  const clock = clockOn({ ...TAPE, end: 1e4, length: 5000 }, { speed: null });
  clock.play();
  pass(clock, 19.9);
  assert.ok(clock.playing && clock.position > 9900);
  pass(clock, 0.2);
  assert.deepEqual([clock.position, clock.playing], [1e4, false]);
});

test("another film that is fitted while the clock plays does not move it, only its speed", () => {
  const clock = clockOn({ ...TAPE, end: 100, length: 50 }, { speed: null });
  clock.play();
  pass(clock, 6);
  assert.ok(Math.abs(clock.position - 50) < 1e-6);
  clock.tape = { ...TAPE, end: 1e4, length: 5000 };
  assert.ok(Math.abs(clock.position - 50) < 1e-6 && clock.playing);
  pass(clock, 1);
  assert.ok(Math.abs(clock.position - 550) < 1e-3);
});

test("phases blur only where few seconds are left for each update, whoever chose the speed", () => {
  for (const [updates, speed, smooth] of [
    [20, null, false],
    [100, null, true],
    [100, 1, false],
    [20, 2, true],
  ]) {
    const clock = clockOn({ ...TAPE, end: updates, length: updates / 2 }, { speed });
    clock.play();
    assert.equal(clock.smooth, smooth, `${updates} updates at ${speed}`);
  }
});

test("a demonstration has its own time", () => {
  const clock = clockOn({ ...TAPE, beats: [{}], length: 90 }, { speed: null });
  assert.equal(clock.pace, 1);
});

test("several frames at once, never past an end", () => {
  const clock = clockOn({ ...TAPE, end: 25 });
  for (const [by, rest] of [
    [10, 10],
    [10, 20],
    [10, 25],
    [-10, 15],
    [-10, 5],
    [-10, 0],
  ]) {
    clock.step(by);
    assert.equal(clock.rest, rest);
  }
});

test("where a run leaves the numbers, the clock stops; play begins anew, and a hand may go beyond", () => {
  const clock = clockOn({ ...TAPE, halt: 4 }, { speed: 2 });
  clock.play();
  pass(clock, 3);
  assert.deepEqual([clock.position, clock.playing], [4, false]);
  clock.step(1);
  assert.equal(clock.rest, 5);
  clock.seek(10);
  assert.equal(clock.position, 10);
  clock.play();
  assert.deepEqual([clock.position, clock.playing], [0, true]);
  clock.setLoop(true);
  clock.seek(3.5);
  clock.play();
  pass(clock, 0.5);
  assert.ok(clock.playing && clock.position < 2, "what loops begins anew there");
});

test("it stops there too while the film still grows, and who asked for less motion is led there", () => {
  const clock = clockOn({ ...TAPE, done: false, halt: 4 }, { still: true });
  clock.restart(0);
  assert.deepEqual([clock.position, clock.playing], [4, false]);
  Object.assign(clock, { position: 3.9, playing: true });
  pass(clock, 0.2);
  assert.deepEqual([clock.position, clock.playing], [4, false]);
});
