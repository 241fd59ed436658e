import assert from "node:assert/strict";
import test from "node:test";
import { Clock } from "../../components/stage/play/clock.js";
import { Sight } from "../../components/stage/play/sight.js";

const ONE = /** @type {any} */ ("one");
const TWO = /** @type {any} */ ("two");
const entry = (/** @type {Element} */ target, /** @type {boolean} */ isIntersecting) => ({ target, isIntersecting });

function playing() {
  const clock = new Clock({ matches: false }, () => {});
  clock.tape = { end: 10, done: true, seconds: () => 1, parts: () => 5 };
  const sight = new Sight(clock);
  sight.hear([entry(ONE, true), entry(TWO, true)]);
  clock.play();
  return { clock, sight };
}

test("a film plays while one of its pictures is seen", () => {
  const { clock, sight } = playing();
  sight.hear([entry(ONE, false)]);
  assert.equal(clock.playing, true);
});

test("it rests out of sight, and goes on when a picture is back", () => {
  const { clock, sight } = playing();
  sight.hear([entry(ONE, false), entry(TWO, false)]);
  assert.equal(clock.playing, false);
  sight.hear([entry(TWO, true)]);
  assert.equal(clock.playing, true);
});

test("what a hand has moved meanwhile stays where the hand put it", () => {
  const { clock, sight } = playing();
  sight.hear([entry(ONE, false), entry(TWO, false)]);
  const rested = clock.position;
  for (const place of [7, rested]) {
    clock.seek(place);
    assert.equal(sight.rests, false);
    sight.hear([entry(ONE, true)]);
    assert.deepEqual([clock.playing, clock.position], [false, place]);
    sight.hear([entry(ONE, false)]);
  }
});

test("a hand may play where nothing is seen", () => {
  const { clock, sight } = playing();
  sight.hear([entry(ONE, false), entry(TWO, false)]);
  clock.play();
  sight.hear([entry(ONE, true)]);
  assert.equal(clock.playing, true);
});

test("a film that rested before rests after", () => {
  const { clock, sight } = playing();
  clock.pause();
  sight.hear([entry(ONE, false), entry(TWO, false)]);
  sight.hear([entry(ONE, true)]);
  assert.equal(clock.playing, false);
});
