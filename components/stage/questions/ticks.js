// Beside the name of each page in the menu: a tick once all its questions are solved, before that how many are. They
// are rules of a style sheet, so they are there for links that appear later too, and nothing watches the page for them.

import { element, write } from "../kit/dom.js";
import { pages } from "./kept.js";

const LINKS = ":is([data-testid=stSidebarNavLink], [data-testid=stTopNavLink], [data-testid=stTopNavDropdownLink])";
const LOOK = "margin-inline-start: auto; padding-inline-start: 0.5em; flex: none; font-size: 0.8125em; opacity: 0.8;";

/**
 * The rules for what is kept of these pages. What stands behind the slash is what a screen reader says.
 * @param {Record<string, import("./kept.js").Page>} known
 */
export function rules(known) {
  const told = Object.entries(known).flatMap(([page, { of, answers }]) => {
    const solved = Object.values(answers).filter((answer) => answer.solved).length;
    if (!solved) return [];
    const to = [`[href$=${JSON.stringify(`/${page}`)}]`, `[href*=${JSON.stringify(`/${page}?`)}]`];
    const [seen, read] =
      solved === of ? ["✓", "all questions solved"] : [`${solved} of ${of}`, `${solved} of ${of} questions solved`];
    return `${LINKS}:is(${to.join(", ")})::after { ${LOOK} content: "${seen}"; content: "${seen}" / " ${read}"; }`;
  });
  return told.join("\n");
}

/** @type {HTMLStyleElement | undefined} */
let sheet;

/** Marks the menu's links anew. */
export function tick() {
  if (!sheet) {
    sheet = document.head.appendChild(element("style", { "data-ticks": true }));
    addEventListener("storage", tick); // another window has solved something
  }
  write(sheet, rules(pages()));
}
