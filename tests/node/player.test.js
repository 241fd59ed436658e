import assert from "node:assert/strict";
import { test } from "node:test";
import { Player } from "../../components/stage/player.js";

// What a browser has and Node.js has not: frames are drawn by hand here, and the visitor has not asked for less motion.
Object.assign(globalThis, { requestAnimationFrame: () => 1, cancelAnimationFrame: () => {}, matchMedia: () => ({ matches: false }) });

const FRAMES = 11;

/** A player of a whole film, which stands at a position. */
function playerAt(position, { speed = 1, playing = true } = {}) {
  const player = new Player("", { speed, play: true });
  const film = { end: FRAMES - 1, header: { done: true }, update: (at) => at, frame: (at) => at, seconds: () => 1 };
  return Object.assign(player, { film, position, playing });
}

const HAIRS = [-1e-6, -5e-7, -1e-12, 0, 1e-12, 5e-7, 1e-6];
const POSITIONS = Array.from({ length: 5 * (FRAMES - 1) + 1 }, (_, i) => i / 5).flatMap((at) => HAIRS.map((hair) => at + hair));

test("no moment lies before its frame, before its phase or after the end, however near the clock comes to one", () => {
  for (const position of POSITIONS) {
    const { frame, moved, phase, position: at } = playerAt(position).moment();
    const within = (at - frame) * 5;
    assert.ok(Number.isInteger(frame) && frame <= FRAMES - 1 && frame <= at && at < Math.max(frame + 1, FRAMES), `${position}: ${frame}, ${at}`);
    assert.ok(Math.abs(at - position) < 1.1e-6);
    assert.ok(moved >= 0 && moved <= 1);
    if (phase < 5) assert.ok(within >= phase - 1e-4 && within <= phase + 1 + 1e-4, `${position}: phase ${phase}, ${within}`);
  }
});

test("a hair before a frame, the clock stands at the frame", () => {
  const { frame, phase, position, moved } = playerAt(3 - 5e-7).moment();
  assert.deepEqual({ frame, phase, position, moved }, { frame: 3, phase: 0, position: 3, moved: 0 });
});

test("the last frame of a whole film has no phase to run through", () => {
  const { frame, phase, last } = playerAt(FRAMES - 1).moment();
  assert.deepEqual({ frame, phase, last }, { frame: FRAMES - 1, phase: 5, last: true });
});

test("from speed 2 on, phases blur", () => {
  assert.equal(playerAt(2.5, { speed: 2 }).moment().phase, null);
  assert.equal(playerAt(2.5, { speed: 2, playing: false }).moment().phase, 2);
});

test("a run varies by the fields that are turned, beside all others", () => {
  const player = playerAt(0);
  const wanted = [];
  player.loader = { want: (query) => wanted.push(query) };
  player.want("lr=0.1&seed=1");
  player.vary({ lr: 0.5, table: "1~2 3" });
  player.vary({ seed: 2 });
  assert.deepEqual(wanted, ["lr=0.1&seed=1", "lr=0.5&seed=1&table=1%7E2+3", "lr=0.5&seed=2&table=1%7E2+3"]);
});

test("followers hear of what came before them, and the last that goes ends the player", () => {
  const player = playerAt(3);
  const heard = [];
  const follower = { film: () => heard.push("film"), status: (text) => heard.push(text), render: ({ frame }) => heard.push(frame), speak: () => heard.push("said") };
  player.add(follower);
  player.tick(0);
  assert.deepEqual(heard, ["film", "Loading …", 3, "said"]);
  player.add({});
  player.remove(follower);
  assert.ok(!player.disposed);
  for (const view of player.views) player.remove(view);
  assert.ok(player.disposed);
});
