import assert from "node:assert/strict";
import { test } from "node:test";
import { Film } from "../../components/stage/play/film.js";
import { filmOf, packed, PHASES } from "./films.js";

const run = (more) => ({ from: 0, count: 3, stride: 1, updates: 2, updates_per_epoch: 1, ...more });

test("a film is read as it was packed", () => {
  const film = Film.decode(
    packed(run({ notes: "ä" }), {
      loss: [[9], [4], [1]],
      weights: [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
    }),
  );
  assert.equal(film.header.notes, "ä");
  assert.equal(film.end, 2);
  assert.equal(film.bytes, 4 * 9);
  assert.equal(film.at({ array: "weights", column: 1 }, 1), 4);
  assert.equal(film.at({ array: "weights", column: 1, times: -2 }, 1), -8);
  assert.equal(film.at(7, 1), 7);
  assert.equal(film.at("epoch", 1), 1);
});

test("what is no film is refused", () => {
  for (const bytes of [new ArrayBuffer(0), new TextEncoder().encode("<!doctype html>").buffer]) {
    assert.throws(() => Film.decode(bytes), TypeError);
  }
});

test("a later piece goes behind, and its first row in place of the last", () => {
  const film = Film.decode(packed(run({ done: false }), { loss: [[9], [4], [0]] }));
  const piece = Film.decode(packed(run({ from: 2, count: 2, done: true }), { loss: [[1], [0.5]] }));
  const whole = film.extended(piece);
  assert.deepEqual([...whole.arrays.loss.data], [9, 4, 1, 0.5]);
  assert.deepEqual([whole.header.from, whole.header.count, whole.header.done, whole.end], [0, 4, true, 3]);
});

test("frames and updates are each other's inverse, with a last gap that is shorter", () => {
  const film = new Film(run({ count: 5, stride: 30, updates: 100 }), {});
  assert.deepEqual(
    [0, 1, 3, 4].map((frame) => film.update(frame)),
    [0, 30, 90, 100],
  );
  for (let update = 0; update <= 100; update += 2.5) {
    const frame = film.frame(update);
    const [before, after] = [film.update(Math.floor(frame)), film.update(Math.ceil(frame))];
    assert.ok(Math.abs(before + (frame % 1) * (after - before) - update) < 1e-9, `update ${update} is frame ${frame}`);
  }
  assert.equal(film.frame(1e9), 4);
});

test("a film is as long as all its frames together, also those still to come", () => {
  for (const [told, seconds] of [
    [{ frames: 101, updates: 100 }, 50],
    [{ frames: 5, stride: 30, updates: 100 }, 60],
    [{ frames: 1, updates: 0 }, 0],
    [{ frames: 3, beats: [{ seconds: 1.5 }, { seconds: 2 }] }, 3.5],
  ]) {
    const film = new Film(run(told), {});
    assert.equal(film.length, seconds);
    const sum = Array.from({ length: told.frames - 1 }, (_, frame) => film.seconds(frame)).reduce((a, b) => a + b, 0);
    assert.equal(sum, seconds);
  }
});

test("the loss on the way to the next frame is the parabola through both ends with the slope at the start", () => {
  const loss = (t) => 3 * t * t - 5 * t + 4;
  const film = new Film(run({ count: 2 }), {
    loss: { columns: 1, data: Float32Array.of(loss(0), loss(1)) },
    descent: { columns: 1, data: Float32Array.of(-5, 0) },
    weights: { columns: 1, data: Float32Array.of(2, 6) },
  });
  for (const moved of [0, 0.25, 0.5, 1]) {
    assert.ok(Math.abs(film.sample({ array: "loss", column: 0 }, { frame: 0, moved }) - loss(moved)) < 1e-6);
    assert.equal(film.sample({ array: "weights", column: 0 }, { frame: 0, moved }), 2 + 4 * moved);
  }
  assert.equal(film.sample({ array: "weights", column: 0 }, { frame: 1, moved: 0.5 }), 6, "the last frame has no next");
});

test("beats say how long they last and in how many parts they go; updates in their phases", () => {
  const played = new Film({ from: 0, count: 3, beats: [{ seconds: 2, parts: 3 }, {}] }, {});
  assert.deepEqual(
    [0, 1, 2].map((frame) => [played.seconds(frame), played.parts(frame)]),
    [
      [2, 3],
      [1, 1],
      [1, 1],
    ],
  );
  const trained = new Film(run({ stride: 4, phases: PHASES }), {});
  assert.deepEqual([trained.seconds(0), trained.parts(0), trained.moving], [2, 5, 3]);
});

test("an array may hold other numbers, have more axes, and no time", () => {
  const still = {
    grid: { dtype: "float64", shape: [2, 3], data: Float64Array.of(1, 2, 3, 4, 5, 1e300) },
    image: { dtype: "uint8", shape: [3], data: Uint8Array.of(7, 8, 255) },
    rows: { dtype: "int32", shape: [2], data: Int32Array.of(-1, 4) },
  };
  const film = Film.decode(packed(run({ count: 2 }), { loss: [[9], [4]] }, still));
  assert.deepEqual(
    [film.arrays.loss.shape, film.arrays.loss.time, film.at({ array: "loss", column: 0 }, 1)],
    [[2, 1], 0, 4],
  );
  assert.deepEqual(
    [film.arrays.grid.shape, film.arrays.grid.time, film.arrays.grid.columns, [...film.arrays.grid.data]],
    [[2, 3], null, 6, [1, 2, 3, 4, 5, 1e300]],
  );
  assert.deepEqual(
    [[...film.arrays.image.data], [...film.arrays.rows.data]],
    [
      [7, 8, 255],
      [-1, 4],
    ],
  );
  const longer = film.extended(Film.decode(packed(run({ from: 1, count: 2 }), { loss: [[5], [1]] }, still)));
  assert.deepEqual(
    [[...longer.arrays.loss.data], longer.arrays.loss.shape, longer.arrays.grid.data.length],
    [[9, 5, 1], [3, 1], 6],
  );
});

test("a film knows where its loss leaves the numbers, and whether it diverges", () => {
  for (const [loss, halt, diverges] of [
    [[4, 3, 2], 2, false],
    [[4, 9, 4], 2, false],
    [[4, 3, 5], 2, true],
    [[4, 9, 1e30, Infinity, NaN], 2, true],
    [[4, 9, NaN, 3], 1, false],
    [[NaN, NaN], 0, true],
  ]) {
    const film = filmOf({ loss });
    assert.deepEqual([film.halt, film.diverges], [halt, diverges], `${loss}`);
  }
});

test("of a run that soon leaves the numbers, what is fitted is three times its climb", () => {
  const of = (losses) => {
    const { length } = losses;
    const film = Film.decode(packed(run({ count: length, frames: length }), { loss: losses.map((loss) => [loss]) }));
    return film.length / film.seconds(0);
  };
  const numbers = (count) => Array.from({ length: count }, (_, i) => i + 1);
  assert.equal(of(numbers(101)), 100);
  assert.equal(of([...numbers(11), ...Array(90).fill(NaN)]), 30);
  assert.equal(of([...numbers(80), ...Array(21).fill(Infinity)]), 100);
  assert.equal(of([1, ...Array(100).fill(NaN)]), 3);
});
