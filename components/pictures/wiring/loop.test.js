import assert from "node:assert/strict";
import { test } from "node:test";
import "../../../tests/node/page.js";
import { Loop } from "./loop.js";

const PHASES = ["predict", "backward", "update", "zero"];
const LINES = { predict: "preds = 1", backward: "back()", update: "guard:\n  w -= 1", zero: "w.zero_()" };
const fault = (lines, more = {}) => ({ phases: PHASES, lines, place: "", what: "Wrong.", ...more });
const FAULTS = {
  missing: fault({ zero: "" }),
  bare: fault({ update: "w -= 1\nguard:" }),
  late: fault({ backward: "back()" }, { phases: ["predict", "update", "zero", "backward"], place: "before update" }),
  two: fault({ update: "step()", zero: "none()" }),
};

function wired(...wirings) {
  const loop = new Loop();
  loop.build(PHASES);
  for (const wiring of wirings) loop.wire({ phases: PHASES, lines: LINES, faults: FAULTS }, wiring);
  return loop.node.children.map(({ children: [name, code, was], classList }) => ({
    name: name.textContent,
    code: code.textContent,
    was: was.hidden ? "" : was.textContent,
    wrong: classList.contains("wiring-fault"),
  }));
}

test("wired right, the steps stand in their order with their code", () => {
  assert.deepEqual(
    wired("right").map(({ name, code, was, wrong }) => [name, code, was, wrong]),
    PHASES.map((phase, at) => [`${at + 1}${phase}`, LINES[phase], "", false]),
  );
});

test("what is wrong is marked, and beside it stands what is right", () => {
  const [, , , zero] = wired("missing");
  assert.deepEqual(zero, { name: "4zero", code: "left out", was: "w.zero_()", wrong: true });
  const [, , update] = wired("bare");
  assert.deepEqual(update, { name: "3update", code: "w -= 1\nguard:", was: "  w -= 1", wrong: true });
  assert.deepEqual(
    wired("two").map(({ wrong }) => wrong),
    [false, false, true, true],
  );
});

test("a step that runs at another time moves there, says where it belongs, and comes back", () => {
  const late = wired("late");
  assert.deepEqual(
    late.map(({ name }) => name),
    ["1predict", "2update", "3zero", "4backward"],
  );
  assert.deepEqual(late[3], { name: "4backward", code: "back()", was: "before update", wrong: true });
  assert.deepEqual(wired("late", "right"), wired("right"));
});
