// The way through a course, on each of its pages: which step this is, the steps before and after, and that it is done.

import { button, element, write } from "../kit/dom.js";
import { done, idOf, linkOf, opened, putDone } from "../kit/series.js";

/** What the page's document hears when all its questions are solved, as questions/questions.js says it. */
const ALL_SOLVED = "stage-all-solved";

/**
 * The place of a page in a course; −1 where it is in none.
 * @param {import("../kit/series.js").Series} series
 * @param {string} site
 * @param {string} address
 */
export function placeOf({ steps }, site, address) {
  const { pathname, search } = new URL(address);
  const id = idOf({ page: pathname.slice(new URL(site).pathname.length), query: search.slice(1) });
  return steps.findIndex((step) => idOf(step) === id);
}

export class Strip {
  done = button("", () => this.turn(), { class: "hand-button series-done" });
  onSolved = () => this.put(true);

  /**
   * @param {HTMLElement} host
   * @param {string} site
   */
  constructor(host, site) {
    this.series = opened();
    this.at = placeOf(this.series, site, location.href);
    if (this.at < 0) host.append(element("span", { class: "stage-silent", hidden: true }));
    else this.show(host, site);
  }

  /**
   * @param {HTMLElement} host
   * @param {string} site
   */
  show(host, site) {
    const { title, steps } = this.series;
    const way = (/** @type {number} */ at, /** @type {string} */ text) =>
      steps[at] ? [element("a", { class: "hand-button", href: linkOf(steps[at], site) }, text)] : [];
    const all = element("a", { class: "series-all", href: String(new URL("course", site)) }, title || "Course");
    host.append(
      element(
        "nav",
        { class: "series-strip", "aria-label": "Course" },
        element("span", { class: "series-where" }, all, ` · step ${this.at + 1} of ${steps.length}`),
        ...way(this.at - 1, "← Previous step"),
        this.done,
        ...way(this.at + 1, "Next step →"),
      ),
    );
    document.addEventListener(ALL_SOLVED, this.onSolved);
    this.draw();
  }

  get step() {
    return this.series.steps[this.at];
  }

  get isDone() {
    return done().includes(idOf(this.step));
  }

  turn() {
    this.put(!this.isDone);
  }

  /** @param {boolean} is */
  put(is) {
    putDone(this.step, is);
    this.draw();
  }

  draw() {
    const { isDone } = this;
    this.done.setAttribute("aria-pressed", String(isDone));
    write(this.done, isDone ? "✓ Done" : "Mark as done");
  }

  dispose() {
    document.removeEventListener(ALL_SOLVED, this.onSolved);
  }
}
