// What one person did, to be read: each lesson with its questions, the runs, the cards.

import { linkTo } from "../controls/link.js";
import { element } from "../kit/dom.js";
import { trimmed } from "../kit/format.js";
import { counted, every, inWords, stood, summed, textOf } from "./count.js";

/**
 * @param {import("./file.js").Handed} handed
 * @param {import("./count.js").Lesson[]} lessons of the site
 * @param {string} site its address
 */
export function summary({ pages, runs, cards }, lessons, site) {
  const all = every(lessons, [pages]);
  const total = summed(all.map(({ path, of }) => counted(pages[path], of)));
  const told = inWords(total);
  const link = (/** @type {string} */ name, /** @type {string} */ href, text = "Open") =>
    element("a", { class: "hand-button", href, "aria-label": `${text} ${name}` }, text);
  return element(
    "div",
    { class: "handed-summary" },
    element("h2", {}, "Questions"),
    element(
      "p",
      { class: "handed-total" },
      element("b", {}, `${total.solved} of ${total.of} solved`),
      told && ` · ${told}`,
    ),
    element("ul", { class: "handed-lessons" }, ...all.map((lesson) => lessonRow(lesson, pages[lesson.path], site))),
    element("h2", {}, "Kept runs"),
    runs.length
      ? element(
          "ul",
          { class: "handed-runs" },
          ...runs.map(({ name, title, path, query, t }) => {
            const from = [title, t ? `at ${trimmed(t)}` : ""].filter(Boolean).join(" · ");
            const text = element(
              "span",
              {},
              element("b", {}, name),
              " ",
              element("span", { class: "handed-quiet" }, from),
            );
            return element("li", {}, text, link(name, linkTo(new URL(path, site).href, query, t)));
          }),
        )
      : element("p", { class: "handed-quiet" }, "None. “Runs” in the player keeps what a page shows."),
    element("h2", {}, "Function cards"),
    element(
      "p",
      { class: "handed-quiet" },
      cards ? "Five cards, a conclusion and links. " : "Not begun. They are on the page about tensor functions.",
      cards && link("the function cards", `${new URL("tensor-functions", site)}?${new URLSearchParams({ cards })}`),
    ),
  );
}

/**
 * A lesson: how much of it is solved, and, unfolded, each question that was tried.
 * @param {import("./count.js").Lesson} lesson
 * @param {import("../questions/kept.js").Page | undefined} page
 * @param {string} site
 */
function lessonRow({ path, title, of }, page, site) {
  const count = counted(page, of);
  const done = count.solved === count.of;
  const head = [
    element("a", { class: "handed-title", href: String(new URL(path, site)) }, title),
    element("span", { class: "handed-quiet" }, inWords(count)),
    element(
      "span",
      { class: "handed-count", "data-done": done },
      `${done ? "✓ " : ""}${count.solved} of ${count.of}`,
      element("span", { class: "stage-hidden" }, " solved"),
    ),
  ];
  if (!page || !Object.keys(page.answers).length) return element("li", { class: "handed-lesson" }, ...head);
  const rows = Object.entries(page.answers).map(([asked, answer]) => {
    const state = element("span", { class: "handed-mark", "aria-hidden": "true" }, answer.solved ? "✓" : "·");
    const said = element("div", { class: "handed-quiet" }, stood(answer));
    return element("li", {}, state, element("div", {}, textOf(asked), said));
  });
  const questions = element("ul", { class: "handed-questions", hidden: true }, ...rows);
  const opens = element(
    "button",
    {
      type: "button",
      class: "handed-more",
      "aria-expanded": "false",
      "aria-label": `Questions of ${title}`,
      onclick: () => {
        questions.hidden = !questions.hidden;
        opens.setAttribute("aria-expanded", String(!questions.hidden));
      },
    },
    element("span", { "aria-hidden": "true" }, "▸"),
  );
  return element("li", { class: "handed-lesson" }, opens, ...head, questions);
}
