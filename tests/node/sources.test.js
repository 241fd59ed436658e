import assert from "node:assert/strict";
import { test } from "node:test";
import { Film } from "../../components/stage/play/film.js";
import { holds, looksAtNow, nameOf, near, stateOf, textOf, valueOf } from "../../components/stage/questions/sources.js";

const header = {
  from: 0,
  count: 3,
  stride: 1,
  updates: 2,
  updates_per_epoch: 1,
  done: true,
  query: "lr=0.1&model=linear&hidden=16",
  weights: [{ short: "w11" }, { short: "w12" }],
  targets: ["apples"],
  rows: ["Kanto", "Johto"],
  limits: { lr_limit: 0.25 },
  notes: ["first", "last"],
  pictures: {
    tensors: { result: 1, tensors: [{}, { shape: [2, 2], dtype: "float32", values: [1, "inf", "nan", true] }] },
  },
};
const arrays = {
  loss: { columns: 1, data: Float32Array.of(9, 4, NaN) },
  weights: { columns: 2, data: Float32Array.of(1, 2, 3, 4, 5, 6) },
};
const film = new Film(header, arrays);
const growing = new Film({ ...header, done: false, count: 2 }, arrays);
const live = (array, at, column = 0) => ({ kind: "live", array, at, column, times: 1 });

test("a source is read at the start, now, at the end, or after so many updates", () => {
  const moment = { film, position: 1.4 };
  assert.equal(valueOf(live("loss", "start"), moment), 9);
  assert.equal(valueOf(live("loss", "now"), moment), 4);
  assert.equal(valueOf(live("loss", "end"), moment), Infinity, "a loss that is no number has exploded");
  assert.equal(valueOf(live("weights", 1, 1), moment), 4);
  assert.equal(valueOf(live("weights", 7), moment), undefined);
  assert.equal(valueOf(live("weights", "start", 2), moment), undefined, "there is no third weight");
  assert.equal(valueOf(live("loss", "end"), { film: growing, position: 0 }), undefined, "not yet");
  assert.equal(valueOf(live("loss", "start"), { film: null, position: 0 }), undefined);
});

test("fields, the header and an expression's result are read too", () => {
  const of = (source) => valueOf(source, { film, position: 0 });
  assert.equal(of({ kind: "field", name: "lr" }), 0.1);
  assert.equal(of({ kind: "field", name: "model" }), "linear");
  assert.equal(of({ kind: "field", name: "seed" }), undefined);
  assert.equal(of({ kind: "header", path: "limits.lr_limit" }), 0.25);
  assert.equal(of({ kind: "header", path: "notes.-1" }), "last");
  assert.equal(of({ kind: "header", path: "limits.none.such" }), undefined);
  assert.deepEqual(of({ kind: "shape", dim: null }), [2, 2]);
  assert.equal(of({ kind: "dimensions" }), 2);
  assert.equal(of({ kind: "elements" }), 4);
  assert.equal(of({ kind: "result", element: 1 }), Infinity);
  assert.equal(of({ kind: "combined", sign: "/", left: live("loss", "start"), right: live("loss", 1) }), 2.25);
});

test("a condition is true, false, or not known while the film grows", () => {
  const between = (low, high, at = "start") => ({ kind: "between", source: live("loss", at), low, high });
  assert.equal(holds(between(8, 10), { film, position: 0 }), true);
  assert.equal(holds(between(null, 9), { film, position: 0 }), false, "its ends do not belong to it");
  assert.equal(holds(between(0, 1, "end"), { film: growing, position: 0 }), undefined);
  assert.equal(holds(between(0, 1, 50), { film, position: 0 }), false, "a whole film has no such update");
  const equal = (value, within = 0.01) => ({ kind: "equal", source: live("loss", 1), value, within });
  assert.equal(holds(equal(4.03), { film, position: 0 }), true);
  assert.equal(holds(equal(4.05), { film, position: 0 }), false);
  assert.equal(
    holds({ kind: "contains", source: { kind: "field", name: "model" }, text: "LIN" }, { film, position: 0 }),
    true,
  );
});

test("of several conditions what is known decides", () => {
  const yes = { kind: "equal", source: 1, value: 1, within: 0 };
  const no = { kind: "equal", source: 1, value: 2, within: 0 };
  const open = { kind: "between", source: live("loss", "end"), low: 0, high: 1 };
  const moment = { film: growing, position: 0 };
  const together = (every, ...conditions) => holds({ kind: "together", conditions, every }, moment);
  assert.deepEqual(
    [together(true, yes, open), together(true, no, open), together(true, yes, yes)],
    [undefined, false, true],
  );
  assert.deepEqual(
    [together(false, yes, open), together(false, no, open), together(false, no, no)],
    [true, undefined, false],
  );
});

test("near is relative, but at zero", () => {
  assert.ok(near(101, 100, 0.01));
  assert.ok(!near(101.1, 100, 0.01));
  assert.ok(near(0.009, 0, 0.01));
  assert.ok(near(Infinity, Infinity, 0));
  assert.ok(!near(1e30, Infinity, 0.5));
});

test("sources and values have words", () => {
  const moment = { film, position: 1 };
  assert.equal(nameOf(live("loss", "end"), moment), "the loss at the end");
  assert.equal(nameOf(live("weights", 2, 1), moment), "w12 after 2 updates");
  assert.equal(nameOf(live("predictions", "now", 1), moment), "the prediction for Johto, apples now");
  assert.deepEqual([undefined, null, true, [2, 3], 0.5].map(textOf), [
    "not known",
    "not known",
    "True",
    "[2, 3]",
    "0.5",
  ]);
  assert.equal(
    stateOf({ kind: "between", source: live("loss", "start"), low: 0, high: 1 }, moment),
    "the loss at the start is 9",
  );
});

test("what looks at the moment that is shown is found however deep", () => {
  const deep = {
    kind: "together",
    every: true,
    conditions: [{ kind: "equal", source: live("loss", "now"), value: 1, within: 0 }],
  };
  assert.equal(looksAtNow(deep), true);
  assert.equal(looksAtNow({ ...deep, conditions: [{ source: live("loss", "end") }] }), false);
  assert.equal(looksAtNow(null), false);
});
