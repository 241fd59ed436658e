import assert from "node:assert/strict";
import { test } from "node:test";
import { Player } from "../../components/stage/play/player.js";
import { bytesOf, filmOf } from "./films.js";

// What a browser has and Node.js has not: a screen that draws when the test says so, and an address.
let drawn = [];
Object.assign(globalThis, {
  requestAnimationFrame: (draw) => drawn.push(draw),
  cancelAnimationFrame: () => (drawn = []),
  matchMedia: () => ({ matches: false }),
  location: { href: "http://host/page" },
  fetch: async () => ({ ok: false, status: 404, arrayBuffer: async () => new ArrayBuffer(0) }),
});

function draw(now) {
  const all = drawn;
  drawn = [];
  for (const one of all) one(now);
}

const REELS = [
  { name: "run", subject: "run", pictures: ["loss_curve"] },
  { name: "other", subject: "run", pictures: ["loss_curve"] },
];

/** A player of these films, by the names of its reels. */
function playerOf(films, { speed = 1, play = false } = {}) {
  const player = new Player("http://host/", {
    speed,
    play,
    version: "v",
    reels: REELS.slice(0, Math.max(1, Object.keys(films).length)),
  });
  for (const [name, told] of Object.entries(films)) player.show(filmOf(told), player.reel(name));
  return player;
}

/** What a view hears. */
function viewOf() {
  const heard = { films: [], moments: [], told: [] };
  return {
    ...heard,
    film: (film) => heard.films.push(film),
    render: (moment) => heard.moments.push(moment),
    status: (text) => heard.told.push(text),
  };
}

const at = (player, position) => Object.assign(player.clock, { position, playing: true });
const ELEVEN = { loss: Array.from({ length: 11 }, (_, i) => 11 - i) };
const HAIRS = [-1e-6, -5e-7, -1e-12, 0, 1e-12, 5e-7, 1e-6];
const POSITIONS = Array.from({ length: 51 }, (_, i) => i / 5).flatMap((place) => HAIRS.map((hair) => place + hair));

test("no moment lies before its frame, before its phase or after the end, however near the clock comes to one", () => {
  const player = playerOf({ run: ELEVEN });
  for (const position of POSITIONS) {
    at(player, position);
    const { frame, moved, phase, within, position: seen } = player.moment();
    assert.ok(
      Number.isInteger(frame) && frame <= 10 && frame <= seen && seen < Math.max(frame + 1, 11),
      `${position}: ${frame}, ${seen}`,
    );
    assert.ok(Math.abs(seen - position) < 1.1e-6);
    assert.ok(moved >= 0 && moved <= 1 && within >= 0 && within <= 1);
    if (phase < 5)
      assert.ok(Math.abs((seen - frame) * 5 - phase - within) <= 1.1e-4, `${position}: phase ${phase}, ${within}`);
  }
});

test("a hair before a frame, the clock stands at the frame", () => {
  const player = playerOf({ run: ELEVEN });
  at(player, 3 - 5e-7);
  const { frame, phase, doing, position, moved, within } = player.moment();
  assert.deepEqual(
    { frame, phase, doing, position, moved, within },
    { frame: 3, phase: 0, doing: "predict", position: 3, moved: 0, within: 0 },
  );
});

test("the last frame of a whole film has no phase to run through", () => {
  const player = playerOf({ run: ELEVEN });
  at(player, 10);
  const { frame, phase, doing, last } = player.moment();
  assert.deepEqual({ frame, phase, doing, last }, { frame: 10, phase: 5, doing: undefined, last: true });
});

test("phases are those of the film, and weights move in the one that is called so", () => {
  const player = playerOf({
    run: {
      ...ELEVEN,
      phases: ["predict", "loss", "backward", "update", "zero", "predict", "loss", "backward", "update", "zero"],
    },
  });
  at(player, 2.35);
  assert.deepEqual(
    [player.moment().phase, player.moment().doing, Math.round(100 * player.moment().moved)],
    [3, "update", 50],
  );
  player.clock.pauseAt(2);
  player.clock.phase(1);
  assert.ok(Math.abs(player.clock.rest - 2.1) < 1e-9);
});

test("from speed 2 on, phases blur while it plays", () => {
  const player = playerOf({ run: ELEVEN }, { speed: 2 });
  at(player, 2.5);
  assert.deepEqual([player.moment().phase, player.moment().moved], [null, 0.5]);
  player.clock.playing = false;
  assert.equal(player.moment().phase, 2);
});

test("two reels on one clock show the same update, each in its own film", () => {
  const player = playerOf({ run: ELEVEN, other: { loss: [9, 8, 7, 6, 5, 4], stride: 2 } });
  const [one, other] = [viewOf(), viewOf()];
  player.add(one);
  player.add(other, "other");
  for (const update of [0, 3, 4.5, 10]) {
    player.clock.seek(update);
    draw(1000);
    assert.deepEqual([one.moments.at(-1).update, other.moments.at(-1).update], [update, update]);
    assert.deepEqual([one.moments.at(-1).position, other.moments.at(-1).position], [update, update / 2]);
  }
  assert.notEqual(one.moments.at(-1).film, other.moments.at(-1).film);
});

test("a shorter film beside the one that leads stands at its end", () => {
  const player = playerOf({ run: ELEVEN, other: { loss: [9, 8, 7] } });
  player.clock.seek(7);
  const { frame, last } = player.moment(player.reel("other"));
  assert.deepEqual([frame, last], [2, true]);
});

test("a view hears of its own reel's films alone, and is drawn once that has one", () => {
  const player = playerOf({ run: ELEVEN, other: ELEVEN });
  player.reel("other").film = null;
  const view = viewOf();
  player.add(view, "other");
  player.show(filmOf(ELEVEN), player.lead);
  draw(1000);
  assert.deepEqual([view.films.length, view.moments.length], [0, 0]);
  player.show(filmOf({ loss: [2, 1] }), player.reel("other"));
  draw(1000);
  assert.deepEqual([view.films.length, view.moments.length], [1, 1]);
});

test("another film of the run that leads leaves the clock at its update", () => {
  const player = playerOf({ run: ELEVEN });
  player.clock.seek(6);
  player.show(filmOf({ loss: [6, 5, 4, 3, 2, 1], stride: 2 }), player.lead);
  assert.equal(player.clock.position, 3);
  player.show(filmOf({ loss: [2, 1] }), player.lead);
  assert.equal(player.clock.position, 1, "it is shorter");
});

test("what plays by itself waits until its first frame is here", async () => {
  const player = new Player("http://host/", { speed: 1, play: true, version: "v", reels: REELS.slice(0, 1) });
  player.configure({ query: "lr=1", t: null });
  assert.ok(player.clock.playing);
  draw(1000);
  draw(2000);
  assert.equal(player.clock.position, 0);
  player.show(filmOf(ELEVEN), player.lead);
  draw(3000);
  draw(3100);
  assert.ok(player.clock.position > 0.1);
});

test("a link's moment opens where it says, and rests", () => {
  const player = new Player("http://host/", { speed: 1, play: true, version: "v", reels: REELS.slice(0, 1) });
  player.configure({ query: "lr=1", t: 4 });
  player.show(filmOf(ELEVEN), player.lead);
  assert.deepEqual([player.clock.position, player.clock.playing], [4, false]);
});

test("what holds up one reel is told, also when another has nothing to tell", () => {
  const player = playerOf({ run: ELEVEN, other: ELEVEN });
  const view = viewOf();
  player.add(view);
  player.say("");
  player.say("Training …", player.reel("other"));
  player.say("");
  assert.equal(view.told.at(-1), "Training …");
  player.say("", player.reel("other"));
  assert.equal(view.told.at(-1), "");
});

test("on a host without our route Python is asked one question after the other, and each reel gets its own answer", async () => {
  const player = playerOf({ run: ELEVEN, other: ELEVEN });
  const asked = [];
  player.askPython = (question) => asked.push(question);
  player.want("lr=2");
  player.want("lr=3", "other");
  await Promise.all(player.reels.map(({ loader }) => loader.serving));
  assert.equal(asked.length, 1);
  const answer = (query) => new Uint8Array(bytesOf({ query, loss: [2, 1] }));
  player.deliver("nobody asked", answer("lr=2"));
  player.deliver(asked[0], answer("lr=2"));
  assert.deepEqual([player.film.header.query, asked.length], ["lr=2", 2]);
  player.deliver(asked[1], answer("lr=3"));
  assert.equal(player.reel("other").film.header.query, "lr=3");
});

test("what the hand turned is unsaid until the address changes", () => {
  const player = playerOf({ run: ELEVEN });
  player.note({ lr: 1 });
  player.note({ seed: 2 });
  assert.deepEqual(player.unsaid(), { lr: 1, seed: 2 });
  globalThis.location.href = "http://host/page?lr=1&seed=2";
  assert.deepEqual(player.unsaid(), {});
});

test("the last view that goes takes the player with it", () => {
  const player = playerOf({ run: ELEVEN });
  const view = viewOf();
  player.add(view);
  player.remove(view);
  assert.ok(player.disposed);
});

test("a run varies by the fields that are turned, beside all others", () => {
  const player = playerOf({ run: ELEVEN, other: ELEVEN });
  const [one, other] = [player.reading("run"), player.reading("other")];
  one.want("lr=0.1&seed=1");
  other.want("lr=0.3");
  one.vary({ lr: 0.5, table: "1~2 3" });
  assert.equal(one.query, "lr=0.5&seed=1&table=1~2+3");
  one.vary({ seed: 2 });
  assert.deepEqual([one.query, other.query], ["lr=0.5&seed=2&table=1~2+3", "lr=0.3"]);
});

test("what is wanted next is shown from its start, and the clock waits for it", () => {
  const player = playerOf({ run: ELEVEN, other: ELEVEN });
  const reading = player.reading("run");
  at(player, 7.3);
  reading.rewind(0);
  assert.deepEqual([player.clock.position, player.clock.playing, reading.rewinding], [7.3, false, true]);
  player.show(filmOf({ loss: [9, 8, 7] }), player.lead);
  assert.deepEqual([player.clock.position, player.clock.playing, reading.rewinding], [0, false, false]);
  reading.rewind(2, true);
  assert.equal(player.clock.playing, true);
  for (const now of [1000, 1100, 1200]) draw(now);
  assert.equal(player.clock.position, 0, "until the film is here");
  player.show(filmOf(ELEVEN), player.lead);
  assert.equal(player.clock.position, 2);
  player.reading("other").rewind(5);
  assert.deepEqual([player.clock.position, reading.rewinding], [5, false], "only the film that leads is waited for");
});

test("who waits for a hand hears when it lets go", () => {
  const player = playerOf({ run: ELEVEN });
  let freed = 0;
  player.add({ free: () => (freed += 1) });
  player.add(viewOf());
  player.reading().held = true;
  assert.equal(freed, 0);
  player.reading().held = false;
  assert.deepEqual([freed, player.held], [1, false]);
});

test("who follows hears at once of what came before, and who reads a reel sees that alone", () => {
  const player = playerOf({ run: ELEVEN, other: { loss: [5, 4, 3] } });
  const other = player.reading("other");
  const view = viewOf();
  other.add(view);
  assert.deepEqual([view.films.length, view.told], [1, ["Loading …"]]);
  assert.equal(other.film.end, 2);
  assert.equal(other.moment().film, other.film);
  assert.deepEqual(Object.keys(other.moments()), ["run", "other"]);
  other.held = true;
  assert.ok(player.held);
  other.remove(view);
  assert.ok(player.disposed);
});

const CALM = { query: "lr=1", loss: [9, 8, 7, 6, 5, 4, 3, 2] };
const EXPLODES = { query: "lr=2", loss: [9, 90, 900, 9000, Infinity, NaN, NaN, NaN] };

test("where a run explodes and the one before did not, the clock starts anew, plays, and stops before it is no number", () => {
  const player = playerOf({ run: CALM });
  player.clock.seek(6);
  player.show(filmOf(EXPLODES), player.lead);
  assert.deepEqual([player.clock.position, player.clock.playing], [0, true]);
  for (let now = 1000; now < 4000; now += 50) draw(now);
  assert.deepEqual([player.clock.position, player.clock.playing], [3, false]);
});

test("one explosion after the other leaves the clock alone, unless it would stand beyond the numbers", () => {
  const player = playerOf({ run: CALM });
  player.show(filmOf(EXPLODES), player.lead);
  player.clock.seek(2);
  player.show(filmOf({ ...EXPLODES, query: "lr=3" }), player.lead);
  assert.deepEqual([player.clock.position, player.clock.playing], [2, false]);
  player.show(filmOf({ query: "lr=4", loss: [9, 9e9, Infinity, NaN] }), player.lead);
  assert.deepEqual([player.clock.position, player.clock.playing], [0, true]);
  player.clock.seek(1);
  player.show(filmOf(CALM), player.lead);
  assert.deepEqual([player.clock.position, player.clock.playing], [1, false]);
});

test("a run that grows starts anew once, when it explodes", () => {
  const player = playerOf({ run: CALM });
  player.clock.seek(1);
  const piece = (count) =>
    filmOf({ query: "lr=2", loss: EXPLODES.loss.slice(0, count), updates: 7, done: count === 8 });
  player.show(piece(1), player.lead);
  assert.equal(player.clock.playing, false);
  player.show(piece(3), player.lead);
  assert.deepEqual([player.clock.position, player.clock.playing], [0, true]);
  player.clock.seek(2);
  player.show(piece(8), player.lead);
  assert.deepEqual([player.clock.position, player.clock.playing], [2, false]);
});

test("a link's moment, and who holds the clock, are left alone by an explosion", () => {
  const player = new Player("http://host/", { speed: 1, play: true, version: "v", reels: REELS.slice(0, 1) });
  player.configure({ query: "lr=1", t: 0 });
  player.show(filmOf(CALM), player.lead);
  player.configure({ query: "lr=2", t: 5 });
  player.show(filmOf(EXPLODES), player.lead);
  assert.deepEqual([player.clock.position, player.clock.playing], [5, false]);
  player.show(filmOf(CALM), player.lead);
  player.clock.hold(() => {});
  player.show(filmOf(EXPLODES), player.lead);
  assert.deepEqual([player.clock.position, player.clock.playing], [0, false]);
});

test("a page may take other reels and pictures: the clock goes on, and only what is lacking is asked for", async () => {
  const asked = [];
  const before = globalThis.fetch;
  globalThis.fetch = async (url) => {
    asked.push(decodeURIComponent(String(url).split("/").pop()));
    return new Response(bytesOf({ ...ELEVEN, query: "a=1" }));
  };
  const page = { speed: 1, play: false, version: "v", reels: REELS.slice(0, 1) };
  const player = new Player("http://host/", page);
  const settled = async () => {
    for (const { loader } of player.reels) while (loader.serving) await loader.serving;
  };
  player.configure({ query: "a=1", t: null }, "run");
  await settled();
  at(player, 4.5);
  const view = viewOf();
  player.take({ ...page, reels: [{ name: "run", subject: "run", pictures: ["code", "loss_curve"] }, REELS[1]] });
  player.add(view, "other");
  player.configure({ query: "a=1", t: null }, "other");
  await settled();
  assert.deepEqual(asked, [
    "film?a=1&pictures=loss_curve&version=v",
    "film?a=1&pictures=code,loss_curve&version=v",
    "film?a=1&pictures=loss_curve&version=v",
  ]);
  assert.equal(view.films.length, 1);
  assert.deepEqual([player.clock.position, player.clock.playing], [4.5, true]);
  const lead = player.lead;
  player.take(page);
  assert.deepEqual([player.reels, player.status], [[lead], ""]);
  player.configure({ query: "a=1", t: null }, "run");
  await settled();
  assert.equal(asked.length, 3, "what holds more than it must is not asked for again");
  assert.deepEqual([player.clock.position, player.clock.playing], [4.5, true]);
  globalThis.fetch = before;
});

test("a run that must be trained once more is shown again only once it has come as far", () => {
  const player = playerOf({ run: { ...ELEVEN, query: "a=1" } });
  at(player, 7.5);
  const { film } = player;
  player.show(filmOf({ query: "a=1", loss: [11, 10, 9], done: false, updates: 10 }), player.lead);
  assert.equal(player.film, film);
  const again = filmOf({ ...ELEVEN, query: "a=1" });
  player.show(again, player.lead);
  assert.deepEqual([player.film, player.clock.position], [again, 7.5]);
});

test("an answer that a later turn of the hand has overtaken is not shown", () => {
  const player = playerOf({ run: { ...ELEVEN, query: "a=1" } });
  player.configure({ query: "a=1", t: null, heard: 0 });
  const first = player.note({ a: 2 });
  player.want("a=2");
  const second = player.note({ a: 3 });
  player.want("a=3");
  player.configure({ query: "a=2", t: null, heard: first });
  assert.equal(player.query, "a=3", "the hand has gone on meanwhile");
  player.configure({ query: "a=2", t: null, heard: second });
  assert.equal(player.query, "a=2", "that was refused, so the first holds");
  const third = player.note({ a: 4 });
  player.noted.when -= 6000;
  player.configure({ query: "a=5", t: null, heard: second });
  assert.deepEqual([third - first, player.query], [2, "a=5"], "a turn that was lost holds nothing up for ever");
});

test("what is held on a prepared page is turned by no hand, and who tries is told", () => {
  const player = playerOf({ run: ELEVEN });
  player.configure({ query: "lr=0.1&epochs=5", t: null });
  const refused = [];
  const view = { ...viewOf(), refused: (sentence) => refused.push(sentence) };
  player.add(view);
  assert.equal(player.refuses({ lr: 1 }), false, "nothing is held");
  player.take({ ...player.page, held: { lr: "Learning rate" } });
  const films = view.films.length;
  player.rewind(0);
  assert.equal(player.refuses({ epochs: 9, lr: "0.10" }), false, "it is that already");
  player.reading().vary({ lr: 1 });
  assert.deepEqual([player.query, player.opening], ["lr=0.1&epochs=5", undefined]);
  assert.match(refused[0], /^“Learning rate” cannot be turned here/);
  assert.equal(view.films.length, films + 1, "what it showed is shown again");
  assert.deepEqual([player.reading().holds("lr"), player.keeps("epochs"), player.keeps("lr")], [true, false, true]);
  assert.equal(refused.length, 2);
});
