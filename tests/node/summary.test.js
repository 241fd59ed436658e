import assert from "node:assert/strict";
import { test } from "node:test";
import "./page.js";
import { Film } from "../../components/stage/play/film.js";

const { computed } = await import("../../components/stage/controls/summary.js");
const film = (device, took) => new Film({ device, from: 0, count: 1 }, {}, took);

test("where a run was computed and how long that took is said where it is known", () => {
  for (const [device, took, said] of [
    ["cpu", 0.2134, "Computed in 0.21 s on the CPU."],
    ["cpu", 1.5, "Computed in 1.5 s on the CPU."],
    ["cpu", 0.000432, "Computed in 0.00043 s on the CPU."],
    ["cuda:1", 12.34, "Computed in 12 s on the GPU (cuda:1)."],
    ["cpu", 0, "Computed in 0 s on the CPU."],
    ["cpu", null, ""],
    ["cpu", undefined, ""],
  ])
    assert.equal(computed(film(device, took)), said);
});
