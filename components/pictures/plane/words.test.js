import assert from "node:assert/strict";
import { test } from "node:test";
import { sentence } from "./words.js";

const SCENE = {
  data: {
    units: ["°F", "mm"],
    unit: "t/ha",
    targets: ["apples", "oranges"],
    y: [
      [56, 70],
      [81, 101],
    ],
  },
  target: 1,
  ranges: [
    [69, 102],
    [43, 134],
  ],
  own: [80, 90],
};
const said = (value, more) => sentence({ ...SCENE, ...more }, value);

test("a field within the data is told with its place", () => {
  assert.equal(said(85), "◆ At 80 °F, 90 mm the model says 85 t/ha of oranges.");
});

test("a harvest that the data do not know is remarked on", () => {
  assert.match(said(-3), /says −3 t\/ha of oranges\. A harvest below zero cannot be\.$/);
  assert.match(said(110), / No region of the data had more than 101\.$/);
  assert.match(said(60), / No region of the data had less than 70\.$/);
});

test("inputs beyond the data are named with the data's range", () => {
  assert.match(
    said(85, { own: [60, 90] }),
    /oranges\. Outside the data: 60 °F \(data: 69 to 102\)\. There the plane is only a guess\.$/,
  );
  assert.match(said(85, { own: [60, 140] }), /: 60 °F \(data: 69 to 102\), 140 mm \(data: 43 to 134\)\./);
});

test("a model that has left the numbers says nothing", () => {
  for (const value of [NaN, Infinity])
    assert.equal(said(value), "◆ At 80 °F, 90 mm the model says nothing: its weights have left the numbers.");
});
