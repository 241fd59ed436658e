import assert from "node:assert/strict";
import { test } from "node:test";
import { contour } from "./marching.js";

/**
 * @param {number} n
 * @param {(x: number, y: number) => number} f
 */
const grid = (n, f) => Array.from({ length: n * n }, (_, i) => f(i % n, Math.floor(i / n)));

/** @param {number[]} pieces */
const ends = (pieces) => Array.from({ length: pieces.length / 2 }, (_, i) => [pieces[2 * i], pieces[2 * i + 1]]);

test("the lines of a slope are straight and where they belong", () => {
  const found = ends(
    contour(
      grid(5, (x) => x),
      5,
      5,
      1.25,
    ),
  );
  assert.equal(found.length, 8);
  assert.ok(found.every(([x]) => Math.abs(x - 1.25) < 1e-12));
});

test("the lines of a bowl are circles, closed: every end is shared by two pieces", () => {
  const found = ends(
    contour(
      grid(41, (x, y) => (x - 20) ** 2 + (y - 20) ** 2),
      41,
      41,
      150,
    ),
  );
  assert.ok(found.length > 60);
  for (const [x, y] of found) assert.ok(Math.abs(Math.hypot(x - 20, y - 20) - Math.sqrt(150)) < 0.02);
  const counts = new Map();
  for (const end of found)
    counts.set(end.map((v) => v.toFixed(9)).join(), (counts.get(end.map((v) => v.toFixed(9)).join()) ?? 0) + 1);
  assert.ok([...counts.values()].every((count) => count === 2));
});

test("at a saddle lines do not cross, and both ways of cutting join the right corners", () => {
  for (const [level, apart] of [
    [0.4, true],
    [0.6, false],
  ]) {
    const pieces = contour([1, 0, 0, 1], 2, 2, Number(level)); // the middle is 0.5
    assert.equal(pieces.length, 8);
    const [x1, y1, x2, y2] = pieces;
    const share = Math.hypot(x1 - x2, y1 - y2);
    assert.ok(share < 1, `${level} ${apart}`);
    const corner = Math.min(
      Math.hypot(x1, y1) + Math.hypot(x2, y2),
      Math.hypot(x1 - 1, y1 - 1) + Math.hypot(x2 - 1, y2 - 1),
    );
    assert.equal(corner < 1.2, !apart); // above the middle, each high corner is cut off alone
  }
});

test("there is no line where a corner is no number", () => {
  assert.deepEqual(contour([0, NaN, 1, 1], 2, 2, 0.5), []);
  assert.deepEqual(contour([0, Infinity, 1, 1], 2, 2, 0.5), []);
});
