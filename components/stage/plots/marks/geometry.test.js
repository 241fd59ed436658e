import assert from "node:assert/strict";
import { test } from "node:test";
import { axesOf, place, shareInside, valueAt } from "./geometry.js";

const axis = (range, more) => ({ range, _offset: 10, _length: 100, ...more });
const axesFor = (x, y) => axesOf({ _fullLayout: { xaxis: axis(x), yaxis: axis(y, { type: "log", _offset: 5 }) } });

test("values become pixels, upwards against the screen, also on a log axis", () => {
  const axes = axesFor(["0", 4], [0, 2]);
  assert.deepEqual([0, 1, 4, 5].map(axes.x), [10, 35, 110, 135]);
  assert.deepEqual([1, 10, 100].map(axes.y), [105, 55, 5]);
  assert.deepEqual(axes.box, { left: 10, top: 5, width: 100, height: 100 });
  assert.deepEqual(axes.rangeX, [0, 4]);
});

test("a place in pixels is a value, with as many digits as a pixel has", () => {
  const axes = axesFor([-1, 3], [0, 2]); // 25 px for 1
  for (const value of [-1, -0.44, 0, 0.48, 2.6, 3]) assert.equal(valueAt(axes, axes.x(value)), value);
  assert.equal(valueAt(axes, 10 + 25.3), 0.01);
  assert.equal(valueAt(axesFor([-3e5, 3e5], [0, 2]), 60.01), 0);
});

test("on a history a place lies on the straight line between two updates", () => {
  const film = {
    end: 2,
    at: (source, frame) => (source === "epoch" ? frame : 10 ** (2 - frame)),
    sample: (source, moment) => film.at(source, moment.frame) + moment.moved, // some other curve
  };
  const axes = axesFor([0, 4], [0, 2]);
  assert.deepEqual(place(axes, { x: "epoch", y: "loss" }, { film, frame: 0, moved: 0.5 }), [22.5, 30]);
  assert.deepEqual(place(axes, { x: "epoch", y: "loss" }, { film, frame: 0, moved: 0 }), [10, 5]);
  assert.equal(place(axes, { x: "w", y: "loss" }, { film, frame: 2, moved: 0 })[1], 105);
});

test("of a way that leaves a box, the share up to its edge is inside", () => {
  const box = { left: 50, top: 10, width: 200, height: 100 };
  const share = (to, from = [100, 60]) => shareInside(box, from, to);
  assert.equal(share([240, 20]), 1);
  assert.equal(share([400, 60]), 0.5);
  assert.equal(share([0, 60]), 0.5);
  assert.equal(share([400, 260]), 0.25); // it leaves below first
  assert.equal(share([500, 60], [300, 60]), 0); // it is never inside
});

test("axes on their way are drawn in ranges of their own", () => {
  const plot = { _fullLayout: { xaxis: axis([0, 4]), yaxis: axis([0, 2], { type: "log", _offset: 5 }) } };
  const grown = axesOf(plot, [
    [0, 8],
    [0, 4],
  ]);
  assert.deepEqual([grown.x(4), grown.y(100), grown.rangeX], [60, 55, [0, 8]]);
});
