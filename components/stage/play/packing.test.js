import assert from "node:assert/strict";
import { test } from "node:test";
import { packed as asSent } from "../../../tests/node/films.js";
import { Film } from "./film.js";
import { packed } from "./packing.js";

const HEADER = { from: 0, count: 2, stride: 1, updates: 1, updates_per_epoch: 1, pictures: { a: { note: "<ä>" } } };

test("a film that is packed again is the same film", () => {
  const still = {
    names: { dtype: "uint8", shape: [3], data: Uint8Array.of(1, 2, 255) },
    counts: { dtype: "int32", shape: [1, 2], data: Int32Array.of(-1, 7) },
    exact: { dtype: "float64", shape: [2], data: Float64Array.of(Math.PI, NaN) },
  };
  const film = Film.decode(asSent(HEADER, { loss: [[9], [Infinity]] }, still));
  const again = Film.decode(packed(film).buffer);
  assert.deepEqual(again.header, film.header);
  assert.deepEqual(again.arrays, film.arrays);
});

test("a film that came in pieces is packed as a whole", () => {
  const first = Film.decode(asSent({ ...HEADER, done: false }, { loss: [[9], [4]] }));
  const piece = Film.decode(asSent({ ...HEADER, from: 1, count: 3, done: true }, { loss: [[4], [2], [1]] }));
  const again = Film.decode(packed(first.extended(piece)).buffer);
  assert.deepEqual([...again.arrays.loss.data], [9, 4, 2, 1]);
  assert.deepEqual([again.header.from, again.header.count, again.header.done, again.end], [0, 4, true, 3]);
});
