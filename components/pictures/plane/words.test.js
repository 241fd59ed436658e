import assert from "node:assert/strict";
import { test } from "node:test";
import { sentence } from "./words.js";

const SCENE = {
  data: {
    units: ["°F", "mm"],
    row: "region",
    target_units: ["t/ha", "t/ha"],
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
  assert.equal(said(85), "◆ At 80 °F, 90 mm the model says oranges 85 t/ha.");
});

test("a value that the data do not know is remarked on", () => {
  assert.match(said(-3), /says oranges −3 t\/ha\. No region of the data has less than 70\.$/);
  assert.match(said(110), / No region of the data has more than 101\.$/);
});

test("inputs beyond the data are named with the data's range", () => {
  assert.match(
    said(85, { own: [60, 90] }),
    /oranges 85 t\/ha\. Outside the data: 60 °F \(data: 69 to 102\)\. There the plane is only a guess\.$/,
  );
  assert.match(said(85, { own: [60, 140] }), /: 60 °F \(data: 69 to 102\), 140 mm \(data: 43 to 134\)\./);
});

test("a model that has left the numbers says nothing", () => {
  for (const value of [NaN, Infinity])
    assert.equal(said(value), "◆ At 80 °F, 90 mm the model says nothing: its weights have left the numbers.");
});

test("of many inputs the place is not written out, and the first of those beyond are named", () => {
  const many = (value) => Array(9).fill(value);
  const wide = { data: { ...SCENE.data, units: many("") }, ranges: many([0, 1]), own: many(2) };
  assert.match(
    said(85, wide),
    /^◆ At this place the model says .* Outside the data: (2 \(data: 0 to 1\), ){4}5 more\./,
  );
});
