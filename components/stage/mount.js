// Pictures and a bar on one player, in a place of any page: what the stage does on Streamlit's pages, and a page of
// its own offline.

import { Bar } from "./controls/bar.js";
import { element } from "./kit/dom.js";
import { themeAt } from "./kit/theme.js";
import { Film } from "./play/film.js";
import { Player } from "./play/player.js";

/**
 * What draws a picture. Where something must be loaded first, `ready` does it.
 * @typedef {{ new (given: import("./kit/view.js").Given): import("./kit/view.js").View, ready?: () => Promise<unknown> }} Drawing
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
 * One role, one colour: as variables for tables, code and words below a place.
 * @param {HTMLElement} host
 */
export function setRoles(host) {
  const theme = themeAt(host);
  document.documentElement.style.setProperty("--stage-page", theme.background);
  host.classList.toggle("stage-dark", theme.dark);
  for (const [role, colour] of Object.entries(theme.roles)) host.style.setProperty(`--role-${role}`, colour);
  for (const [role, colour] of Object.entries(theme.words)) host.style.setProperty(`--text-${role}`, colour);
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
export async function mount(host, bytes, views, { speed = null, play = true } = {}) {
  const film = Film.decode(bytes);
  await Promise.all(Object.values(views).map((drawing) => drawing.ready?.()));
  const reels = [{ name: "film", subject: "", pictures: Object.keys(views) }];
  const player = new Player("", { speed, play, version: "", reels });
  host.classList.add("stage-place");
  setRoles(host);
  const row = host.appendChild(element("div", { class: "stage-row" }));
  for (const [name, Drawing] of Object.entries(views)) {
    const place = row.appendChild(slot(name, 1));
    player.add(new Drawing({ host: place, name, player: player.reading() }));
  }
  player.add(new Bar(host.appendChild(element("div")), player.reading()));
  player.put(film);
  return player;
}
