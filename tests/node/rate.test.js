import assert from "node:assert/strict";
import { test } from "node:test";
import { place } from "./page.js";

const { RateKnob } = await import("../../components/stage/controls/rate.js");

const STOPS = ["0.00001", "0.00002", "0.00003", "0.00004", "0.00005"];

/** A knob on its page, the properties of its style, and a film with these limits. */
function knob(limits, none = null) {
  const style = new Map();
  const player = { film: null, query: "" };
  const made = new RateKnob(place(), player, { label: "Rate", help: "", stops: STOPS }, () => {});
  made.root.style = { setProperty: (name, value) => style.set(name, Number(value)) };
  player.film = { header: { limits, no_limit: none, query: "", spec: { lr: 0.00004 } } };
  made.film(player.film);
  return { made, style };
}

test("a rate in a window above the limit is in the window's region, and the limit stays where it is", () => {
  const regions = [
    { name: "smooth", end: 0.5 },
    { name: "oscillate", end: 1 },
    { name: "diverge", end: 1.5 },
    { name: "oscillate", end: 2.5 },
    { name: "diverge", end: null },
  ];
  const { made, style } = knob({ lr_limit: 0.00002, regions, note: "The exact limit is 0.00002." });
  assert.equal(made.region.textContent, "oscillate: 2 × the limit");
  assert.equal(made.region.title, "The exact limit is 0.00002.");
  assert.equal(style.get("--oscillate"), 0.25);
});

test("without an exact limit the knob says so, and why", () => {
  const { made } = knob(null, "No exact limit is known. Adam does something else.");
  assert.equal(made.region.textContent, "no exact limit is known");
  assert.equal(made.region.title, "No exact limit is known. Adam does something else.");
});
