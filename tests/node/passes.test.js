import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, passes, short } from "../../components/stage/kit/passes.js";

test("numbers are short: at most four digits, no zeros at their end, words for the rest", () => {
  const cases = [
    [3, "3"],
    [2.5, "2.5"],
    [-0.125, "−0.125"],
    [1 / 3, "0.3333"],
    [0, "0"],
    [1e-4, "1e−4"],
    [-2.5e7, "−2.5e7"],
    [null, "None"],
    [undefined, "None"],
    [true, "True"],
    ["inf", "∞"],
    ["nan", "nan"],
  ];
  for (const [value, expected] of cases) assert.equal(short(value), expected);
  assert.deepEqual([1 / 3, 1234.5, "inf"].map(brief), ["0.333", short(1234.5), "∞"]);
});

// y = x * x + w, with x = 3 and w = 1, and x alone wanting a gradient: x is used twice.
const nodes = () => [
  { kind: "variable", name: "x", gradient: 6 },
  { kind: "variable", name: "w", gradient: null },
  { kind: "operation", name: "mul", gradient: 1 },
  { kind: "operation", name: "add", gradient: 1 },
];
const edges = [
  { from: 0, to: 2, flows: true, carried: 3 },
  { from: 0, to: 2, flows: true, carried: 3 },
  { from: 2, to: 3, flows: true, carried: 1 },
  { from: 1, to: 3, flows: false, carried: null },
];
const scenes = () => [
  { kind: "forward", node: 2 },
  { kind: "forward", node: 3 },
  { kind: "seed", node: 3, call: 1 },
  { kind: "backward", node: 3 },
  { kind: "backward", node: 2 },
  { kind: "accumulate", node: 0, before: null, came: 6, after: 6 },
];

test("values are known once their beat is over, gradients come back along what flows, and are kept", () => {
  const picture = { nodes: nodes(), edges, scenes: scenes() };
  const states = passes(picture);
  assert.equal(states.length, 7);
  assert.deepEqual(
    states.map(({ known }) => known.filter(Boolean).length),
    [2, 3, 4, 4, 4, 4, 4],
  );
  assert.deepEqual(states[2].forward, [true, true, true, true]);
  assert.deepEqual(states[3].gradients, [null, null, null, 1]);
  assert.deepEqual(states[4].gradients, [null, null, 1, 1]);
  assert.deepEqual(states[4].back, [false, false, true, false]);
  assert.deepEqual(states[5].gradients, [6, null, 1, 1]);
  assert.deepEqual(states[5].waiting, [true, true, false, false]);
  assert.deepEqual(states[6].waiting, [false, false, false, false]);
  assert.deepEqual(states[6].kept[0], { before: null, came: 6, after: 6 });
  assert.ok(picture.scenes.every(({ arrives }) => arrives > 0 && arrives < 1));
});

test("before all ways are back, a gradient is the sum of those that are", () => {
  const all = [...nodes(), { kind: "operation", name: "add", gradient: 1 }];
  const ways = [
    { from: 0, to: 2, flows: true, carried: 3 },
    { from: 0, to: 3, flows: true, carried: 2 },
  ];
  const states = passes({
    nodes: all,
    edges: ways,
    scenes: [
      { kind: "seed", node: 4, call: 1 },
      { kind: "backward", node: 3 },
      { kind: "backward", node: 2 },
    ],
  });
  assert.deepEqual(
    states.map(({ gradients }) => gradients[0]),
    [null, null, 2, 6],
  );
});

test("another call of backward begins anew, and what is kept stays", () => {
  const first = scenes();
  const states = passes({ nodes: nodes(), edges, scenes: [...first, { kind: "seed", node: 3, call: 2 }] });
  const last = states.at(-1);
  assert.deepEqual([last.call, last.gradients, last.back], [2, [null, null, null, 1], [false, false, false, false]]);
  assert.equal(last.kept[0].after, 6);
});
