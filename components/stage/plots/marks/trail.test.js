import assert from "node:assert/strict";
import { test } from "node:test";
import { trail } from "./trail.js";

globalThis.Path2D = class {};

/** The trail of these losses on axes `width` pixels wide, of which each shows one unit. */
function places(loss, width) {
  const film = { end: loss.length - 1, at: (source, frame) => (source === "x" ? frame : loss[frame]) };
  const box = { left: 0, top: 0, width, height: 100 };
  const axes = { x: (value) => (value * width) / film.end, y: (value) => 100 - value, box };
  const parts = trail(axes, { x: "x", y: "loss" }, film).d.matchAll(/([ML])(\S+) ([^ML]+)/g);
  return [...parts].map(([, kind, x, y]) => [kind === "M" ? "move" : "line", Number(x), Number(y)]);
}

test("each update has its place where there is room", () => {
  assert.deepEqual(places([50, 20, 10], 200), [
    ["move", 0, 50],
    ["line", 100, 80],
    ["line", 200, 90],
  ]);
});

test("where updates are denser than pixels, a pixel keeps its lowest and highest value", () => {
  const loss = Array.from({ length: 41 }, (_, i) => (i % 4 === 3 ? 90 : i % 4));
  assert.deepEqual(places(loss, 4).slice(0, 4), [
    ["move", 0, 10],
    ["line", 0, 100],
    ["line", 0.5, 10],
    ["line", 0.5, 100],
  ]);
  assert.ok(places(loss, 4).length <= 2 * 9);
});

test("a loss that leaves all numbers goes up from where it was last", () => {
  assert.deepEqual(places([50, 40, Infinity, Infinity], 300), [
    ["move", 0, 50],
    ["line", 100, 60],
    ["line", 200, -10],
  ]);
});

test("what is no number ends the trail", () => {
  assert.deepEqual(places([50, 40, NaN, 3], 300), [
    ["move", 0, 50],
    ["line", 100, 60],
  ]);
});
