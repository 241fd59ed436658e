// Films for tests, as the film route would send them.

import { Film } from "../../components/stage/play/film.js";

export const PHASES = ["predict", "loss", "backward", "update", "zero"];

/** A film's bytes as components/films/format.py writes them; `arrays` hold a row of numbers for each frame, `still` typed arrays. */
export function packed(header, arrays, still = {}) {
  const moving = Object.entries(arrays).map(([name, rows]) => ({
    name,
    dtype: "float32",
    shape: [rows.length, rows[0].length],
    time: 0,
    data: Float32Array.from(rows.flat()),
  }));
  const all = [
    ...moving,
    ...Object.entries(still).map(([name, { dtype, shape, data }]) => ({ name, dtype, shape, time: null, data })),
  ];
  const told = all.map(({ name, dtype, shape, time }) => ({ name, dtype, shape, time }));
  const padded = (bytes, fill) => Uint8Array.from([...bytes, ...new Array((8 - (bytes.length % 8)) % 8).fill(fill)]);
  const text = padded(new TextEncoder().encode(JSON.stringify({ ...header, arrays: told })), 32);
  const parts = all.map(({ data }) => padded(new Uint8Array(data.buffer), 0));
  const bytes = Uint8Array.from([
    ...new TextEncoder().encode("FILM"),
    0,
    0,
    0,
    0,
    ...text,
    ...parts.flatMap((part) => [...part]),
  ]);
  new DataView(bytes.buffer).setUint32(4, text.length, true);
  return bytes.buffer;
}

/** The film of a run that keeps every `stride`-th update, of which the frames from `from` on are here: their `loss`. */
export function bytesOf({
  query = "lr=1",
  loss = [4, 3, 2, 1],
  from = 0,
  stride = 1,
  updates = stride * (from + loss.length - 1),
  ...more
}) {
  const told = {
    query,
    done: true,
    from,
    count: loss.length,
    stride,
    updates,
    updates_per_epoch: 1,
    frames: Math.ceil(updates / stride) + 1,
    phases: PHASES,
    pictures: {},
  };
  return packed({ ...told, ...more }, { loss: loss.map((value) => [value]) });
}

export const filmOf = (told) => Film.decode(bytesOf(told));
