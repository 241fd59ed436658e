import assert from "node:assert/strict";
import { test } from "node:test";
import { filmOf } from "../../../tests/node/films.js";
import { explodedOf, lastAt, ordinal, placeOf, rowsOf, stageAt, standings, trackOf, winnerOf } from "./ranking.js";

const runner = (number, loss, more = {}) => ({
  run: { of: `p${number}`, name: "", number, query: "", ...more },
  track: loss && trackOf(filmOf({ loss }), 3),
  turned: `rate ${number}`,
  problem: "",
});
const order = (all) => all.map(({ runner, place }) => [runner.run.of, place]);

test("a track has what counts: the updates within the limit, as long as there is a number", () => {
  const track = trackOf(filmOf({ loss: [8, 4, 6, 1, 0.5] }), 3);
  assert.deepEqual([[...track.updates], [...track.lows], track.left], [[0, 1, 2, 3], [8, 4, 4, 1], null]);
  const gone = trackOf(filmOf({ loss: [8, 9, Infinity, NaN] }), 3);
  assert.deepEqual([[...gone.losses], gone.left], [[8, 9], 2]);
  assert.equal(trackOf(filmOf({ loss: [8, 9, NaN] }), 1).left, null, "what comes after the limit does not count");
  assert.deepEqual([lastAt([1, 2, 4], 0), lastAt([1, 2, 4], 3), lastAt([1, 2, 4], 4)], [-1, 1, 2]);
});

test("the best loss by an update leads, and who had it first", () => {
  const all = [runner(1, [8, 7, 2, 2]), runner(2, [8, 3, 3, 3]), runner(3, [8, 8, 3, 2]), runner(4, null)];
  assert.deepEqual(order(standings(all, 0)), [
    ["p1", 1],
    ["p2", 1],
    ["p3", 1],
  ]);
  assert.deepEqual(order(standings(all, 1))[0], ["p2", 1]);
  assert.deepEqual(order(standings(all, 3)), [
    ["p1", 1],
    ["p3", 2],
    ["p2", 3],
  ]);
});

test("who explodes keeps what was best before, and it is said", () => {
  const all = standings([runner(1, [8, 2, NaN]), runner(2, [8, 7, 6])], 3);
  assert.deepEqual(
    all.map(({ best, gone }) => [best, gone]),
    [
      [2, true],
      [6, false],
    ],
  );
  assert.equal(explodedOf(all), "1 of 2 has exploded.");
  assert.equal(explodedOf(all.slice(1)), "");
});

test("the winner is named, and everyone's place", () => {
  const all = standings([runner(1, [8, 4, 2]), runner(2, [8, 1, 2], { name: "Ada" })], 3);
  assert.equal(winnerOf(all), "Ada wins: loss 1 after 1 update (rate 2).");
  assert.equal(winnerOf([]), "Nobody has a run in this race.");
  const same = standings([runner(1, [8, 4]), runner(2, [8, 4])], 3);
  assert.equal(winnerOf(same), "2 share the first place: loss 4 after 1 update.");
  const ids = Array.from({ length: 23 }, (_, i) => `p${i + 1}`);
  assert.equal(placeOf(ids, "p4"), "You are 4th of 23.");
  assert.equal(placeOf(ids, "p1"), "You are 1st of 23.");
  assert.equal(placeOf(ids, "stranger"), "");
  assert.deepEqual(
    [1, 2, 3, 4, 11, 12, 13, 21, 112].map(ordinal),
    "1st 2nd 3rd 4th 11th 12th 13th 21st 112th".split(" "),
  );
});

test("a race is set, waits for its start, runs and is over, by the server's clock", () => {
  const result = { at: 10_000, seconds: 20 };
  assert.equal(stageAt(null, 100, 0).is, "set");
  assert.deepEqual(stageAt(result, 100, 7_500), { is: "waiting", update: 0, wait: 3 });
  assert.deepEqual(stageAt(result, 100, 15_000), { is: "running", update: 25, wait: 0 });
  assert.deepEqual(stageAt(result, 100, 31_000), { is: "over", update: 100, wait: 0 });
});

test("lines of the ranking hide losses before the start, and say at the end who had no run", () => {
  const runners = [
    runner(1, [8, 4, 2], { name: "Ada" }),
    { ...runner(2, null), problem: "It does not come." },
    runner(3, [8, NaN]),
    runner(4, null),
  ];
  const all = standings(runners, 3);
  const told = (is) => rowsOf(is, runners, all).map(({ place, name, told }) => [place, name, told]);
  assert.deepEqual(told("set"), [
    ["", "Ada", "ready"],
    ["", "Student 2", "It does not come."],
    ["", "Student 3", "ready"],
    ["", "Student 4", "on its way"],
  ]);
  assert.deepEqual(told("running"), [
    ["1", "Ada", "2"],
    ["2", "Student 3", "8, exploded"],
  ]);
  assert.deepEqual(told("over").at(-1), ["–", "Student 2", "It does not come."]);
  assert.equal(rowsOf("set", runners, all)[0].turned, "", "what was turned is no secret any more once it runs");
});
