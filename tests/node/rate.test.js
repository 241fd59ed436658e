import assert from "node:assert/strict";
import { test } from "node:test";
import { RateKnob } from "../../components/stage/controls/rate.js";
import { place } from "./page.js";

const STOPS = ["1e-06", "1e-05", "0.0001", "0.001"];

/** A knob of a run that starts at 1e-5, and what Python heard. */
function knobOf(course = null) {
  const player = {
    held: false,
    course,
    film: null,
    query: "lr=1e-05",
    holds: (name) => player.fixed.includes(name),
    fixed: [],
    vary: (fields) => player.varied.push(fields),
    varied: [],
  };
  const turned = [];
  const knob = new RateKnob(place(), player, { label: "Learning rate", help: "", stops: STOPS }, (fields) =>
    turned.push(fields),
  );
  knob.refresh({ run: { values: { lr: 1e-5 } } });
  return { knob, player, turned };
}

const turn = (knob, at) => {
  knob.input.value = String(at);
  knob.drag();
  knob.release();
};

test("a rate stays where the hand lets go, also before Python says so", () => {
  const { knob, turned } = knobOf();
  assert.equal(knob.stop, "1e-05");
  turn(knob, 2);
  knob.speak();
  assert.equal(knob.stop, "0.0001");
  assert.deepEqual(turned, [{ lr: 0.0001 }]);
  knob.refresh({ run: { values: { lr: 1e-6 } } });
  assert.equal(knob.stop, "1e-06");
});

test("while what is turned holds from here on, the knob shows the rate of the moment, then again that of the start", () => {
  const course = { pressed: true, rate: 0.001, refusal: "" };
  const { knob } = knobOf(course);
  assert.equal(knob.stop, "0.001");
  course.rate = 0.0001;
  knob.speak();
  assert.equal(knob.stop, "0.0001");
  turn(knob, 3);
  course.rate = 0.001;
  knob.speak();
  assert.equal(knob.stop, "0.001");
  Object.assign(course, { pressed: false, rate: undefined });
  knob.speak();
  assert.equal(knob.stop, "1e-05");
});

test("where nothing can be changed from here on, the knob does not turn", () => {
  const { knob, player } = knobOf({ pressed: true, rate: undefined, refusal: "The run is at its end." });
  assert.equal(knob.input.disabled, true);
  player.course = null;
  knob.speak();
  assert.equal(knob.input.disabled, false);
});

test("a rate that a teacher has fixed is shown and cannot be turned", () => {
  const { knob, player } = knobOf();
  player.fixed = ["lr"];
  knob.refresh({ run: { values: { lr: 1e-5 } } });
  assert.equal(knob.input.disabled, true);
  assert.equal(Number(knob.stop), 1e-5);
});

const STEADY = ["0.00001", "0.00002", "0.00003", "0.00004", "0.00005"];

/** A knob on its page, the properties of its style, and a film with these limits. */
function knob(limits, none = null) {
  const style = new Map();
  const player = { film: null, query: "", holds: () => false };
  const made = new RateKnob(place(), player, { label: "Rate", help: "", stops: STEADY }, () => {});
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
