import "./page.js";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Player } from "../../components/stage/play/player.js";
import { frameAt, updateAt } from "../../components/stage/play/race.js";
import { filmOf } from "./films.js";

// What a browser has and Node.js has not.
Object.assign(globalThis, {
  requestAnimationFrame: () => 1,
  cancelAnimationFrame: () => {},
  location: { href: "http://host/page" },
  fetch: async () => ({ ok: false, status: 404, arrayBuffer: async () => new ArrayBuffer(0) }),
});

const falls = (count) => Array.from({ length: count }, (_, i) => count - i);
const film = (told) => filmOf({ spec: { loss: "mse", table: "" }, left_float_range: null, ...told });

/** A player of a race: the film that leads, and those of its rivals. */
function raceOf(lead, ...rivals) {
  const reels = ["run", "rival 2", "rival 3"].map((name) => ({ name, subject: "run", pictures: ["race_curves"] }));
  const player = new Player("http://host/", { speed: 1, play: false, version: "v", reels });
  player.configure({ query: "lr=0.1&optimizer=sgd&seed=0", t: 5 });
  const told = rivals.map((_, i) => ({
    run: { reel: `rival ${i + 2}`, query: `lr=0.${i + 2}&optimizer=adam&seed=0`, t: null },
    own: { lr: `0.${i + 2}` },
    named: `rate 0.${i + 2}`,
  }));
  player.race.tell({ rivals: told, named: "rate 0.1", level: "" });
  player.show(film(lead), player.lead);
  rivals.forEach((one, i) => one && player.show(film(one), player.reel(`rival ${i + 2}`)));
  return player;
}

const updates = (player) => player.race.runners().map(({ moment }) => moment.update);

test("the clock of a race goes as far as any runs, in frames of the one that leads, and each is where it is then", () => {
  const player = raceOf({ loss: falls(11) }, { loss: falls(31) }, { loss: falls(9), stride: 5 });
  const { clock } = player;
  assert.deepEqual([clock.position, clock.tape.end, clock.halt, clock.tape.last, clock.over], [5, 40, 40, 40, true]);
  assert.deepEqual(updates(player), [5, 5, 5]);
  clock.seek(25);
  assert.deepEqual(updates(player), [10, 25, 25]);
  clock.seek(40);
  assert.deepEqual(updates(player), [10, 30, 40]);
});

test("where the one that leads keeps few of its updates, the others are still where they are at its updates", () => {
  const player = raceOf({ loss: falls(11), stride: 10 }, { loss: falls(301) });
  const { clock } = player;
  assert.deepEqual([clock.tape.end, clock.position], [30, 0.5]);
  clock.seek(7.3);
  assert.deepEqual(updates(player).map(Math.round), [73, 73]);
  clock.seek(25);
  assert.deepEqual(updates(player), [100, 250]);
  assert.equal(clock.tape.length, 150, "seconds at speed 1: two updates in each");
});

test("the clock does not run ahead of one that trains, but waits for none that has left the numbers", () => {
  const player = raceOf({ loss: falls(101) }, { loss: falls(21), updates: 100, done: false });
  assert.deepEqual([player.clock.tape.end, player.clock.tape.last, player.clock.over], [20, 100, false]);
  const gone = raceOf({ loss: falls(101) }, { loss: [1, 5, Infinity, NaN], updates: 100, done: false });
  assert.deepEqual([gone.clock.tape.end, gone.clock.halt, gone.clock.over], [100, 100, true]);
});

test("the clock goes on with the others where the one that leads has left the numbers", () => {
  const player = raceOf({ loss: [1, 50, Infinity, NaN, NaN] }, { loss: falls(5) });
  assert.equal(player.clock.halt, 4);
});

test("who leaves the race takes what is left of its time away", () => {
  const player = raceOf({ loss: falls(11) }, { loss: falls(31) });
  player.clock.seek(30);
  player.race.tell({ rivals: [], named: "", level: "" });
  assert.deepEqual([player.clock.position, player.clock.tape.end], [10, 10]);
});

test("another film that leads leaves the race at its update, also behind its own end", () => {
  const player = raceOf({ loss: falls(11) }, { loss: falls(31) });
  player.clock.seek(20);
  player.show(film({ loss: falls(6), stride: 2, query: "lr=2" }), player.lead);
  assert.deepEqual([player.clock.position, ...updates(player)], [10, 10, 20]);
});

test("a place behind the end of a film is one of updates that it has not", () => {
  const one = film({ loss: falls(5), stride: 4, updates: 14 });
  for (const [frame, update] of [
    [0, 0],
    [4, 14],
    [5, 18],
    [6.5, 24],
  ]) {
    assert.equal(frameAt(one, update), frame);
    assert.equal(updateAt(one, frame), update);
  }
});

test("a hand turns the rivals in what it turns, but for their own, and leaves what Python has made of them", () => {
  const player = raceOf({ loss: falls(11) }, { loss: falls(11) });
  player.race.follow("lr=0.5&optimizer=sgd&seed=3");
  assert.equal(player.reel("rival 2").query, "lr=0.2&optimizer=adam&seed=3");
});

test("a rival that a hand has turned, and Python has not, goes back", () => {
  const player = raceOf({ loss: falls(11) }, { loss: falls(11) });
  player.held = true;
  player.race.follow("lr=0.1&optimizer=sgd&seed=3");
  player.race.tell(player.race.told);
  assert.equal(player.reel("rival 2").query, "lr=0.2&optimizer=adam&seed=3", "the hand decides");
  player.held = false;
  player.race.tell(player.race.told);
  assert.equal(player.reel("rival 2").query, "lr=0.2&optimizer=adam&seed=0");
});

test("the level is what was typed, the usual one, or halfway down", () => {
  const player = raceOf({ loss: [8000, 0.9] }, { loss: [8000, 50] });
  assert.equal(player.race.level(null), 100);
  assert.equal(player.race.level(0.001), 0.001);
  player.race.told.level = "0,5";
  assert.equal(player.race.level(null), 0.5);
  player.race.told.level = "much";
  assert.equal(player.race.level(0.001), 0.001);
});

test("why losses cannot be compared is told once, and different epochs are noticed", () => {
  const rows = "Other rows.";
  const apart = { loss: "Other losses.", problem: rows, table: rows };
  const same = raceOf({ loss: [2, 1] }, { loss: [2, 1] });
  assert.equal(same.race.apart(apart), "");
  assert.equal(same.race.uneven, false);
  const spec = { loss: "l1", table: "1_2" };
  const other = raceOf({ loss: [2, 1] }, { loss: [2, 1], spec, updates_per_epoch: 3 });
  assert.equal(other.race.apart(apart), "Other losses. Other rows.");
  assert.equal(other.race.uneven, true);
});
