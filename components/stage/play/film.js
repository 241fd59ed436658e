// A film: what a run recorded, as one block of numbers, read at any moment between two updates; or the beats of a
// demonstration.

export const UPDATES_PER_SECOND = 2; // at speed 1: slow enough to watch the five phases at 1/4
const HOLDS = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint8: Uint8Array };
const MOVING = "update"; // the phase in which weights change

/**
 * What a film says of itself. One with `beats` is no training run, and has nothing of what only runs say: who reads
 * that
 * knows which kind of film it is.
 * @typedef {import("../told").RunHeader & import("../told").Packed & Omit<Partial<import("../told").BeatsHeader & import("../told").DescentHeader>, keyof import("../told").RunHeader>} Header
 *
 * Numbers in the order of `shape`. With `time` 0 its first axis is time: a row of `columns` for each frame that is
 * here; else all is one row.
 * @typedef {{ shape: number[], time: 0 | null, columns: number, data: Float32Array | Float64Array | Int32Array | Uint8Array }} Numbers
 *
 * A number, the epoch, or a column of an array, `times` a factor.
 * @typedef {number | "epoch" | { array: string, column: number, times?: number }} Source
 *
 * A frame, and how far the weights are on their way to the next, 0 to 1.
 * @typedef {{ frame: number, moved: number }} Moment
 */

const CLIMBS = 3; // so many times the climb of a run that explodes is fitted, at most

/**
 * Bytes of the film route: "FILM", the header's length (uint32), a JSON header, and the arrays that it names, each at
 * a multiple of 8 bytes.
 * Frame f holds what was recorded at update min(f * stride, updates). Throws when the bytes are no film.
 */
export class Film {
  /** @type {number | undefined} */
  #halt = undefined;

  /**
   * @param {Header} header
   * @param {Record<string, Numbers>} arrays
   * @param {number | null} [took] seconds that its run was computed, once, where that is known
   */
  constructor(header, arrays, took = null) {
    this.took = took;
    this.header = header;
    this.arrays = arrays;
    this.end = header.from + header.count - 1;
  }

  /** The last frame before the loss is no number any more; in most films the end. */
  get halt() {
    this.#halt ??= this.#lastNumber();
    return this.#halt;
  }

  #lastNumber() {
    const { loss } = this.arrays;
    for (let frame = 0; loss && frame <= this.end; frame += 1)
      if (!Number.isFinite(loss.data[frame])) return Math.max(0, frame - 1);
    return this.end;
  }

  /** Whether the run diverges: where the film ends by now, its loss is no number, or is higher than at first. */
  get diverges() {
    const { loss } = this.arrays;
    return loss !== undefined && !(loss.data[this.end] <= loss.data[0]);
  }

  /**
   * @param {ArrayBuffer} buffer
   * @param {number | null} [took]
   */
  static decode(buffer, took) {
    const view = new DataView(buffer);
    if (buffer.byteLength < 8 || view.getUint32(0) !== 0x46494c4d) throw new TypeError("not a film");
    const size = view.getUint32(4, true);
    const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, size)));
    /** @type {Record<string, Numbers>} */
    const arrays = {};
    let offset = 8 + size;
    for (const { name, dtype, shape, time } of /** @type {Header} */ (header).arrays) {
      const columns = shape.slice(time === null ? 0 : 1).reduce((product, length) => product * length, 1);
      const data = new HOLDS[dtype](buffer, offset, time === null ? columns : shape[0] * columns);
      arrays[name] = { shape, time, columns, data };
      offset += 8 * Math.ceil(data.byteLength / 8);
    }
    return new Film(header, arrays, took);
  }

  /** Whether no frame is still to come. */
  get done() {
    return this.header.done;
  }

  /** The names of what happens between a frame and the next, one after the other. */
  get phases() {
    return this.header.phases ?? [];
  }

  /** The phase in which weights change. */
  get moving() {
    return this.phases.indexOf(MOVING);
  }

  get bytes() {
    return Object.values(this.arrays).reduce((sum, { data }) => sum + data.byteLength, 0);
  }

  /**
   * This film with the rows of a later piece of the same run behind its own. The newest row of before is taken from
   * the piece.
   * @param {Film} piece
   */
  extended(piece) {
    /** @type {Record<string, Numbers>} */
    const arrays = {};
    for (const [name, numbers] of Object.entries(piece.arrays)) {
      const { shape, time, columns, data } = numbers;
      if (time === null) {
        arrays[name] = numbers;
        continue;
      }
      const kept = piece.header.from * columns;
      const joined = new /** @type {Float32ArrayConstructor} */ (data.constructor)(kept + data.length);
      joined.set(this.arrays[name].data.subarray(0, kept));
      joined.set(data, kept);
      arrays[name] = { shape: [piece.header.from + shape[0], ...shape.slice(1)], time, columns, data: joined };
    }
    return new Film({ ...piece.header, from: 0, count: piece.header.from + piece.header.count }, arrays, piece.took);
  }

  /**
   * Number of the update that frame `frame` shows; fractions lie between two kept updates.
   * @param {number} frame
   */
  update(frame) {
    return Math.min(frame * this.header.stride, this.header.updates);
  }

  /** The beats of a film that is no training run; what moves in them is their view's business. */
  get beats() {
    return this.header.beats;
  }

  /**
   * Seconds from a frame to the next, at speed 1.
   * @param {number} frame
   */
  seconds(frame) {
    return this.beats ? (this.beats[frame]?.seconds ?? 1) : this.header.stride / UPDATES_PER_SECOND;
  }

  /**
   * Seconds that the whole film lasts at speed 1, with the frames still to come. Of a run that soon leaves the numbers
   * only so much counts that its climb, when the whole is fitted, is no blink of an eye.
   */
  get length() {
    if (this.beats) return this.beats.reduce((sum, { seconds }) => sum + seconds, 0);
    const all = this.header.frames - 1;
    const counted = this.halt < this.end ? Math.min(all, CLIMBS * Math.max(1, this.halt)) : all;
    return counted * this.seconds(0);
  }

  /**
   * How many parts lie between a frame and the next, for those who go part by part.
   * @param {number} frame
   */
  parts(frame) {
    return this.beats ? (this.beats[frame]?.parts ?? 1) : this.phases.length;
  }

  /**
   * The frame of update `update`.
   * @param {number} update
   */
  frame(update) {
    const { stride, updates } = this.header;
    if (update >= updates) return Math.ceil(updates / stride);
    const last = Math.floor((updates - 1) / stride) * stride; // the last gap may be shorter than a stride
    return update <= last ? update / stride : last / stride + (update - last) / (updates - last);
  }

  /**
   * A source's value as recorded in a frame.
   * @param {Source} source
   * @param {number} frame
   */
  at(source, frame) {
    if (typeof source === "number") return source;
    if (source === "epoch") return this.update(frame) / this.header.updates_per_epoch;
    const { columns, data } = this.arrays[source.array];
    return data[frame * columns + source.column] * (source.times ?? 1);
  }

  /**
   * A source's value while the weights are on their way to the next frame (`moment.moved` of 0..1).
   * Weights and gradients go straight. The loss along a straight line is a parabola for a linear model's squared
   * error: its start, its
   * slope there ("descent") and its end give it exactly. A film without "descent" knows no more than both ends.
   * @param {Source} source
   * @param {Moment} moment
   */
  sample(source, moment) {
    const { frame, moved } = moment;
    const from = this.at(source, frame);
    if (!moved || typeof source === "number" || frame >= this.end) return from;
    const to = this.at(source, frame + 1);
    if (source !== "epoch" && source.array === "loss" && this.arrays.descent) {
      const slope = this.arrays.descent.data[frame];
      return from + moved * slope + moved * moved * (to - from - slope);
    }
    return from + moved * (to - from);
  }
}
