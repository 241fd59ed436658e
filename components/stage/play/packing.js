// A film as bytes again, as the film route sends them: what a page takes along.

const KINDS = { Float32Array: "float32", Float64Array: "float64", Int32Array: "int32", Uint8Array: "uint8" };

/** @param {number} length */
const padded = (length) => 8 * Math.ceil(length / 8);

/**
 * What `Film.decode` reads.
 * @param {import("./film.js").Film} film
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function packed({ header, arrays }) {
  const told = Object.entries(arrays).map(([name, { shape, time, data }]) => ({
    name,
    dtype: KINDS[/** @type {keyof typeof KINDS} */ (data.constructor.name)],
    shape,
    time,
  }));
  const text = new TextEncoder().encode(JSON.stringify({ ...header, arrays: told }));
  const size = padded(text.length);
  const numbers = Object.values(arrays).map(({ data }) => data);
  const bytes = new Uint8Array(8 + size + numbers.reduce((sum, data) => sum + padded(data.byteLength), 0));
  bytes.set(new TextEncoder().encode("FILM"));
  new DataView(bytes.buffer).setUint32(4, size, true);
  bytes.fill(32, 8, 8 + size); // spaces end the header
  bytes.set(text, 8);
  let offset = 8 + size;
  for (const data of numbers) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += padded(data.byteLength);
  }
  return bytes;
}
