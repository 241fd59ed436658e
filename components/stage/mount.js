// Pictures and a bar on one player, in a place of any page: what the stage does on Streamlit's pages, and a page of
// its own offline.

import { Bar } from "./controls/bar.js";
import { element } from "./kit/dom.js";
import { colourOf, palette } from "./kit/palette.js";
import { setRoles, themeAt } from "./kit/theme.js";
import { Film } from "./play/film.js";
import { Player } from "./play/player.js";

/**
 * What draws a picture. Where something must be loaded first, `ready` does it.
 * @typedef {{ new (given: import("./kit/view.js").Given): import("./kit/view.js").View, ready?: () => Promise<unknown> }} Drawing
 *
 * A picture in a row: its name in the film, which film that is, what draws it, its share of the width, the place of the
 * `runner` whose run it shows, where that is said, and what else it is told.
 * @typedef {{ name: string, reel?: string, view: Drawing, share?: number, runner?: number, data?: any }} Hung
 *
 * Films on one clock, by the names of their reels, the first of which leads it; their pictures, row by row; which
 * `kinds` the films are of, by reel; and who runs in a race. `t` is the moment to begin at, in updates; `speed` null is
 * that which fits the film.
 * @typedef {object} Shown
 * @property {Record<string, ArrayBuffer>} films
 * @property {Hung[][]} rows
 * @property {Record<string, string>} [kinds]
 * @property {import("./controls/rivals.js").Race} [race]
 * @property {number | null} [speed]
 * @property {boolean} [play]
 * @property {number} [t]
 */

/**
 * An empty place for a picture, with its share of the width.
 * @param {string} name
 * @param {number} share
 */
export function slot(name, share) {
  return element("div", { class: "stage-slot", "data-picture": name, style: `--share: ${share}` });
}

/**
 * Plays a whole film in an element of any page, which has our style sheet (`stage.css`): no server is asked for
 * anything.
 * @param {HTMLElement} host
 * @param {ArrayBuffer} bytes of the film
 * @param {Record<string, Drawing>} views what draws each picture, by the picture's name in the film, from left to right
 * @param {{ speed?: number | null, play?: boolean }} [start] how the clock starts; speed null is that which fits the film
 * @returns {Promise<Player>} its clock moves the film; once every follower is removed from it, it is gone
 */
export async function mount(host, bytes, views, start) {
  const row = Object.entries(views).map(([name, view]) => ({ name, view }));
  return (await mountAll(host, { films: { film: bytes }, rows: [row], ...start })).player;
}

/**
 * Plays whole films in an element of any page, as `mount` does one.
 * @param {HTMLElement} host
 * @param {Shown} shown
 * @returns {Promise<{ player: Player, refresh: () => void }>} `refresh` draws anew where the page has another theme
 */
export async function mountAll(host, { films, rows, kinds = {}, race, speed = null, play = true, t = 0 }) {
  await Promise.all([...new Set(rows.flat().map(({ view }) => view))].map((view) => view.ready?.()));
  const hung = (/** @type {string} */ reel) =>
    rows.flat().filter((one) => (one.reel ?? Object.keys(films)[0]) === reel);
  const reels = Object.keys(films).map((name) => ({
    name,
    subject: kinds[name] ?? "",
    pictures: hung(name).map((one) => one.name),
  }));
  const player = new Player("", { speed, play, version: "", reels });
  if (race) player.race.told = race;
  host.classList.add("stage-place");
  setRoles(host);
  const drawn = rows.flatMap((row) => {
    const line = host.appendChild(element("div", { class: "stage-row" }));
    return row.map((one) => hang(line, one, player));
  });
  player.add(new Bar(host.appendChild(element("div")), player.reading()));
  const [lead, ...others] = Object.values(films).map((bytes) => Film.decode(bytes));
  player.put(lead);
  others.forEach((film, i) => {
    const reel = player.reels[i + 1];
    reel.query = film.header.query;
    player.show(film, reel);
  });
  if (t) player.clock.pauseAt(lead.frame(t));
  const refresh = () => {
    setRoles(host);
    for (const again of drawn) again();
  };
  return { player, refresh };
}

/**
 * Hangs a picture in a row. What it gives draws it anew in another theme.
 * @param {HTMLElement} line
 * @param {Hung} hung
 * @param {Player} player
 */
function hang(line, { name, reel, view: Drawing, share = 1, runner = 0, data }, player) {
  const place = line.appendChild(slot(name, share));
  const { named, rivals } = player.race.told;
  const label = element("p", { class: "stage-runner" }, `${runner} ${runner > 1 ? rivals[runner - 2]?.named : named}`);
  if (runner) place.append(label);
  const reading = player.reading(reel);
  const view = new Drawing({ host: place, name, player: reading, data });
  reading.add(view);
  const mark = () => label.style.setProperty("--mark", colourOf(palette(runner - 1), themeAt(line)));
  if (runner) mark();
  return () => {
    if (runner) mark();
    view.refresh(data);
  };
}
