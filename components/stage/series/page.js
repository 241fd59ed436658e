// The page "Course": the steps of the one that was opened, with their tasks and ticks; and below it one's own, to make.

import { holds, linked, unlinked } from "../handed/link.js";
import { button, element, write } from "../kit/dom.js";
import {
  added,
  done,
  draft,
  idOf,
  keepDraft,
  keepOpened,
  linkOf,
  LONGEST_TITLE,
  MOST,
  opened,
  preparedOf,
  read,
  stepOf,
  titled,
  written,
} from "../kit/series.js";

/** @typedef {import("../kit/series.js").Step} Step */

/** How a course stands in a link: behind its #, where no server reads it. */
const LINK = { name: "course", longest: 12_000, instead: "Ask for the link again." };

/** @param {string} text @param {() => void} press @param {Record<string, any>} [more] */
const does = (text, press, more = {}) => button(text, press, { class: "hand-button", ...more });

export class SeriesPage {
  said = element("p", { class: "series-said", role: "status" });
  given = element("section", { class: "series-given", "aria-label": "Course" });
  title = element("input", {
    class: "series-box",
    id: "series-title",
    autocomplete: "off",
    maxlength: LONGEST_TITLE,
    onchange: () => this.put({ title: titled(this.title.value), steps: draft().steps }),
  });
  paste = element("input", { class: "series-box", id: "series-paste", autocomplete: "off", spellcheck: "false" });
  list = element("ol", { class: "series-made" });
  link = element("input", { class: "series-box", readonly: true, hidden: true, "aria-label": "Link to the course" });
  onHash = () => this.openLink();

  /**
   * @param {HTMLElement} host
   * @param {{ lessons: { path: string, title: string }[] }} told
   * @param {string} site its address
   */
  constructor(host, { lessons }, site) {
    this.site = site;
    this.titles = new Map(lessons.map(({ path, title }) => [path, title]));
    const add = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.add();
    };
    const make = element(
      "section",
      { class: "series-make", "aria-labelledby": "series-make" },
      element("h2", { id: "series-make" }, "Make a course"),
      element(
        "p",
        {},
        "“Room” in the player of any page has “Prepare a link”. Put links in an order here, and give one link to all.",
      ),
      element("label", { for: "series-title" }, "Title"),
      this.title,
      this.list,
      element(
        "form",
        { class: "series-line", onsubmit: add },
        element("label", { for: "series-paste" }, "Prepared link"),
        this.paste,
        element("button", { type: "submit", class: "hand-button" }, "Add"),
      ),
      element(
        "div",
        { class: "series-line" },
        does("Copy the course's link", () => this.copy(), { class: "hand-button series-main" }),
        does("Begin another", () => this.put({ title: "", steps: [] })),
      ),
      this.link,
    );
    host.append(element("div", { class: "series" }, this.said, this.given, make));
    addEventListener("hashchange", this.onHash);
    this.draw();
    this.openLink();
  }

  dispose() {
    removeEventListener("hashchange", this.onHash);
  }

  /** @param {string} text */
  say(text) {
    write(this.said, text);
    this.link.hidden = true;
  }

  // ---- one that was given

  /** Opens what the address holds. */
  async openLink() {
    if (!holds(location.hash, LINK.name)) return;
    try {
      const series = read(await unlinked(location.hash, LINK));
      if (!series) throw new Error("This link holds no course. Ask for the link again.");
      keepOpened(series);
      this.say("");
    } catch (error) {
      this.say(/** @type {Error} */ (error).message);
    }
    this.draw();
  }

  // ---- one's own

  /** @param {import("../kit/series.js").Series} series */
  put(series) {
    const kept = keepDraft(series);
    this.say(kept ? "" : "This browser keeps nothing: its storage is full, or closed to this site.");
    this.draw();
  }

  add() {
    const step = stepOf(this.paste.value.trim(), this.site);
    if (typeof step === "string") return this.say(step);
    this.paste.value = "";
    this.say(added(step));
    this.draw();
  }

  /**
   * @param {number} at
   * @param {number} to where the step goes, from 0; −1 takes it out
   */
  move(at, to) {
    const { title, steps } = draft();
    const left = steps.filter((_, place) => place !== at);
    this.put({ title, steps: to < 0 ? left : left.toSpliced(to, 0, steps[at]) });
    this.list.querySelectorAll("button")[0]?.focus();
  }

  async copy() {
    const series = draft();
    if (!series.steps.length) return this.say("There is no step in it yet. Add a prepared link first.");
    const link = await linked(String(new URL("course", this.site)), written(series), LINK);
    if (!link) return this.say(`A course holds up to ${MOST} steps and 12 KB; this one is larger. Take a step out.`);
    try {
      await navigator.clipboard.writeText(link);
      this.say("Link copied. Whoever opens it finds the steps in this order.");
    } catch {
      this.say("Copy this link. Whoever opens it finds the steps in this order.");
      this.link.value = link; // no clipboard here
      this.link.hidden = false;
      this.link.select();
    }
  }

  // ---- what is seen

  draw() {
    const { title, steps } = opened();
    const ticked = new Set(done());
    const count = steps.filter((step) => ticked.has(idOf(step))).length;
    this.given.hidden = !steps.length;
    this.given.replaceChildren(
      element("h2", {}, title || "Course"),
      element("p", { class: "series-count" }, `${count} of ${steps.length} done`),
      element("ol", { class: "series-steps" }, ...steps.map((step) => this.row(step, ticked.has(idOf(step))))),
    );
    const mine = draft();
    if (document.activeElement !== this.title) this.title.value = mine.title;
    this.list.hidden = !mine.steps.length;
    this.list.replaceChildren(...mine.steps.map((step, at) => this.made(step, at)));
  }

  /** What a step is called. @param {Step} step */
  called({ page }) {
    return this.titles.get(page) ?? page;
  }

  /** @param {Step} step */
  task(step) {
    const { task = "" } = preparedOf(step) ?? {};
    return task ? [element("span", { class: "series-task" }, task)] : [];
  }

  /**
   * @param {Step} step
   * @param {boolean} isDone
   */
  row(step, isDone) {
    const tick = element("span", { class: "series-tick" }, isDone ? "✓ done" : "");
    const link = element("a", { href: linkOf(step, this.site) }, this.called(step));
    return element(
      "li",
      { "data-done": isDone },
      element("span", { class: "series-step" }, link, tick),
      ...this.task(step),
    );
  }

  /**
   * @param {Step} step
   * @param {number} at
   */
  made(step, at) {
    const name = `step ${at + 1}`;
    const up = does("Up", () => this.move(at, at - 1), { "aria-label": `Up: ${name}`, disabled: at === 0 });
    const out = does("Take out", () => this.move(at, -1), { "aria-label": `Take out: ${name}` });
    const text = element("span", {}, element("b", {}, this.called(step)), " ", ...this.task(step));
    return element("li", {}, element("div", { class: "series-line" }, text, up, out));
  }
}
