import assert from "node:assert/strict";
import { test } from "node:test";
import { Board, few, NAMES } from "./board.js";

const [D, K] = [3, 2];

for (const width of [1200, 800, 360]) {
  test(`all chips are inside a board of ${width} px, at every stop`, () => {
    const board = new Board(width, D, K);
    const places = [0, 1].flatMap((r) => [
      board.places(r, 0, "preds", 0, r),
      board.places(r, 2 * D + 1, "b", 0, r),
      ...[0, 1, 2].flatMap((c) => [board.places(r, 1 + 2 * c, "w", r, c), board.places(r, 2 + 2 * c, "x", 0, c)]),
    ]);
    for (const [x, y] of places.flat())
      assert.ok(x >= 0 && x + board.wide <= width + 1e-9 && y >= 0 && y + 46 <= board.height, `${x}, ${y}`);
    const equations = new Set(places.map(([spot]) => String(spot)));
    assert.equal(equations.size, places.length, "no two at one place of the equations");
  });
}

test("turned over, w has a row an input; the rest keeps its shape", () => {
  const { flat, turned } = new Board(1200, D, K);
  assert.deepEqual([flat.w.high, turned.w.high], [2 * 52 - 6, 3 * 52 - 6]);
  for (const name of NAMES.filter((one) => one !== "w")) assert.equal(flat[name].wide, turned[name].wide);
});

test("a row of x meets w where the board is wide, and lies above it where it is narrow", () => {
  const wide = new Board(1200, D, K);
  assert.equal(wide.turned.w.x, wide.turned.x.x + wide.turned.x.wide + 36);
  assert.equal(wide.turned.w.y, wide.turned.x.y);
  const narrow = new Board(360, D, K);
  assert.equal(narrow.turned.w.y, narrow.turned.x.y + 52 + 36);
  assert.deepEqual(narrow.afterMatrix("x"), [2, narrow.turned.w.y]);
});

test("of a long list the first names are written, and the last place says how many are left", () => {
  assert.deepEqual(few(["a", "b", "c"], 3), [
    { name: "a", more: 0 },
    { name: "b", more: 0 },
    { name: "c", more: 0 },
  ]);
  assert.deepEqual(few(["a", "b", "c", "d"], 3).at(-1), { name: "2 more", more: 2 });
});
