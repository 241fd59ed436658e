// The lines of the panel: what can be taken, what it is, and how.

import { button, element } from "../../kit/dom.js";

/**
 * A way to take something: what its button says, the same in full for who only hears it, and what it does.
 * @typedef {{ text: string, name: string, press: () => void, href?: string, file?: string, why?: string }} Way `why` it
 * cannot be done here
 */

/**
 * A line of the panel.
 * @param {string} label
 * @param {string} says
 * @param {Way[]} ways
 */
export function row(label, says, ways) {
  const words = element("div", {}, element("span", { class: "take-label" }, label));
  if (says) words.append(element("span", { class: "take-says" }, says));
  return element("li", { class: "take-one" }, words, element("div", { class: "take-does" }, ...ways.map(pressed)));
}

/** @param {Way} way */
function pressed({ text, name, press, href, file, why }) {
  const told = { class: "hand-button", "aria-label": name };
  if (!href) return button(text, press, { ...told, "aria-disabled": why ? "true" : null, title: why ?? null });
  const onclick = (/** @type {MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // into another tab
    event.preventDefault();
    press();
  };
  return element("a", { ...told, href, download: file, onclick }, text);
}

/**
 * A part of the list.
 * @param {string} title
 * @param {HTMLElement[]} lines
 */
export const part = (title, lines) =>
  element(
    "section",
    { "aria-label": title },
    element("h3", {}, title),
    element("ul", { class: "take-list" }, ...lines),
  );
