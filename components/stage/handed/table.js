// What many people did, one below the other: a row for each, a column for each lesson.

import { button, element } from "../kit/dom.js";
import { counted, dayOf, every, inWords, summed } from "./count.js";

/**
 * @param {import("./file.js").Handed[]} all
 * @param {import("./count.js").Lesson[]} lessons of the site
 * @param {(handed: import("./file.js").Handed) => void} look at one of them
 */
export function table(all, lessons, look) {
  const columns = every(
    lessons,
    all.map(({ pages }) => pages),
  );
  const head = (/** @type {string} */ text) => element("th", { scope: "col" }, element("span", {}, text));
  const rows = all.map((handed) => {
    const counts = columns.map(({ path, of }) => counted(handed.pages[path], of));
    const name = handed.name || "No name";
    return element(
      "tr",
      {},
      element(
        "th",
        { scope: "row" },
        button(name, () => look(handed), { class: "handed-look", title: "Look at all of it" }),
        element("span", { class: "handed-quiet" }, dayOf(handed.date)),
      ),
      cell(summed(counts)),
      ...counts.map(cell),
      element("td", {}, handed.runs.length ? String(handed.runs.length) : "–"),
      element("td", {}, handed.cards ? "✓" : "–"),
    );
  });
  return element(
    "div",
    { class: "handed-scroll", role: "region", tabindex: "0", "aria-label": "What each did" },
    element(
      "table",
      { class: "handed-table" },
      element(
        "thead",
        {},
        element("tr", {}, ...["Who", "All", ...columns.map(({ title }) => title), "Runs", "Cards"].map(head)),
      ),
      element("tbody", {}, ...rows),
    ),
  );
}

/** How much of a lesson is solved; on pointing, with how much help. @param {import("./count.js").Count} count */
function cell(count) {
  const { of, solved, tries } = count;
  const done = of > 0 && solved === of;
  const text = tries || count.hints || count.shown ? `${solved} of ${of}` : "–";
  return element("td", { "data-done": done, title: inWords(count) || "Not begun" }, done ? `✓ ${text}` : text);
}
