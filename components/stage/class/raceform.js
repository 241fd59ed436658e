// Where a teacher sets a race: the run on the page as it stands, the knobs that may be turned, and how long it counts.

import { button, element, write } from "../kit/dom.js";
import { LONGEST_TASK, turnable } from "./runs.js";

/** @param {KeyboardEvent} event */
const own = (event) => event.stopPropagation(); // the bar has keys of its own

/**
 * The race of a form, or why it cannot be set.
 * @param {{ fields: string[], updates: string, task: string }} written
 * @param {{ address: string, query: string }} problem
 */
export function read({ fields, updates, task }, problem) {
  const limit = Number(updates.replace(/[\s\u202f]/g, ""));
  const line = task.replace(/\s+/g, " ").trim();
  if (!fields.length) return { problem: "Choose at least one knob that may be turned." };
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= 1e6))
    return { problem: "Write how many updates count: a whole number from 1 on." };
  if (line.length > LONGEST_TASK) return { problem: `The task has at most ${LONGEST_TASK} characters.` };
  return { race: { ...problem, fields, updates: limit, task: line } };
}

/**
 * The page of an address as the room knows it: below the site, with its query.
 * @param {string} href
 * @param {string} site
 * @param {string} query of the run, in full
 */
export function addressOf(href, site, query) {
  const path = new URL(href).pathname.slice(new URL(site).pathname.length);
  return `${path}?${query}`;
}

export class RaceForm {
  knobs = element("div", { class: "stage-class-knobs" });
  updates = element("input", { type: "text", inputmode: "numeric", class: "stage-class-small", onkeydown: own });
  task = element("textarea", { rows: 2, maxlength: LONGEST_TASK, onkeydown: own });
  problem = element("p", { class: "stage-class-problem", role: "alert" });
  send = button("Start the race", () => this.set(), { class: "hand-button stage-class-main" });
  close = button("Close", () => this.node.close(), { class: "hand-button" });
  form = element(
    "div",
    { class: "stage-class-form" },
    element("fieldset", {}, element("legend", {}, "What may be turned"), this.knobs),
    element("label", { class: "stage-class-field" }, element("span", {}, "Updates that count"), this.updates),
    element("label", { class: "stage-class-field" }, element("span", {}, "The task"), this.task),
  );
  node = element(
    "dialog",
    { class: "stage-dialog stage-class-dialog", "aria-labelledby": "stage-class-race" },
    element(
      "div",
      { class: "stage-class-head" },
      element("h2", { id: "stage-class-race" }, "Race of the class"),
      this.close,
    ),
    element(
      "p",
      { class: "stage-class-note" },
      "All begin with the run on this page as it stands, and turn their own knobs. The lowest loss wins.",
    ),
    this.form,
    this.problem,
    element("div", { class: "stage-class-tools" }, this.send),
  );

  /** @param {import("../room/room.js").Room} room */
  constructor(room) {
    this.room = room;
  }

  open() {
    const shown = this.room.shown();
    const film = shown?.reading.kind === "run" ? shown.reading.film : null;
    const { settings, updates } = film?.header ?? {};
    this.form.hidden = this.send.hidden = !settings;
    write(this.problem, settings ? "" : "There is no run on this page to race with. Open a page that trains a model.");
    this.knobs.replaceChildren(
      ...turnable(settings ?? []).map(({ field, label, chosen }) =>
        element(
          "label",
          {},
          element("input", { type: "checkbox", value: field, checked: chosen }),
          element("span", {}, ` ${label}`),
        ),
      ),
    );
    this.updates.value = String(updates ?? "");
    this.task.value ||= "Bring the loss as low as you can.";
    this.node.showModal();
  }

  set() {
    const reading = this.room.shown()?.reading;
    const query = reading?.film?.header.query;
    if (!query) return write(this.problem, "The run is still loading.");
    const boxes = /** @type {HTMLInputElement[]} */ ([...this.knobs.querySelectorAll("input")]);
    const fields = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    const address = addressOf(location.href, this.room.site, query);
    const { race, problem } = read({ fields, updates: this.updates.value, task: this.task.value }, { address, query });
    write(this.problem, problem ?? "");
    if (!race) return;
    this.room.send({ is: "race", race });
    this.node.close();
  }

  dispose() {
    this.node.remove();
  }
}
