import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { packStart, shortest, startName, STARTS, unpackStart } from "../../components/stage/kit/start.js";
import { StartHand, startable } from "../../components/stage/kit/starthand.js";

const NAMES = ["w11", "w12", "w13", "w21", "w22", "w23", "b1", "b2"];
const OF_BOTH = JSON.parse(readFileSync(new URL("../starts.json", import.meta.url), "utf8"));

/** The names of the weights of so many inputs, ten or more, and two targets. */
const pointed = (wide) => [
  ...[1, 2].flatMap((row) => Array.from({ length: wide }, (_, i) => `w${row}.${i + 1}`)),
  ...["b1", "b2"],
];

test("the starts that have a name are those that Python knows", () => {
  const offered = STARTS.map(([value, name]) => [value, name]);
  assert.deepEqual(offered, OF_BOTH.offered);
});

for (const { named, numbers, text, wide = 3 } of OF_BOTH.written)
  test(`a start is written as Python writes it: ${text}`, () => {
    assert.equal(
      packStart(wide === 3 ? NAMES : pointed(wide), new Map(Object.entries(numbers)), named || "random"),
      text,
    );
    assert.equal(startName(text), named || "random");
    const again = Object.fromEntries(unpackStart(text));
    for (const [name, value] of Object.entries(again)) assert.equal(value, numbers[name] + 0);
    assert.equal(Object.keys(again).length, Object.keys(numbers).length);
  });

test("a number of a film is written with as few digits as bring it back", () => {
  for (const value of [0.1, -3.25, 1 / 3, 12345.678, 1.17e-38, 0, 9999.9999]) {
    const single = Math.fround(value);
    assert.equal(Math.fround(shortest(single)), single);
  }
  assert.equal(shortest(Math.fround(0.1)), 0.1);
  assert.equal(String(shortest(Math.fround(-2.7))), "-2.7");
});

/** A player at an update of a run with two weights, and what it was asked. */
function playerAt(update, { query = "seed=1&start=random", weights = [0.5, -2], refuses = false, held = false } = {}) {
  const asked = [];
  const film = { header: { weights: [{ short: "w11" }, { short: "b1" }] }, sample: ({ column }) => weights[column] };
  const player = {
    query,
    held: false,
    rewinding: false,
    clock: { refuses: () => refuses },
    keeps: (name) => held && name === "start",
    moment: () => ({ film, update }),
    rewind: (to, plays = false) => asked.push(plays ? "play from 0" : `rewind ${to}`),
    want: (wanted) => (player.query = wanted),
    vary: ({ start }) => (player.query = `seed=1&start=${start}`),
  };
  const turned = [];
  return { player, asked, turned, hand: new StartHand(player, (fields) => turned.push(fields)) };
}

test("at the start one number is set beside those that were set before, and Python hears when the hand lets go", () => {
  const { player, asked, turned, hand } = playerAt(0, { query: "seed=1&start=b1~7" });
  assert.ok(hand.take());
  hand.put("w11", 0.25);
  hand.put("w11", 0.75);
  assert.equal(player.query, "seed=1&start=w11~0.75_b1~7");
  assert.deepEqual([player.held, turned], [true, []]);
  hand.release();
  assert.deepEqual([player.held, turned], [false, [{ start: "w11~0.75_b1~7" }]]);
  assert.deepEqual(asked, ["rewind 0", "rewind 0"]);
});

test("a start that has a name keeps it for the numbers that no hand has set", () => {
  const { player, hand, turned } = playerAt(0, { query: "seed=1&start=zeros" });
  hand.take();
  hand.put("b1", 2);
  assert.equal(player.query, "seed=1&start=zeros_b1~2");
  hand.put("w11", 1);
  assert.equal(player.query, "seed=1&start=w11~1_b1~2"); // all are set by hand
  hand.release();
  hand.anew("pytorch");
  assert.equal(player.query, "seed=1&start=pytorch");
  assert.deepEqual(turned, [{ start: "w11~1_b1~2" }, { start: "pytorch" }]);
});

test("later it takes all weights of the moment along", () => {
  const { player, hand } = playerAt(12, { query: "seed=1&start=lecture" });
  hand.take();
  hand.put("w11", 2e9);
  assert.equal(player.query, "seed=1&start=w11~1000000000_b1~-2");
});

test("a key that follows a key finds what was asked for, before its film has come", () => {
  const { player, hand } = playerAt(12);
  hand.take();
  hand.put("w11", 1);
  hand.release();
  player.rewinding = true;
  hand.take();
  assert.equal(hand.numbers.get("w11"), 1);
});

test("a hand that has turned nothing, or is taken away, leaves the run as it was", () => {
  const { player, asked, turned, hand } = playerAt(12);
  hand.take();
  hand.release();
  hand.take();
  hand.put("w11", 3);
  hand.giveBack();
  assert.deepEqual([player.query, player.held, turned], ["seed=1&start=random", false, []]);
  assert.deepEqual(asked, ["rewind 0", "rewind 12"]);
});

test("a run goes on from the weights of the moment, and back to random ones", () => {
  const { player, asked, turned, hand } = playerAt(12);
  hand.runOn();
  assert.equal(player.query, "seed=1&start=w11~0.5_b1~-2");
  assert.equal(asked.at(-1), "play from 0");
  hand.anew("random");
  assert.equal(player.query, "seed=1&start=random");
  assert.deepEqual(turned, [{ start: "w11~0.5_b1~-2" }, { start: "" }]);
  const early = playerAt(0);
  early.hand.runOn();
  assert.deepEqual(early.turned, []);
});

test("a clock that is held, and weights out of reach, are no start", () => {
  assert.equal(playerAt(3, { refuses: true }).hand.take(), false);
  assert.equal(playerAt(3, { held: true }).hand.take(), false, "a teacher has prepared the start");
  for (const weights of [
    [NaN, 1],
    [1, Infinity],
    [1.001e9, 1],
  ]) {
    const { player, hand, turned } = playerAt(3, { weights });
    assert.equal(startable(player.moment()), false);
    hand.runOn();
    assert.deepEqual(turned, []);
  }
  assert.ok(startable(playerAt(3).player.moment()));
});

test("from weights out of reach the way back to random ones is open", () => {
  const { hand, turned } = playerAt(3, { query: "seed=1&start=w11~5", weights: [NaN, 1] });
  hand.anew("random");
  assert.deepEqual(turned, [{ start: "" }]);
});
