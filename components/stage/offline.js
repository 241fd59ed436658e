// A page that was taken home: all that it plays is in it, and it asks nobody for anything.

import { button, element } from "./kit/dom.js";
import { mountAll } from "./mount.js";

/**
 * What a page takes along (`controls/take/page.js`): the films as text, by reel, and where each picture hangs and by
 * which module it is drawn.
 * @typedef {{ name: string, reel: string, view: string, share: number, runner: number, data: any }} Hung
 * @typedef {Omit<import("./mount.js").Shown, "films" | "rows"> & { films: Record<string, string>, rows: Hung[][] }} Taken
 */

/**
 * Bytes that were written as text, and made smaller before that.
 * @param {string} text
 */
async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** What takes numbers, and what is pressed, elsewhere to see another film: here there is none. */
const TYPED = "input.cells-cell, input.memory-cell";
const PRESSED = ".graph-switch, .wiring-choice button";

/**
 * Plays what the page has taken along, in an element of it.
 * @param {HTMLElement} host
 * @param {Taken} taken
 */
export async function open(host, { films, rows, ...more }) {
  const bytes = await Promise.all(
    Object.entries(films).map(async ([reel, text]) => /** @type {const} */ ([reel, await unpacked(text)])),
  );
  const hung = await Promise.all(
    rows.map((row) => Promise.all(row.map(async (one) => ({ ...one, view: (await import(one.view)).default })))),
  );
  const { refresh } = await mountAll(host, { ...more, films: Object.fromEntries(bytes), rows: hung });
  for (const node of host.querySelectorAll(TYPED)) node.setAttribute("readonly", "");
  for (const node of host.querySelectorAll(PRESSED)) node.setAttribute("disabled", "");
  const { dataset } = document.documentElement;
  const other = () => (dataset.theme === "dark" ? "Light" : "Dark");
  const theme = button(other(), () => {
    dataset.theme = other().toLowerCase();
    theme.textContent = other();
    refresh();
  });
  document.querySelector("header")?.append(element("span", { class: "stage-switch" }, theme));
}
