// Rows as cards that are dealt into batches.

import { Canvas } from "../../stage/kit/canvas.js";
import { element, write } from "../../stage/kit/dom.js";
import { count, number } from "../../stage/kit/format.js";
import { clamp, ease } from "../../stage/kit/shares.js";
import { View } from "../../stage/kit/view.js";
import { drawMany } from "./many.js";

const GAP = 8;
const CARD = 46; // height of a card, px
const HEAD = 40; // height of a batch's own line above its cards
const PAD = 8;
const MOST_LISTED = 40; // rows of a batch whose numbers are read out

/**
 * Where in an epoch a frame is: its `epoch`, the number `batch` of its batch, and how many there are.
 * @param {import("../../stage/play/film.js").Film} film
 * @param {number} frame
 */
function place(film, frame) {
  const { updates_per_epoch: each, updates } = film.header;
  const update = Math.min(film.update(frame), updates - 1);
  return { epoch: Math.floor(update / each), batch: Math.round(update) % each, batches: each };
}

/**
 * Some rows in words: their numbers, or of many how many they are.
 * @param {number[]} rows
 */
const listed = (rows) =>
  rows.length > MOST_LISTED ? `${count(rows.length)} rows` : `row${rows.length === 1 ? "" : "s"} ${rows.join(", ")}`;

export default class BatchesView extends View {
  says = element("p", { class: "batches-says" });
  table = element("div", { class: "batches-table batches-canvas" });
  canvas = new Canvas({ class: "batches-many", "aria-hidden": "true" });
  /** @type {import("../../stage/told").Batches} */
  data = { rows: [], all: 0, size: 1, dealt: false };
  /** @type {{ node: HTMLElement, name: HTMLElement, state: HTMLElement }[]} */
  trays = [];
  /** @type {HTMLElement[]} */
  cards = [];
  /** @type {number[][] | null} where the cards of all batches lie, once there is room */
  spots = null;
  /** @type {Map<number, number[]>} the spot of each row, by epoch */
  deals = new Map();
  /** @type {string[]} how each card was last drawn */
  was = [];
  width = 0;

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "batches");
    this.root.append(this.table, this.canvas.node, this.says);
    this.watch(this.table, this.canvas.node);
  }

  /** @param {any} picture */
  build({ data }) {
    this.data = data;
    const { rows, size } = this.data;
    this.root.toggleAttribute("data-many", !rows.length);
    this.trays = Array.from({ length: Math.ceil(rows.length / size) }, () => {
      const name = element("strong");
      const state = element("span", { class: "batches-state" });
      return {
        name,
        state,
        node: element("div", { class: "batches-tray" }, element("div", { class: "batches-head" }, name, state)),
      };
    });
    this.cards = rows.map(({ name, inputs, targets }, i) => {
      const numbers = [
        element("span", {}, `${inputs.slice(0, 4).join(" ")}${inputs.length > 4 ? " …" : ""} `),
        element("span", {}, `→ ${targets.join(" ")}`),
      ];
      const text = [
        element("span", { class: "batches-name" }, name),
        element("span", { class: "batches-numbers" }, ...numbers),
      ];
      return element(
        "div",
        { class: "batches-card" },
        element("b", { class: "batches-row" }, String(i)),
        element("span", { class: "batches-text" }, ...text),
      );
    });
    this.table.replaceChildren(...this.trays.map(({ node }) => node), ...this.cards);
    this.spots = null;
    this.resize();
  }

  take() {
    this.deals.clear();
  }

  resize() {
    if (!this.data.rows.length) {
      if (this.fit(this.canvas)) this.player.schedule();
      return;
    }
    const width = this.table.clientWidth;
    if (!this.cards.length || !width || (width === this.width && this.spots)) return;
    this.width = width;
    this.layOut(width);
    this.player.schedule();
  }

  /**
   * Places for batches and cards: batches beside each other as far as there is room, cards below each other in each.
   * @param {number} width
   */
  layOut(width) {
    const { size, rows } = this.data;
    const trays = this.trays.length;
    const narrowest = width < 560 ? 150 : 176;
    const room = Math.max(1, Math.floor((width + GAP) / (narrowest + 2 * PAD + GAP)));
    const across = Math.min(trays, room);
    const wide = (width - (across - 1) * GAP) / across;
    const columns = size > 5 ? Math.max(1, Math.min(size, Math.floor((wide - 2 * PAD + GAP) / (narrowest + GAP)))) : 1;
    const lines = Math.ceil(size / columns);
    const high = HEAD + lines * (CARD + GAP) - GAP + PAD;
    const card = Math.min(320, (wide - 2 * PAD - (columns - 1) * GAP) / columns);
    this.spots = rows.map((_, n) => {
      const [tray, within] = [Math.floor(n / size), n % size];
      const [x, y] = [(tray % across) * (wide + GAP), Math.floor(tray / across) * (high + GAP)];
      return [x + PAD + (within % columns) * (card + GAP), y + HEAD + Math.floor(within / columns) * (CARD + GAP)];
    });
    this.trays.forEach(({ node }, i) => {
      node.style.cssText = `transform: translate(${(i % across) * (wide + GAP)}px, ${Math.floor(i / across) * (high + GAP)}px); width: ${wide}px; height: ${high}px`;
    });
    for (const node of this.cards) node.style.width = `${card}px`;
    this.table.style.height = `${Math.ceil(trays / across) * (high + GAP) - GAP}px`;
    this.was = [];
  }

  /**
   * The order of the rows in an epoch, as the run dealt them; rows whose batch was not recorded fill the other places.
   * @param {import("../../stage/play/film.js").Film} film
   * @param {number} epoch
   */
  deal(film, epoch) {
    const known = this.deals.get(epoch);
    if (known) return known;
    const { all, size } = this.data;
    const order = Array(all).fill(-1);
    const dealt = film.arrays.batch_rows;
    const batches = Math.ceil(all / size);
    for (let batch = 0; dealt && batch < batches; batch += 1) {
      const frame = film.frame(epoch * batches + batch);
      if (!Number.isInteger(frame) || frame > film.end) continue;
      for (let i = 0; i < size; i += 1) {
        const row = dealt.data[frame * dealt.columns + i];
        if (row >= 0 && batch * size + i < order.length) order[batch * size + i] = row;
      }
    }
    const placed = new Set(order);
    const left = order.map((_, row) => row).filter((row) => !placed.has(row));
    let next = 0;
    /** @type {number[]} */
    const spots = [];
    order.forEach((row, spot) => (spots[row < 0 ? left[next++] : row] = spot));
    if (this.deals.size > 40) this.deals.clear();
    this.deals.set(epoch, spots);
    return spots;
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  draw({ film, frame, position, last }) {
    const { spots } = this;
    const { epoch, batch, batches } = place(film, frame);
    const now = this.deal(film, epoch);
    if (!this.data.rows.length) return this.show(now, last ? batches : batch);
    if (!spots) return;
    const turning = this.data.dealt && batch === batches - 1 && !last && frame < film.end && film.header.stride === 1;
    const share =
      turning && epoch + 1 < film.header.updates / batches ? ease(clamp((position - frame - 0.35) / 0.65)) : 0;
    const next = share > 0 ? this.deal(film, epoch + 1) : now;
    this.cards.forEach((node, row) => {
      const [from, to] = [spots[now[row]], spots[next[row]]];
      const flying = share > 0 && share < 1 && from !== to;
      const mine = !last && share === 0 && Math.floor(now[row] / this.data.size) === batch;
      const x = from[0] + (to[0] - from[0]) * share;
      const y = from[1] + (to[1] - from[1]) * share;
      const name = `${x.toFixed(1)} ${y.toFixed(1)} ${flying} ${mine}`;
      if (name === this.was[row]) return;
      this.was[row] = name;
      node.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
      node.classList.toggle("batches-flying", flying);
      node.classList.toggle("batches-mine", mine);
    });
    this.tell(film, last ? batches : share > 0 ? -1 : batch, epoch, share);
  }

  /**
   * The same for so many rows that each is a small square.
   * @param {number[]} spots
   * @param {number} batch
   */
  show(spots, batch) {
    if (this.canvas.width) drawMany(this.canvas.pen(), this.canvas, { spots, size: this.data.size, batch }, this.theme);
  }

  /**
   * Each batch says whether it waits, is at work, or is done, with its loss.
   * @param {import("../../stage/play/film.js").Film} film
   * @param {number} batch
   * @param {number} epoch
   * @param {number} share
   */
  tell(film, batch, epoch, share) {
    const { length } = this.trays;
    this.trays.forEach(({ node, name, state }, i) => {
      node.classList.toggle("batches-now", i === batch);
      const frame = film.frame(epoch * length + i);
      const known = i <= batch && Number.isInteger(frame) && frame <= film.end;
      const loss = known ? `loss ${number(film.at({ array: "batch_loss", column: 0 }, frame))}` : "";
      write(name, length === 1 ? "All rows" : `Batch ${i + 1}`);
      write(state, share > 0 ? "" : i > batch ? "waits" : loss);
    });
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  say({ film, frame, last }) {
    const { epoch, batch, batches } = place(film, frame);
    const { size, dealt } = this.data;
    const spots = this.deal(film, epoch);
    const mine = spots.map((_, row) => row).filter((row) => Math.floor(spots[row] / size) === batch);
    mine.sort((a, b) => spots[a] - spots[b]);
    const where = `${count(epoch)} of ${count(film.header.updates / batches)} epochs are done`;
    const how =
      batches === 1
        ? "every update learns from all rows"
        : dealt
          ? "the rows are dealt anew each epoch"
          : "the batches are the same in every epoch";
    const doing = batches === 1 ? "" : ` Batch ${batch + 1} of ${batches}: ${listed(mine)}.`;
    write(
      this.says,
      last
        ? `Done: ${count(film.header.updates)} updates. One epoch is all rows once, in ${batches} update${batches > 1 ? "s" : ""}.`
        : `${where}; ${how}.${doing}`,
    );
  }
}
