import assert from "node:assert/strict";
import { test } from "node:test";
import { passes } from "../../stage/kit/passes.js";
import { flight } from "./flight.js";

// y = x * 2, with x = 3: a value goes forward along edge 0, a gradient comes back along it.
const nodes = [
  { kind: "variable", value: 3, gradient: 2 },
  { kind: "operation", value: 6, gradient: 1 },
];
const edges = [{ from: 0, to: 1, flows: true, carried: 2 }];
const scenes = [
  { kind: "forward", node: 1 },
  { kind: "seed", node: 1, call: 1 },
  { kind: "backward", node: 1 },
  { kind: "accumulate", node: 0, before: null, came: 2, after: 2 },
];
const states = passes({ nodes, edges, scenes });
const at = (frame, moved) => flight({ nodes, edges }, 0, states[frame], scenes[frame], moved);

test("a value leaves its node, is half way at half of its time, and is gone once it is there", () => {
  const { arrives } = scenes[0];
  assert.equal(at(0, 0), null);
  assert.deepEqual(at(0, arrives / 2), { at: 0.5, text: "3", role: "value", seen: 1 });
  assert.equal(at(0, arrives), null);
  assert.equal(at(1, 0.5), null);
});

test("a gradient comes back: that of the operation first, times the derivative from half way", () => {
  assert.deepEqual(at(2, 0.01), { at: 1, text: "1", role: "gradient", seen: 1 });
  const [before, after] = [at(2, 0.44), at(2, 0.46)];
  assert.deepEqual([before.text, after.text], ["1", "2"]);
  assert.ok(before.at > 0.5 && after.at < 0.5 && before.at - after.at < 0.05);
});

test("at a leaf it waits, and fades while it goes into .grad", () => {
  const waits = { at: 0, text: "2", role: "gradient", seen: 1 };
  assert.deepEqual([at(2, 1), at(3, 0)], [waits, waits]);
  assert.equal(at(3, scenes[3].arrives / 2).seen, 0.5);
  assert.equal(at(3, 1).seen, 0);
  assert.equal(at(4, 0), null);
});

test("no gradient comes where none flows", () => {
  const cut = [{ ...edges[0], flows: false, carried: null }];
  assert.equal(flight({ nodes, edges: cut }, 0, passes({ nodes, edges: cut, scenes })[2], scenes[2], 0.5), null);
});
