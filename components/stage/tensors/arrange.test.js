import assert from "node:assert/strict";
import { test } from "node:test";
import { column, corner, row, TITLE } from "./arrange.js";
import { Box } from "./layout.js";

const box = (...shape) => new Box(shape, [30, 20]);

test("inputs stand side by side with signs between them, the result behind an arrow", () => {
  const { places, signs, width, height } = row([box(2, 4), box(4)], [box(2, 4)], 1);
  assert.deepEqual(
    signs.map(({ kind }) => kind),
    ["sign", "arrow"],
  );
  assert.ok(places[0].x + 120 < signs[0].x && signs[0].x < places[1].x);
  assert.ok(places[1].x + 120 < signs[1].x && signs[1].x < places[2].x);
  assert.deepEqual([width, height], [places[2].x + 120, TITLE + 40]);
  assert.equal(places[1].y - places[0].y, 10, "the lower one stands in the middle");
});

test("below each other, each has room for its title", () => {
  const { places, signs } = column([box(2, 4)], [box(4), box(4)], 1);
  assert.equal(places[0].y, TITLE);
  assert.ok(places[1].y >= places[0].y + 40 + TITLE && places[2].y >= places[1].y + 20 + TITLE);
  assert.deepEqual([signs.length, signs[0].kind], [1, "down"]);
});

test("the rows of a product end where its columns begin", () => {
  const { places, signs, width, height } = corner([box(5, 3), box(3, 4)], [box(5, 4)]);
  const [rows, columns, result] = places;
  assert.deepEqual([result.x, result.y], [columns.x, rows.y]);
  assert.ok(rows.x + 90 < columns.x && columns.y + 60 < rows.y);
  assert.deepEqual([signs, width, height], [[], result.x + 120, result.y + 100]);
});
