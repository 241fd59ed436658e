// The page "What I did": the visitor's own work, as a list, a file and a link; and what others hand in, to be looked at.

import { idOf } from "../controls/runs/kept.js";
import { button, element, write } from "../kit/dom.js";
import { saved } from "../kit/files.js";
import { browsers, keep } from "../kit/store.js";
import { tick } from "../questions/ticks.js";
import { dayOf } from "./count.js";
import { LARGEST, read, written } from "./file.js";
import { holds, linked, unlinked } from "./link.js";
import { joined, KEYS, NAME, own, put } from "./own.js";
import { summary } from "./summary.js";
import { table } from "./table.js";

/** @typedef {import("./file.js").Handed} Handed */

const MOST = 300; // files at once
const NOT_KEPT = "This browser keeps nothing: its storage is full, or closed to this site.";
const FULL = " The list of kept runs is full, so some of theirs are not in it.";

export class HandedPage {
  /** What others handed in. @type {Handed[]} */
  others = [];
  /** The one of them that is looked at. @type {Handed | null} */
  at = null;
  /** What the visitor had before taking over another's. @type {Handed | null} */
  before = null;
  name = element("input", {
    class: "handed-name",
    id: "handed-name",
    autocomplete: "off",
    maxlength: 80,
    onchange: () => this.rename(),
  });
  files = element("input", {
    type: "file",
    accept: ".json,application/json",
    multiple: true,
    hidden: true,
    onchange: () => this.open(),
  });
  said = element("span", {});
  undo = button("Undo", () => this.putBack(), { class: "hand-button", hidden: true });
  link = element("input", { class: "handed-link", readonly: true, hidden: true, "aria-label": "Link to what you did" });
  problems = element("ul", { class: "handed-problems" });
  title = element("h2", { class: "handed-whose", tabindex: "-1" });
  back = button("Back", () => this.goBack(), { class: "hand-button" });
  take = button("Take over as mine", () => this.takeOver(), { class: "hand-button" });
  mine = element(
    "div",
    { class: "handed-mine" },
    element("label", { for: "handed-name" }, "Your name, if you want it in there"),
    this.name,
    button("Save as a file", () => this.save(), { class: "hand-button handed-main" }),
    button("Copy a link", () => this.copy(), { class: "hand-button" }),
    button("Open one, or many", () => this.files.click(), { class: "hand-button" }),
    this.files,
  );
  theirs = element("div", { class: "handed-theirs" }, this.title, this.back, this.take);
  body = element("div", {});
  onStorage = (/** @type {StorageEvent} */ { key }) => (key === null || KEYS.includes(key)) && this.draw();
  onHash = () => this.openLink();

  /**
   * @param {HTMLElement} host
   * @param {{ lessons: import("./count.js").Lesson[] }} told
   * @param {string} site its address
   */
  constructor(host, { lessons }, site) {
    this.lessons = lessons;
    this.site = site;
    const line = element("div", { class: "handed-said", role: "status" }, this.said, this.undo);
    host.append(element("div", { class: "handed" }, this.mine, this.theirs, line, this.link, this.problems, this.body));
    addEventListener("storage", this.onStorage); // another window has solved something
    addEventListener("hashchange", this.onHash);
    this.draw();
    this.openLink();
    tick();
  }

  dispose() {
    removeEventListener("storage", this.onStorage);
    removeEventListener("hashchange", this.onHash);
  }

  // ---- one's own

  rename() {
    this.say(keep(browsers(), NAME, this.name.value.trim()) ? "" : NOT_KEPT);
  }

  /** What the visitor did, under the name that stands in the box. @returns {Handed} */
  get own() {
    return { ...own(), name: this.name.value.trim() };
  }

  save() {
    const { own } = this;
    const name = `${own.name} `.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-/, "");
    saved(new Blob([written(own)], { type: "application/json" }), `what-I-did-${name}${own.date}.json`);
    this.say("The file is saved. Hand it in, or open it here on another machine.");
  }

  async copy() {
    const link = await linked(location.href, written(this.own));
    if (!link) return this.say("What you did is more than a link can carry. Save it as a file instead.");
    try {
      await navigator.clipboard.writeText(link);
      this.say("Link copied. Whoever opens it sees what you did, as it is now.");
    } catch {
      this.say("Copy this link. Whoever opens it sees what you did, as it is now.");
      this.link.value = link; // no clipboard here: the link itself, ready to be copied
      this.link.hidden = false;
      this.link.select();
    }
  }

  // ---- others'

  /** Opens the files that were chosen. */
  async open() {
    const chosen = [...(this.files.files ?? [])];
    this.files.value = ""; // the same again is chosen again
    const read = await Promise.all(chosen.slice(0, MOST).map(opened));
    const more = chosen.length > MOST ? [`Only the first ${MOST} files were opened.`] : [];
    this.takeIn(
      read.filter((one) => typeof one !== "string"),
      [...read.filter((one) => typeof one === "string"), ...more],
    );
  }

  /** Opens what the address holds. */
  async openLink() {
    if (!holds(location.hash)) return;
    try {
      const found = read(await unlinked(location.hash));
      if (typeof found === "string") throw new Error(`This link cannot be opened. ${found}`);
      this.takeIn([found], []);
    } catch (error) {
      this.takeIn([], [/** @type {Error} */ (error).message]);
    }
  }

  /**
   * @param {Handed[]} found is added to what is open already, each once
   * @param {string[]} problems
   */
  takeIn(found, problems) {
    this.say("");
    this.problems.replaceChildren(...problems.map((problem) => element("li", {}, problem)));
    if (!found.length) return;
    const all = new Map([...this.others, ...found].map((handed) => [written(handed), handed]));
    this.others = [...all.values()].sort((one, other) => one.name.localeCompare(other.name));
    this.look(found.length === 1 && this.others.length === 1 ? this.others[0] : null);
  }

  /** @param {Handed | null} handed one of them; null: all in a table */
  look(handed) {
    this.at = handed;
    this.say("");
    this.draw();
    this.title.focus();
    this.title.scrollIntoView({ block: "nearest" });
  }

  /** From one to all, from all to the visitor's own. */
  goBack() {
    this.say("");
    if (this.at && this.others.length > 1) return this.look(null);
    this.others = [];
    this.at = null;
    this.problems.replaceChildren();
    if (holds(location.hash)) history.replaceState(history.state, "", location.href.split("#")[0]);
    this.draw();
    this.name.focus();
  }

  takeOver() {
    const { at } = this;
    if (!at) return;
    const before = own();
    const both = joined(before, at);
    const held = put(both);
    const there = new Set(both.runs.map(idOf));
    const full = at.runs.every((run) => there.has(idOf(run))) ? "" : FULL;
    this.goBack();
    const cards = at.cards && at.cards !== both.cards ? " Your function cards stay as they were." : "";
    this.say(held ? `It is yours now; nothing of your own is lost.${cards}${full}` : NOT_KEPT, before);
    tick();
  }

  putBack() {
    if (this.before) put(this.before);
    this.say("It is as it was before.");
    this.draw();
    tick();
  }

  // ---- what is seen

  /**
   * @param {string} text
   * @param {Handed | null} before what comes back at a press
   */
  say(text, before = null) {
    write(this.said, text);
    this.before = before;
    this.undo.hidden = !before;
    this.link.hidden = true;
  }

  draw() {
    const { at, others, lessons, site } = this;
    const shown = at ?? (others.length ? null : own());
    this.mine.hidden = others.length > 0;
    this.theirs.hidden = !others.length;
    this.take.hidden = !at;
    if (document.activeElement !== this.name) this.name.value = own().name;
    write(this.back, at && others.length > 1 ? "Back to the table" : "Back to what I did");
    const whose = at ? `Look at what ${at.name || "somebody"} handed in` : `${others.length} handed in`;
    this.title.replaceChildren(
      whose,
      ...(at ? [element("span", { class: "handed-quiet" }, ` · ${dayOf(at.date)}`)] : []),
    );
    this.body.replaceChildren(
      shown ? summary(shown, lessons, site) : table(others, lessons, (handed) => this.look(handed)),
    );
  }
}

/**
 * What a file holds, or a sentence that names it and says why it cannot be opened.
 * @param {File} file
 */
async function opened(file) {
  const why = (/** @type {string} */ text) => `${file.name} cannot be opened. ${text}`;
  if (file.size > 4 * LARGEST) return why("It is larger than any file of this site.");
  try {
    const found = read(await file.text());
    return typeof found === "string" ? why(found) : found;
  } catch {
    return why("The browser cannot read it.");
  }
}
