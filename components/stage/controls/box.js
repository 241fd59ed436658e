// The box for an expression: the picture follows the typing, and Python hears of it when the visitor pauses.

import { button, element, write } from "../kit/dom.js";
import { readWithin } from "./number.js";

const PAUSE_MS = 700;

export class ExpressionBox {
  examples = element(
    "select",
    { class: "box-examples", "aria-label": "Examples", onchange: () => this.choose() },
    element("option", { value: "" }, "Examples"),
  );
  message = element("p", { class: "box-message", role: "status" });
  words = element("p", { class: "box-explanation" });
  notes = element("div", { class: "box-notes", role: "status" });
  place = element("pre", { class: "box-place", "aria-hidden": "true", hidden: true });
  sizes = new ResizeObserver(() => this.grow()); // its width decides how many lines the text has
  waiting = 0; // the timer of what is being typed
  sent = ""; // the text that Python has heard of
  buttons = NaN; // how often a button has put a text here
  /** @type {Record<string, any> | null} why the film has no picture */
  failure = null;
  /** @type {{ text: string, fix?: string }[]} */
  noted = [];

  /**
   * `turn({text})` tells Python what was typed; of more than `longest` characters, one more than that.
   * @param {HTMLElement} host
   * @param {import("../play/reading.js").Reading} player
   * @param {{ label: string, help: string, longest: number, seed: { label: string, help: string, high: number }, examples: Record<string, string[]> }} data
   * @param {import("../play/player.js").Turn} turn
   */
  constructor(host, player, { label, help, longest, seed, examples }, turn) {
    this.player = player;
    this.turn = turn;
    this.longest = longest;
    const plain = { spellcheck: "false", autocapitalize: "off", autocomplete: "off", autocorrect: "off" };
    const typed = () => this.typed();
    this.input = element("textarea", {
      class: "box-text",
      rows: 1,
      ...plain,
      "aria-label": label,
      title: help,
      oninput: typed,
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
    });
    const key = (/** @type {Event} */ event) => event.stopPropagation();
    this.seed = element("input", {
      type: "text",
      inputmode: "numeric",
      autocomplete: "off",
      class: "box-seed",
      title: seed.help,
      oninput: typed,
      onkeydown: key,
    });
    this.most = seed.high;
    this.input.readOnly = this.examples.disabled = player.holds("text"); // on a prepared page
    this.seed.readOnly = player.holds("seed");
    this.seedPlace = element("label", { class: "box-seed-place", hidden: true }, `${seed.label} `, this.seed);
    const option = (/** @type {string} */ text) => element("option", { value: text }, text.replaceAll("\n", "; "));
    this.examples.append(
      ...Object.entries(examples).map(([label, texts]) => element("optgroup", { label }, ...texts.map(option))),
    );
    const line = element("div", { class: "box-line" }, this.input, this.seedPlace, this.examples);
    const told = element("div", { class: "box-told" }, this.place, this.message, this.words, this.notes);
    this.sizes.observe(host.appendChild(element("div", { class: "box" }, line, told)));
  }

  /**
   * What the page was asked for stands in the box; what is being typed is left alone.
   * @param {{ run: import("../play/player.js").Run }} data
   */
  refresh({ run }) {
    const { text, seed } = run.values ?? {};
    if (run.sent !== this.buttons) this.forget(); // a button has put another text here
    this.buttons = Number(run.sent);
    if (this.waiting || (document.activeElement === this.input && this.text !== this.sent)) return;
    if (this.text !== text) this.input.value = text;
    this.sent = text;
    if (document.activeElement !== this.seed) this.seed.value = seed;
    this.grow();
  }

  get text() {
    return this.input.value.slice(0, this.longest + 1);
  }

  get typedSeed() {
    return readWithin(this.seed.value, 0, this.most);
  }

  /** An example goes into the box, and plays. */
  choose() {
    this.input.value = this.examples.value;
    this.examples.value = "";
    this.typed();
    this.commit();
  }

  typed() {
    this.grow();
    this.player.held = true;
    const { value: seed } = this.typedSeed;
    this.player.vary({ text: this.text, ...(seed !== undefined && { seed }) });
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.commit(), PAUSE_MS);
  }

  /** What is being typed is let go. */
  forget() {
    clearTimeout(this.waiting);
    this.waiting = 0;
    this.player.held = false;
    this.player.schedule();
    this.sent = this.text;
  }

  commit() {
    if (!this.waiting) return;
    this.forget();
    this.tell();
    this.turn({
      text: this.text,
      seed: this.typedSeed.value ?? Number(new URLSearchParams(this.player.query).get("seed")),
    });
  }

  /**
   * Enter begins a line, Ctrl+Enter plays from the start.
   * @param {KeyboardEvent} event
   */
  key(event) {
    event.stopPropagation();
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.commit();
    this.player.clock.seek(0);
    this.player.clock.play();
  }

  /** As many lines as there are. */
  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight + 2}px`;
  }

  /** @param {import("../play/film.js").Film} film */
  film(film) {
    const { refused: failure, random, noted = [] } = film.header;
    this.seedPlace.hidden = !random;
    this.failure = failure ?? null;
    this.noted = noted;
    if (!failure || !this.waiting) this.tell();
  }

  /** What is wrong is said when the visitor pauses: half a word is no mistake. */
  tell() {
    const { failure, noted } = this;
    this.input.setAttribute("aria-invalid", String(Boolean(failure)));
    const wrong = (!this.seedPlace.hidden && this.typedSeed.problem) || "";
    this.seed.setAttribute("aria-invalid", String(Boolean(wrong)));
    write(this.message, failure?.message ?? wrong);
    this.words.replaceChildren(failure?.explanation ?? "", ...this.offer(failure?.fix));
    // From the second on they fold to one line: the picture is to stay in sight.
    const said = noted.map((note, i) =>
      i > 0 && !note.fix
        ? element("details", { class: "box-note" }, element("summary", {}, note.text))
        : element("p", { class: "box-note" }, note.text, ...this.offer(note.fix)),
    );
    this.notes.replaceChildren(...said);
    this.mark(failure);
  }

  /**
   * A button that puts a text into the box, and plays it.
   * @param {string | undefined} text
   */
  offer(text) {
    if (!text) return [];
    const use = () => {
      this.input.value = text;
      this.typed();
      this.commit();
      this.input.focus();
    };
    return [" ", button("Use it", use, { class: "box-use" })];
  }

  /**
   * The line with the mistake, and a mark below the place.
   * @param {Record<string, any> | null} failure
   */
  mark(failure) {
    const lines = this.input.value.split("\n");
    const line = failure && (failure.column > 1 || lines.length > 1) && lines[failure.line - 1];
    this.place.hidden = !line;
    if (!line) return;
    const at = Math.max(0, Math.min(line.length, failure.column - 1));
    const from = Math.max(0, at - 40);
    write(this.place, `${from ? "…" : ""}${line.slice(from, from + 80)}\n${" ".repeat(at - from + (from ? 1 : 0))}↑`);
  }

  dispose() {
    clearTimeout(this.waiting);
    this.sizes.disconnect();
  }
}
