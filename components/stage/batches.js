// Rows as cards that are dealt into batches, and the console of `fit`.

import { element, write } from "./dom.js";
import { count, number } from "./format.js";
import { clamp, ease } from "./motion.js";

const GAP = 8;
const CARD = 46; // height of a card, px
const HEAD = 40; // height of a batch's own line above its cards
const PAD = 8;

/** Where in an epoch a frame is: its `epoch`, the number `batch` of its batch, and how many there are. */
function place(film, frame) {
  const { updates_per_epoch: each, updates } = film.header;
  const update = Math.min(film.update(frame), updates - 1);
  return { epoch: Math.floor(update / each), batch: Math.round(update) % each, batches: each };
}

export class BatchesView {
  constructor(host, name, player) {
    Object.assign(this, { host, name, player, deals: new Map() });
    this.says = element("p", { class: "batches-says" });
    this.alt = element("p", { class: "stage-hidden" });
    this.title = element("span", { class: "stage-title" });
    this.table = element("div", { class: "batches-table batches-canvas" });
    this.root = host.appendChild(element("figure", { class: "stage-picture batches", "data-picture": name, "aria-busy": "true" }, element("figcaption", {}, this.title), this.alt, this.table, this.says));
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.table);
    player.add(this);
  }

  film(film) {
    const picture = film.header.pictures[this.name];
    if (!picture) return;
    this.deals.clear();
    const drawn = JSON.stringify(picture);
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      this.data = picture.data;
      this.build(picture);
    }
    this.root.removeAttribute("aria-busy");
  }

  build({ title, alt, data }) {
    write(this.title, title);
    write(this.alt, alt);
    const { rows, size } = data;
    this.trays = Array.from({ length: Math.ceil(rows.length / size) }, () => {
      const tray = { name: element("strong"), state: element("span", { class: "batches-state" }) };
      tray.node = element("div", { class: "batches-tray" }, element("div", { class: "batches-head" }, tray.name, tray.state));
      return tray;
    });
    this.cards = rows.map(({ name, inputs, targets }, i) => {
      const numbers = element("span", { class: "batches-numbers" }, element("span", {}, `${inputs.join(" ")} `), element("span", {}, `→ ${targets.join(" ")}`));
      return element("div", { class: "batches-card" }, element("b", { class: "batches-row" }, String(i)), element("span", { class: "batches-text" }, element("span", { class: "batches-name" }, name), numbers));
    });
    this.table.replaceChildren(...this.trays.map(({ node }) => node), ...this.cards);
    this.spots = undefined;
    this.resize();
  }

  resize() {
    const width = this.table.clientWidth;
    if (!this.cards || !width || (width === this.width && this.spots)) return;
    this.width = width;
    this.layOut(width);
    this.player.schedule();
  }

  /** Places for batches and cards: batches beside each other as far as there is room, cards below each other in each. */
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

  /** The order of the rows in an epoch, as the run dealt them; rows whose batch was not recorded fill the other places. */
  deal(film, epoch) {
    if (this.deals.has(epoch)) return this.deals.get(epoch);
    const { rows, size } = this.data;
    const order = Array(rows.length).fill(-1);
    const dealt = film.arrays.batch_rows;
    for (let batch = 0; dealt && batch < this.trays.length; batch += 1) {
      const frame = film.frame(epoch * this.trays.length + batch);
      if (!Number.isInteger(frame) || frame > film.end) continue;
      for (let i = 0; i < size; i += 1) {
        const row = dealt.data[frame * dealt.columns + i];
        if (row >= 0 && batch * size + i < order.length) order[batch * size + i] = row;
      }
    }
    const left = rows.map((_, row) => row).filter((row) => !order.includes(row));
    const whole = order.map((row) => (row < 0 ? left.shift() : row));
    const spots = [];
    whole.forEach((row, spot) => (spots[row] = spot));
    if (this.deals.size > 40) this.deals.clear();
    this.deals.set(epoch, spots);
    return spots;
  }

  render(moment) {
    const { film, frame, position, last } = moment;
    if (!film || !this.spots) return;
    const { epoch, batch, batches } = place(film, frame);
    const now = this.deal(film, epoch);
    const turning = this.data.dealt && batch === batches - 1 && !last && frame < film.end && film.header.stride === 1;
    const share = turning && epoch + 1 < film.header.updates / batches ? ease(clamp((position - frame - 0.35) / 0.65)) : 0;
    const next = share > 0 ? this.deal(film, epoch + 1) : now;
    this.cards.forEach((node, row) => {
      const [from, to] = [this.spots[now[row]], this.spots[next[row]]];
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
    this.light(film, last ? batches : share > 0 ? -1 : batch, epoch, share);
  }

  /** Each batch says whether it waits, is at work, or is done, with its loss. */
  light(film, batch, epoch, share) {
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

  speak({ film, frame, last }) {
    if (!this.data) return;
    const { epoch, batch, batches } = place(film, frame);
    const { size, rows, dealt } = this.data;
    const spots = this.deal(film, epoch);
    const mine = rows.map((_, row) => row).filter((row) => Math.floor(spots[row] / size) === batch);
    mine.sort((a, b) => spots[a] - spots[b]);
    const where = `${count(epoch)} of ${count(film.header.updates / batches)} epochs are done`;
    const how = batches === 1 ? "every update learns from all rows" : dealt ? "the rows are dealt anew each epoch" : "the batches are the same in every epoch";
    const doing = batches === 1 ? "" : ` Batch ${batch + 1} of ${batches}: row${mine.length === 1 ? "" : "s"} ${mine.join(", ")}.`;
    write(this.says, last ? `Done: ${count(film.header.updates)} updates. One epoch is all rows once, in ${batches} update${batches > 1 ? "s" : ""}.` : `${where}; ${how}.${doing}`);
  }

  dispose() {
    this.sizes.disconnect();
    this.root.remove();
    this.player.remove(this);
  }
}

const SHOWN = 10; // lines of the console that are in sight

/** As Python's "{:.4f}" writes it. */
function fixed(value) {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Math.abs(value) < 1e21 ? value.toFixed(4) : `${BigInt(value)}.0000`;
}

/** What `fit` prints, line by line as the clock passes, and the loss on all rows with the same weights beside it. */
export class PrintedView {
  constructor(host, name, player) {
    Object.assign(this, { name, player });
    this.title = element("span", { class: "stage-title" });
    this.alt = element("p", { class: "stage-hidden" });
    this.head = element("div", { class: "printed-line printed-head" }, element("span", {}, "the console of fit"), element("span"));
    this.body = element("div", { class: "printed-body", role: "log", "aria-live": "off" });
    this.lines = Array.from({ length: SHOWN }, () => {
      const line = { text: element("code"), truth: element("span", { class: "printed-truth" }) };
      line.node = this.body.appendChild(element("div", { class: "printed-line" }, line.text, line.truth));
      return line;
    });
    this.says = element("p", { class: "stage-words" });
    this.root = host.appendChild(element("figure", { class: "stage-picture printed", "data-picture": name, "aria-busy": "true" }, element("figcaption", {}, this.title), this.alt, element("div", { class: "printed-console" }, this.head, this.body), this.says));
    player.add(this);
  }

  film(film) {
    const picture = film.header.pictures[this.name];
    if (!picture) return;
    this.data = picture.data;
    write(this.title, picture.title);
    write(this.alt, picture.alt);
    write(this.head.lastChild, `all ${this.data.rows} rows`);
    this.root.removeAttribute("aria-busy");
  }

  /** Frames whose loss `fit` prints, up to a frame: the last batch of every tenth epoch, where it was kept. */
  epochs({ film, frame, last }) {
    const { updates_per_epoch: each, updates } = film.header;
    const made = last ? updates : Math.floor(film.update(frame));
    const found = [];
    for (let epoch = this.data.every * Math.floor(made / each / this.data.every); epoch > 0 && found.length < SHOWN; epoch -= this.data.every) {
      const at = film.frame(epoch * each - 1);
      if (Number.isInteger(at)) found.unshift([epoch, at]);
    }
    return found;
  }

  speak(moment) {
    if (!this.data) return;
    const { film } = moment;
    const epochs = film.header.updates / film.header.updates_per_epoch;
    const found = this.epochs(moment);
    this.lines.forEach(({ node, text, truth }, i) => {
      const [epoch, at] = found[i] ?? [];
      node.classList.toggle("printed-newest", i === found.length - 1);
      write(text, epoch ? `Epoch [${epoch}/${epochs}], Loss: ${fixed(film.at({ array: "batch_loss", column: 0 }, at))}` : i === 0 ? `(the first line comes after epoch ${this.data.every})` : "");
      write(truth, epoch ? number(film.at({ array: "loss", column: 0 }, at)) : "");
    });
    const whole = film.header.updates_per_epoch === 1;
    write(this.says, whole ? "One batch holds all rows, so both columns say the same." : `Both columns: the same weights. Left the last batch only, right all ${this.data.rows} rows.`);
  }

  dispose() {
    this.root.remove();
    this.player.remove(this);
  }
}
