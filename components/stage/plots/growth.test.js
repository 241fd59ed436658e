import assert from "node:assert/strict";
import { test } from "node:test";
import { Growth, OWN, climbOf, linear, moves, openingsOf, ticks } from "./growth.js";

const of = (array) => ({ array, column: 0 });

/** A film of a loss, and of a weight that may fly. */
function filmOf(loss, weight = loss.map(() => 0)) {
  const finite = loss.findIndex((value) => !Number.isFinite(value));
  const arrays = { loss, weight };
  const end = loss.length - 1;
  return {
    end,
    halt: finite < 0 ? end : finite - 1,
    diverges: !(loss[end] <= loss[0]),
    at: (source, frame) => (source?.array ? arrays[source.array][frame] : source),
  };
}

const LOSS = {
  figure: { layout: { xaxis: { range: [0, 9] }, yaxis: { type: "log", range: [-1, 2] } } },
  tracks: [{ kind: "line", x: "epoch", y: of("loss") }],
  climbs: true,
};
const SLICE = {
  figure: { layout: { xaxis: { range: [-1, 3] }, yaxis: { range: [0, 10] } } },
  tracks: [{ kind: "point", x: of("weight"), y: of("loss") }],
  opening: { x: 1, y: 0, power: 2 },
};

test("a plot moves where a mark reads the film", () => {
  const still = { tracks: [{ kind: "point", x: 1, y: 2 }] };
  const riders = { tracks: [{ kind: "riders", array: "net_sums", columns: [0] }] };
  assert.deepEqual([LOSS, riders, still, { tracks: [] }].map(moves), [true, true, false, false]);
});

test("ticks of a grown axis are few, and powers of ten", () => {
  assert.deepEqual(ticks(-1, 3.4), {
    tickvals: [0.1, 1, 10, 100, 1000],
    ticktext: ["0.1", "1", "10", "100", "1\u202f000"],
  });
  assert.deepEqual(ticks(-1.2, 38.5).ticktext, ["1", "10¹⁰", "10²⁰", "10³⁰"]);
  for (let high = 1; high < 40; high += 0.5) {
    const { tickvals } = ticks(-2, high);
    assert.ok(tickvals.length >= 3 && tickvals.length <= 7, `${high}: ${tickvals}`);
  }
});

test("a run that stays inside moves no axis", () => {
  const growth = new Growth([LOSS, SLICE], filmOf([9, 90, 8, 7]));
  for (const frame of [0, 1, 3])
    assert.deepEqual(
      [0, 1].map((panel) => growth.at(panel, frame)),
      [OWN, OWN],
    );
});

test("a loss beyond its axis makes it grow once, for the whole run, when the clock comes there", () => {
  const film = filmOf([9, 90, 900, 9e30, Infinity, NaN]);
  assert.deepEqual(climbOf(LOSS, film), { from: 2, top: 9e30 });
  const growth = new Growth([LOSS], film);
  assert.deepEqual(growth.at(0, 1), OWN);
  const grown = [2, 3, 5].map((frame) => growth.at(0, frame));
  assert.deepEqual(grown[1], grown[0]);
  assert.deepEqual(grown[2], grown[0]);
  const [low, high] = grown[0].y.range;
  assert.ok(low === -1 && high > Math.log10(9e30) && high < 34, "all of the run, and a little room");
  assert.deepEqual(growth.at(0, 0), OWN, "and back");
});

test("a linear axis of the loss holds the start, or the whole run once that has left it", () => {
  const growth = new Growth([LOSS], filmOf([10, 90, 900, 1000]));
  assert.deepEqual(growth.at(0, 0, true).y.range, [0, 10.8]);
  assert.deepEqual(growth.at(0, 3, true).y.range, [0, 1080]);
  assert.equal(growth.at(0, 3, true).y.type, "linear");
});

test("axes of a diverging run open up in moves, hold every point, and keep a parabola's shape", () => {
  const loss = Array.from({ length: 40 }, (_, i) => 6.6 ** i);
  const weight = loss.map((value, i) => 1 + (i % 2 ? -1 : 1) * Math.sqrt(value));
  const film = filmOf([...loss, Infinity], [...weight, NaN]);
  const growth = new Growth([SLICE], film);
  const seen = new Set();
  for (let frame = 0; frame < 40; frame += 1) {
    const { key, x, y } = growth.at(0, frame);
    const [[left, right], [low, high]] = [x.range ?? [-1, 3], y.range ?? [0, 10]];
    assert.ok(left <= weight[frame] && weight[frame] <= right, `${frame}: ${weight[frame]} in ${left}, ${right}`);
    assert.ok(low <= loss[frame] && loss[frame] <= high, `${frame}: ${loss[frame]} in ${low}, ${high}`);
    const wider = (right - left) / 4;
    assert.ok(Math.abs(high / 10 / wider ** 2 - 1) < 1e-9);
    seen.add(key);
  }
  assert.ok(seen.size > 8 && seen.size <= 25, `${seen.size} axes`);
  assert.deepEqual(growth.at(0, 40), growth.at(0, 39), "where no number is left, they stay");
});

test("a run that overshoots and comes back opens nothing", () => {
  assert.equal(openingsOf([SLICE], filmOf([9, 9000, 5], [1, 40, 1])), null);
});

test("large linear axes have few ticks, and at least two", () => {
  assert.deepEqual(linear([0, 99], "y"), { range: [0, 99] });
  assert.deepEqual(linear([-3e9, 3.1e9], "x").ticktext, ["−2×10⁹", "0", "2×10⁹"]);
  assert.deepEqual(linear([0, 3.3e5], "y").ticktext, ["0", "200\u202f000"]);
  for (let power = 5; power < 38; power += 0.1)
    for (const [low, high, axis] of [
      [0, 10 ** power, "y"],
      [-(10 ** power), 2 * 10 ** power, "x"],
    ]) {
      const { tickvals } = linear([low, high], axis);
      assert.ok(tickvals.length >= 2 && tickvals.length <= 5, `${low}, ${high}: ${tickvals}`);
      assert.ok(tickvals.every((value) => value >= low && value <= high));
    }
});
