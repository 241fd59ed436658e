// A kept run in the list: its name, which can be written anew there, where it is from, and what can be done with it.

import { button, element, write } from "../../kit/dom.js";
import { trimmed } from "../../kit/format.js";
import { LONGEST, tidy } from "./kept.js";

/**
 * @typedef {import("./kept.js").KeptRun} KeptRun
 * @typedef {"race" | "compare" | "pin" | "remove"} Does
 *
 * Hears what is done with a run.
 * @typedef {{ does: (what: Does, run: KeptRun) => void, rename: (run: KeptRun, name: string) => void,
 *   opens: (run: KeptRun) => string }} Hears
 */

/** What the buttons are called, and what they say on pointing. @type {Record<Does, [string, string]>} */
const BUTTONS = {
  race: ["Race it", "Let it run beside what the page shows"],
  compare: ["Compare", "Put it beside what the page shows, picture by picture"],
  pin: ["Pin", "Pinned ones stand first, and never go by themselves"],
  remove: ["Delete", "Take it out of the list"],
};

export class Row {
  name = element("input", {
    class: "runs-name",
    "aria-label": "Name",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: LONGEST,
    title: "Write another name here",
    onchange: () => this.rename(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
  });
  from = element("span", { class: "runs-from" });
  opens = element("a", { class: "hand-button", title: "Go to its page, run and moment" }, "Open");
  /** @type {Partial<Record<Does, HTMLButtonElement>>} */
  buttons = {};

  /**
   * @param {KeptRun} run
   * @param {Hears} hears
   */
  constructor(run, hears) {
    this.run = run;
    this.hears = hears;
    for (const [what, [text, title]] of /** @type {[Does, [string, string]][]} */ (Object.entries(BUTTONS)))
      if (what !== "compare" || run.kind === "run")
        this.buttons[what] = button(text, () => hears.does(what, this.run), { class: "hand-button", title });
    const does = element("div", { class: "runs-does" }, this.opens, ...Object.values(this.buttons));
    this.node = element("li", { class: "runs-one" }, element("div", {}, this.name, this.from), does);
    this.tell(run, { shown: false, why: {} });
  }

  /**
   * @param {KeptRun} run as it is now
   * @param {{ shown: boolean, why: Partial<Record<Does, string>> }} here whether the page shows it, and why it cannot do
   * what it cannot: such a button says so when it is pressed
   */
  tell(run, { shown, why }) {
    const { name, kind, title, t, pinned } = (this.run = run);
    if (document.activeElement !== this.name) this.name.value = name;
    const at = t ? `${kind === "run" ? "update" : "step"} ${trimmed(t)}` : "";
    write(this.from, [title, at, shown ? "on this page now" : ""].filter(Boolean).join(" · "));
    this.node.classList.toggle("runs-pinned", pinned);
    this.opens.href = this.hears.opens(run);
    this.opens.setAttribute("aria-label", `Open ${name}`);
    if (this.buttons.pin) write(this.buttons.pin, pinned ? "Unpin" : "Pin");
    for (const [what, one] of Object.entries(this.buttons)) {
      one.setAttribute("aria-label", `${one.textContent} ${name}`);
      one.setAttribute("aria-disabled", String(Boolean(why[/** @type {Does} */ (what)])));
    }
  }

  /** Nothing is no name: what was there stays. */
  rename() {
    const name = tidy(this.name.value);
    this.name.value = name || this.run.name;
    if (name && name !== this.run.name) this.hears.rename(this.run, name);
  }

  /**
   * Escape takes back what was typed, and only then closes the list.
   * @param {KeyboardEvent} event
   */
  key(event) {
    if (event.key === "Enter") this.rename();
    if (event.key !== "Escape" || this.name.value === this.run.name) return;
    event.preventDefault();
    this.name.value = this.run.name;
  }
}
