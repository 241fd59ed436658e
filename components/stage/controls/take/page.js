// A page that plays offline, as one file: the pictures on screen, their films, and all modules that draw them.

import { element } from "../../kit/dom.js";
import { packed } from "../../play/packing.js";
import { fontFaces } from "./fonts.js";
import { named, needed } from "./modules.js";

const ENTRY = "stage/offline.js";
/** Only what is in the file itself: a page that was taken home asks nobody. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline' blob:; style-src 'unsafe-inline'; img-src data: blob:; font-src data:";

/** Gives every module the name by which others ask for it. It runs before them, and knows nothing of them. */
const BOOT = `const sources = JSON.parse(document.getElementById("modules").textContent);
const imports = Object.fromEntries(
  Object.entries(sources).map(([name, text]) => [name, URL.createObjectURL(new Blob([text], { type: "text/javascript" }))]),
);
const map = Object.assign(document.createElement("script"), { type: "importmap", textContent: JSON.stringify({ imports }) });
document.head.append(map);`;

const START = `import { open } from "${ENTRY}";
open(document.querySelector("main"), JSON.parse(document.getElementById("taken").textContent));`;

/**
 * A picture on the page, and which module draws it.
 * @typedef {{ name: string, reel: string, view: string, share: number, runner: number, data: any }} Hung
 *
 * What a page is: its pictures row by row, what they show, where it comes from, and what it says of itself.
 * @typedef {{
 *   rows: Hung[][], player: import("../../play/player.js").Player, title: string, link: string, dark: boolean,
 * }} Given
 */

/**
 * A film as text, made smaller before that.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
async function asText(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  const small = new Uint8Array(await new Response(stream).arrayBuffer());
  let text = "";
  for (let from = 0; from < small.length; from += 0x8000)
    text += String.fromCharCode(...small.subarray(from, from + 0x8000));
  return btoa(text);
}

/** @param {URL} address */
async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname} cannot be had.`);
  return response.text();
}

/**
 * Something for a script that only reads it: nothing in it can end the script.
 * @param {unknown} value
 */
const told = (value) => JSON.stringify(value).replaceAll("<", "\\u003c");

/**
 * A script as it stands in a page: nothing in it can end it.
 * @param {string} text
 */
const scripted = (text) => text.replaceAll(/<\/(?=script)/gi, "<\\/");

/**
 * Whether Plotly draws something of a picture, and not only the page.
 * @param {import("../../play/player.js").Player} player
 * @param {Hung} hung
 */
const plotted = (player, { name, reel, view }) =>
  view === "stage/plots/view.js" && player.reel(reel).film?.header.pictures[name]?.panels !== undefined;

/**
 * The file.
 * @param {Given} given
 */
export async function pageOf({ rows, player, title, link, dark }) {
  const base = new URL("../../../", import.meta.url);
  const hung = rows.flat();
  const needsPlotly = hung.some((one) => plotted(player, one));
  const [modules, sheet, faces, plotly] = await Promise.all([
    needed([ENTRY, ...hung.map(({ view }) => view)], (name) => fetched(new URL(name, base))),
    fetched(new URL("stage.css", base)),
    fontFaces(document.documentElement.querySelector(".stage-place") ?? document.body),
    needsPlotly ? fetched(new URL("plotly.min.js", base)) : "var Plotly = null;",
  ]);
  const films = await Promise.all(
    player.reels.flatMap(({ name, film }) => (film ? [asText(packed(film)).then((text) => [name, text])] : [])),
  );
  const { clock, race, lead } = player;
  const taken = {
    films: Object.fromEntries(films),
    kinds: Object.fromEntries(player.page.reels.map(({ name, subject }) => [name, subject])),
    rows,
    race: race.told,
    speed: clock.speed,
    play: false,
    t: lead.film?.update(Math.min(clock.position, lead.film.end)) ?? 0,
  };
  return written({ title, link, dark, sheet: faces + sheet, plotly, modules: named(modules), taken });
}

/**
 * @param {{ title: string, link: string, dark: boolean, sheet: string, plotly: string, modules: Record<string, string>, taken: unknown }} parts
 */
function written({ title, link, dark, sheet, plotly, modules, taken }) {
  const page = document.implementation.createHTMLDocument(title);
  const { documentElement: root, head, body } = page;
  root.lang = "en";
  root.dataset.theme = dark ? "dark" : "light";
  const script = (/** @type {string} */ text, attributes = {}) => {
    const made = page.createElement("script");
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.textContent = text;
    return made;
  };
  const meta = (/** @type {Record<string, string>} */ attributes) => element("meta", attributes);
  const style = page.createElement("style");
  style.textContent = sheet;
  head.prepend(
    meta({ charset: "utf-8" }),
    meta({ "http-equiv": "Content-Security-Policy", content: POLICY }),
    meta({ name: "viewport", content: "width=device-width, initial-scale=1" }),
  );
  head.append(style);
  const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  const words = element(
    "p",
    {},
    "Taken home from ",
    element("a", { href: link }, "the page of the gradient-descent visualizer"),
    ` on ${day}. All that it plays is in this file: it needs no network.`,
  );
  body.append(
    element("header", {}, element("h1", {}, title), words),
    element("main", {}),
    script(told(modules), { type: "application/json", id: "modules" }),
    script(told(taken), { type: "application/json", id: "taken" }),
    script(scripted(plotly)),
    script(BOOT),
    script(START, { type: "module" }),
  );
  return new Blob([`<!doctype html>\n${root.outerHTML}`], { type: "text/html" });
}
