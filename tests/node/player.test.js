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
