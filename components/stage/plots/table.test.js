import assert from "node:assert/strict";
import { test } from "node:test";
import "../../../tests/node/page.js";
import { WeightTable } from "./table.js";

const GRADIENT = { title: "gradient", array: "grads", role: "gradient", phase: "backward", times: 1, zeroed: true };

/** What a gradient of 7 is shown as in every phase of an update. */
function shown(phases, zeroed) {
  const column = { ...GRADIENT, zeroed };
  const table = new WeightTable({ columns: [column], rows: ["w11"], places: [0], phases });
  const film = { at: () => 7 };
  const at = (phase, position) => {
    table.say({ film, frame: 0, phase, position });
    return table.cells[0][0].node.textContent;
  };
  return [...phases.map((_, phase) => at(phase, phase / phases.length)), at(null, 0.5), at(phases.length, 0)].join(" ");
}

test("a gradient is zero from the phase that sets it to zero, until the next update", () => {
  const number = "7";
  const all = (...values) => values.map((value) => value || number).join(" ");
  assert.equal(shown(["loss", "backward", "update", "zero"], true), all("", "", "", "0", "", ""));
  assert.equal(shown(["loss", "backward", "zero", "update"], true), all("", "", "0", "0", "", ""));
  assert.equal(shown(["loss", "backward", "update", "zero"], false), all("", "", "", "", "", ""));
});

test("what is no number stands there as it is, or as the word for nothing", () => {
  for (const [nothing, text] of [
    ["None", "None"],
    [undefined, "nan"],
  ]) {
    const table = new WeightTable({
      columns: [{ ...GRADIENT, nothing }],
      rows: ["w11"],
      places: [0],
      phases: ["backward"],
    });
    table.say({ film: { at: () => NaN }, frame: 0, phase: 1, position: 0 });
    assert.equal(table.cells[0][0].node.textContent, text);
  }
});
