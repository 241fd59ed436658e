// The box for a visitor's own data: pasted, typed, dropped or opened, then turned column by column. The run follows.

import { button, element, write } from "../../kit/dom.js";
import { Asked } from "./asked.js";
import { Columns } from "./columns.js";
import { leftTable } from "../../kit/tables.js";
import { claim, LONGEST, read, tableOf } from "./told.js";
import { answered, NOTHING, turnedColumn, written } from "./turned.js";
import { many, summed, tooSteep } from "./words.js";

const PAUSE_MS = 400; // after which what is typed is read
const LONG = 20_000; // characters of what is pasted that the box shows
const KEEPS = "Until then the run keeps the table that it has.";
const SAVED = ".table"; // ends the name of a file that the table's picture has saved
const MEGABYTE = 2 ** 20;

/**
 * A table that is ready: its `text`, and how that is `turned`.
 * @typedef {{ name: string, title: string, story: string, source: string, text: string, turned: import("./turned.js").Turned }} Ready
 */

export class DataBox {
  text = element("textarea", {
    class: "data-text",
    rows: 5,
    spellcheck: "false",
    autocomplete: "off",
    wrap: "off",
    "aria-label": "Your data",
    placeholder: "Paste rows here: from a spreadsheet, a file or code. Or type them, or drop a file.",
    oninput: (/** @type {Event} */ event) => this.typed(event),
    onpaste: (/** @type {ClipboardEvent} */ event) => this.paste(event),
  });
  file = element("input", {
    type: "file",
    class: "data-file",
    accept: ".csv,.tsv,.txt,.md,.json,.table,text/*",
    "aria-label": "Open a file",
    onchange: () => this.opened(this.file.files),
  });
  came = element("p", { class: "data-came" });
  sum = element("p", { class: "data-sum", role: "status" });
  notes = element("ul", { class: "data-notes" });
  more = element("details", { class: "data-more", hidden: "" }, element("summary"), this.notes);
  steep = element("p", { class: "data-steep" });
  /** @type {string | Blob} what is read */
  content = "";
  /** @type {import("./turned.js").Turned} */
  turned = NOTHING;
  /** The problem to which a ready table belongs. */
  problem = "";
  waiting = 0;
  /** @type {AbortController | null} what is being read */
  reading = null;
  /** The key of a table that the link names and nobody has. */
  lacks = "";

  /**
   * @param {HTMLElement} host
   * @param {import("../../play/reading.js").Reading} player
   * @param {{ tables: Ready[], stops: string[], bytes: number, problem: string, table: string }} data
   * @param {import("../../play/player.js").Turn} turn
   */
  constructor(host, player, { tables, stops, bytes, problem, table }, turn) {
    this.player = player;
    this.turn = turn;
    this.bytes = bytes;
    this.tables = tables;
    this.lowest = Number(stops[0]);
    this.ready = element(
      "select",
      { class: "data-ready", "aria-label": "Ready tables", onchange: () => this.choose(this.ready.value, true) },
      element("option", { value: "" }, "Ready tables …"),
      ...tables.map(({ name, title }) => element("option", { value: name }, title)),
    );
    this.asked = new Asked({
      answer: (key, value) => this.turnTo(answered(this.turned, key, value)),
      fill: (missing) => this.turnTo({ ...this.turned, missing }),
    });
    this.columns = new Columns({
      turn: (place, what, value) => this.turnTo(turnedColumn(this.turned, place, what, value)),
      row: (row) => this.turnTo({ ...this.turned, row }),
    });
    const ways = element(
      "div",
      { class: "data-ways" },
      element("label", { class: "data-open" }, this.file, element("span", {}, "Open a file")),
      this.ready,
    );
    this.root = host.appendChild(
      element(
        "div",
        {
          class: "data",
          ondragover: (/** @type {DragEvent} */ event) => this.hover(event, true),
          ondragleave: (/** @type {DragEvent} */ event) => this.hover(event, false),
          ondrop: (/** @type {DragEvent} */ event) => this.drop(event),
        },
        element("div", { class: "data-give" }, this.text, ways),
        this.came,
        this.asked.node,
        this.sum,
        this.steep,
        this.columns.node,
        this.more,
      ),
    );
    if (table) write(this.came, "The table of this link. To learn from another, paste it or open its file.");
    else this.choose(problem, false);
  }

  // ---- what is given

  /** @param {Event} event */
  typed(event) {
    clearTimeout(this.waiting);
    this.forget();
    const whole = /** @type {InputEvent} */ (event).inputType === "insertFromPaste";
    this.waiting = setTimeout(() => this.take(this.text.value), whole ? 0 : PAUSE_MS);
  }

  /** What is long would make the box slow: it is read, and not shown. @param {ClipboardEvent} event */
  paste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text.length <= LONG) return;
    event.preventDefault();
    this.forget();
    this.text.value = "";
    write(this.came, `${many(text.split("\n").length, "line")} pasted.`);
    this.take(text);
  }

  /** @param {FileList | null | undefined} files */
  opened(files) {
    const [file] = files ?? [];
    if (!file) return;
    this.forget();
    this.text.value = "";
    write(this.came, `From ${file.name}.`);
    if (file.size > this.bytes) {
      const most = `at most ${(this.bytes / MEGABYTE).toFixed(0)} MB are read here`;
      return this.fail(
        `${file.name} has ${(file.size / MEGABYTE).toFixed(1)} MB; ${most}. Keep fewer rows or columns.`,
      );
    }
    if (file.name.endsWith(SAVED) && !this.lacks) this.back(file);
    else this.take(file);
    this.file.value = ""; // so that the same file can be opened again
  }

  /** A table that was saved here, as a link carries it. @param {File} file */
  async back(file) {
    const packed = await file.text();
    const { key, problem } = packed.length > LONGEST ? await leftTable(this.player.site, packed) : { key: packed };
    this.fail(problem ?? "");
    if (key) this.turn({ table: key, reading: "" });
  }

  /**
   * @param {DragEvent} event
   * @param {boolean} over
   */
  hover(event, over) {
    event.preventDefault();
    this.root.toggleAttribute("data-over", over);
  }

  /** @param {DragEvent} event */
  drop(event) {
    this.hover(event, false);
    const { files } = event.dataTransfer ?? {};
    if (files?.length) return this.opened(files);
    const text = event.dataTransfer?.getData("text/plain") ?? "";
    this.forget();
    this.text.value = text.slice(0, LONG);
    this.take(text);
  }

  /** What was turned belongs to what was there before. */
  forget() {
    clearTimeout(this.waiting);
    this.turned = NOTHING;
    this.problem = "";
    this.ready.value = "";
    write(this.came, "");
  }

  /**
   * A ready table comes into the box as text, so that it can be changed there.
   * @param {string} name
   * @param {boolean} learns whether the run turns to it
   */
  choose(name, learns) {
    const found = this.tables.find((table) => table.name === name);
    if (!found) return;
    this.forget();
    this.ready.value = name;
    this.problem = name;
    this.text.value = found.text;
    this.turned = found.turned;
    write(this.came, `${found.story} ${found.source}`);
    this.take(found.text, learns);
  }

  /**
   * @param {string | Blob} content
   * @param {boolean} [learns]
   */
  take(content, learns = true) {
    this.content = content;
    if (this.lacks) this.claim(content);
    else this.read(learns);
  }

  /** @param {import("./turned.js").Turned} turned */
  turnTo(turned) {
    this.turned = turned;
    this.read(true);
  }

  // ---- what is read

  /** @param {boolean} learns */
  async read(learns) {
    this.reading?.abort();
    const { signal } = (this.reading = new AbortController());
    if (typeof this.content === "string" && !this.content.trim()) return this.fail("");
    this.root.setAttribute("aria-busy", "true");
    const found = await read(this.player.site, this.content, this.turned, signal);
    if (!found || signal.aborted) return;
    this.root.removeAttribute("aria-busy");
    if (!found.told) return this.fail(found.problem);
    this.show(found.told);
    if (found.told.packed && learns) this.learn(found.told);
  }

  /** @param {string} sentence */
  fail(sentence) {
    this.root.removeAttribute("aria-busy");
    this.asked.show([], sentence ? [sentence] : [], false, "");
    this.columns.hide();
    write(this.sum, "");
    this.steep.replaceChildren();
    this.more.hidden = true;
  }

  /** @param {import("./told.js").Told} told */
  show(told) {
    const holes = told.shown.some(({ holes }) => holes.length > 0);
    this.asked.show(told.questions, told.problems, holes, told.missing);
    this.columns.show(told);
    write(this.sum, told.packed ? `${summed(told)} ${told.said}`.trim() : KEEPS);
    const [summary] = this.more.children;
    write(summary, many(told.notes.length, "note"));
    this.more.hidden = told.notes.length === 0;
    this.notes.replaceChildren(...told.notes.map((note) => element("li", {}, note)));
    this.warn(told);
  }

  /** Where no rate of the knob is small enough, inputs are to be standardised. @param {import("./told.js").Told} told */
  warn(told) {
    const sentence = tooSteep(told.rates, this.lowest);
    const lr = told.rates?.standardised.lr;
    const offer = button("Standardise the inputs", () => this.turn({ scale: "standardised", ...(lr && { lr }) }), {
      class: "data-offer",
    });
    this.steep.replaceChildren(...(sentence ? [sentence, " ", offer] : []));
  }

  /**
   * The run learns from this table from its start on: its picture comes before Python has heard of it.
   * @param {import("./told.js").Told} told
   */
  learn(told) {
    const { player } = this;
    const query = new URLSearchParams(player.query);
    const rates = told.rates?.[query.get("scale") === "standardised" ? "standardised" : "raw"];
    const lr = player.film && !player.film.header.limits ? null : (rates?.lr ?? (rates && this.lowest));
    const table = tableOf(told);
    const fields = { table, ...(this.problem && { problem: this.problem }), ...(lr && { lr }) };
    player.rewind(0, true);
    player.vary(Number(query.get("batch")) > told.rows ? { ...fields, batch: "all" } : fields);
    this.turn({ ...fields, reading: table === told.key && !this.problem ? written(this.turned) : "" });
  }

  // ---- what the page shows

  /** Another reel's news: the table that the page needs may be lacking. */
  status() {
    const { lacks } = this.player;
    if (lacks === this.lacks) return;
    this.lacks = lacks;
    if (lacks) this.fail("");
    write(this.came, lacks ? "Paste the rows of this link’s table, or open its file." : "");
  }

  /** @param {string | Blob} content that may be what the link needs */
  async claim(content) {
    const { player } = this;
    const how = new URL(location.href).searchParams.get("reading") ?? "";
    const sentence = await claim(player.site, this.lacks, content, how);
    if (!sentence) return player.again();
    this.asked.show([], [sentence], false, "");
    const use = () => {
      this.lacks = "";
      this.read(true);
    };
    this.asked.node.append(button("Learn from this one", use, { class: "data-offer" }));
  }

  dispose() {
    clearTimeout(this.waiting);
    this.reading?.abort();
  }
}
