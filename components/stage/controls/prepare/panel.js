// What a teacher prepares a page with, above it: a task, which knobs are fixed or hidden, which questions are asked; and
// the link that comes of it.

import { button, element, write } from "../../kit/dom.js";
import { LONGEST_TASK } from "../../kit/prepared.js";
import { added, stepOf } from "../../kit/series.js";
import { linkOf, LONGEST_CODE, textOf, wantedOf } from "./made.js";

/**
 * What Python says of a page: the knobs that may be held, each with what it is called; the texts of its questions; and
 * the address of the film that it begins with.
 * @typedef {{ knobs: [string, string][], asked: any[], begins: string }} Told
 */

const WAYS = /** @type {const} */ ([
  ["", "Free"],
  ["fixed", "Fixed"],
  ["hidden", "Hidden"],
]);

/** @param {string} text @param {() => void} press @param {string} [more] */
const does = (text, press, more = "") => button(text, press, { class: `hand-button ${more}`.trim() });

export class PreparePanel {
  task = element("textarea", {
    class: "prepare-task",
    id: "prepare-task",
    rows: 3,
    maxlength: LONGEST_TASK,
    placeholder: "Find the largest learning rate that still works.",
    oninput: () => this.draw(),
  });
  left = element("span", { class: "prepare-left" });
  /** By the name of a knob. @type {Map<string, HTMLSelectElement>} */
  ways = new Map();
  /** In the order of the questions. @type {HTMLInputElement[]} */
  asks = [];
  link = element("input", { class: "prepare-link", readonly: true, "aria-label": "Prepared link" });
  see = element("a", { class: "hand-button", target: "_blank", rel: "noopener" }, "See it");
  said = element("p", { class: "prepare-said", role: "status" });
  code = element("div", { class: "prepare-code", hidden: true });
  /** @type {import("./made.js").Here} */
  here = { link: location.href, query: "", begins: "", rivals: null };

  /**
   * @param {HTMLElement} host
   * @param {import("../../play/reading.js").Reading} player
   * @param {Told} told
   */
  constructor(host, player, told) {
    this.player = player;
    this.told = told;
    this.node = host.appendChild(
      element(
        "dialog",
        { class: "stage-dialog prepare", "aria-label": "Prepare" },
        element(
          "header",
          { class: "runs-head" },
          element("h2", {}, "Prepare this page"),
          does("Close", () => this.node.close()),
        ),
        element(
          "p",
          {},
          "Your link opens this page as it stands now: this run, at this moment, with your task above it.",
        ),
        element(
          "div",
          { class: "prepare-parts" },
          element("label", { class: "prepare-head", for: "prepare-task" }, "Task ", this.left),
          this.task,
          this.knobs(),
          ...(told.asked.length ? [this.questions()] : []),
        ),
        element(
          "div",
          { class: "prepare-line" },
          this.link,
          does("Copy the link", () => this.copy(), "prepare-main"),
          this.see,
          does("Show as a code", () => this.show()),
          does("Add to a course", () => this.add()),
        ),
        this.said,
        this.code,
      ),
    );
  }

  knobs() {
    const row = (/** @type {[string, string]} */ [name, label]) => {
      const list = element(
        "select",
        { id: `prepare-${name}`, onchange: () => this.draw() },
        ...WAYS.map(([way, says]) => element("option", { value: way }, says)),
      );
      this.ways.set(name, list);
      return element("div", { class: "prepare-knob" }, element("label", { for: list.id }, label), list);
    };
    const all = (/** @type {string} */ way) => {
      for (const list of this.ways.values()) list.value = way;
      this.draw();
    };
    return element(
      "fieldset",
      {},
      element("legend", { class: "prepare-head" }, "Knobs"),
      element("p", {}, "A fixed knob is seen, and cannot be turned. A hidden one is not on the page."),
      element(
        "div",
        { class: "prepare-line" },
        does("Fix all", () => all("fixed")),
        does("Hide all", () => all("hidden")),
        does("Free all", () => all("")),
      ),
      element("div", { class: "prepare-knobs" }, ...this.told.knobs.map(row)),
    );
  }

  questions() {
    const row = (/** @type {any} */ text) => {
      const box = element("input", { type: "checkbox", checked: true, onchange: () => this.draw() });
      this.asks.push(box);
      return element("label", { class: "prepare-asked" }, box, element("span", {}, textOf(text)));
    };
    const legend = element("legend", { class: "prepare-head" }, "Questions at the end");
    return element("fieldset", {}, legend, ...this.told.asked.map(row));
  }

  /** @param {string} link to the page as it is now */
  open(link) {
    const { player, told } = this;
    const { race } = player;
    this.here = { link, query: player.query, begins: told.begins, rivals: race.runs ? race.own : null };
    const { held, task, questions } = wantedOf(location.href);
    this.task.value = task;
    for (const [name, list] of this.ways) list.value = held.get(name) ?? "";
    this.asks.forEach((box, place) => (box.checked = questions?.includes(place) ?? true));
    this.draw();
    if (!this.node.open) this.node.showModal(); // pressed twice while it was loaded
  }

  /** @returns {import("./made.js").Wanted} */
  get wanted() {
    const held = [...this.ways].flatMap(([name, { value }]) => (value ? [[name, value]] : []));
    const places = this.asks.flatMap(({ checked }, place) => (checked ? [place] : []));
    return {
      held: new Map(/** @type {any} */ (held)),
      task: this.task.value,
      questions: places.length < this.asks.length ? places : null,
    };
  }

  draw() {
    const made = linkOf(this.here, this.wanted);
    const link = "link" in made ? made.link : "";
    write(this.left, `${this.task.value.length} of ${LONGEST_TASK} characters`);
    this.say("problem" in made ? made.problem : "");
    this.link.value = link;
    this.see.href = link || location.href;
    this.code.hidden = true;
  }

  /** @param {string} text */
  say(text) {
    write(this.said, text);
  }

  // ---- hands

  async copy() {
    if (!this.link.value) return;
    try {
      await navigator.clipboard.writeText(this.link.value);
      this.say("Link copied. Whoever opens it finds this page as you have prepared it.");
    } catch {
      this.link.select(); // no clipboard here
      this.say("Copy what is marked. Whoever opens it finds this page as you have prepared it.");
    }
  }

  /** The link as a code for phones. It leaves out what is as the lesson begins, so that it can be read from afar. */
  show() {
    const made = linkOf(this.here, this.wanted, true);
    if ("problem" in made) return this.say(made.problem);
    if (made.link.length > LONGEST_CODE)
      return this.say("This link is too long for a code that a phone can read. Shorten the task, or copy the link.");
    const src = new URL(`rooms/qr.svg?${new URLSearchParams({ link: made.link })}`, this.player.site).href;
    const failed = () => {
      this.code.hidden = true;
      this.say("The code could not be made. Copy the link instead.");
    };
    this.code.replaceChildren(element("img", { src, alt: "The prepared link as a QR code", onerror: failed }));
    this.code.hidden = false;
    this.code.scrollIntoView({ block: "nearest" });
  }

  add() {
    if (!this.link.value) return;
    const step = stepOf(this.link.value, this.player.site);
    const course = element("a", { href: String(new URL("course", this.player.site)) }, "Go to the course");
    if (typeof step === "string") return this.say(step);
    this.said.replaceChildren(`${added(step)} `, course);
  }
}
