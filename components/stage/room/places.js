// All of a room that is on a page: joins the room to what leads or follows, to the strip and the dialog.

import { setRoles } from "../kit/theme.js";
import { element } from "../kit/dom.js";
import { started } from "./asks.js";
import { whole } from "./address.js";
import { Dialog } from "./dialog.js";
import { Follow } from "./follow.js";
import { anybody, inAddress, keepSecret, placeKept, secretOf } from "./kept.js";
import { Lead } from "./lead.js";
import { Dot, Pointing } from "./point.js";
import { Room, room } from "./room.js";
import { Strip } from "./strip.js";

/**
 * What shows pages: the one on the screen, what shows pictures large, and the way to another page.
 * @typedef {{ shown: import("./door.js").Shown | null, presenter: import("./door.js").Presenter | null, go: (address: string) => void }} House
 *
 * @typedef {import("./kept.js").Place} Place
 */

const COPIED = ["--st-background-color", "--st-text-color", "--st-primary-color", "--st-font", "--st-code-font"];

const home = element("div", { class: "room-home" });
const panels = element("div", { class: "room-panels" });
/** The line at the top of the page; null for who is in no room, or is a second screen. @type {Strip | null} */
export let strip = null;
/** @type {typeof import("./door.js").door | null} */
let door = null;
/** @type {Dialog | null} */
let dialog = null;
/** What runs while this browser is in a room. @type {{ end: () => void }[]} */
let parts = [];
let asked = 0; // how often somebody was let in: what was loaded for a room before is late

/** An element for panels of the class, which outlives changes of pages. */
export const panelHost = () => panels;

/** @type {House} */
const house = {
  get shown() {
    return door?.shown ?? null;
  },
  get presenter() {
    return door?.presenter ?? null;
  },
  /** By the browser's history, as if one went back there: Streamlit draws the page, and nothing is loaded anew. */
  go(address) {
    const url = door && whole(address, door.site);
    if (!url) return;
    const again = url.pathname === location.pathname;
    history[again ? "replaceState" : "pushState"](history.state, "", url);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  },
};

/**
 * The page's door is found, once.
 * @param {typeof import("./door.js").door} found
 */
export function settle(found) {
  if (door) return;
  door = found;
  document.body.append(home);
  dialog = new Dialog(home, door.site, { enter, leave, prepare: () => door?.prepare?.() });
  home.append(panels);
  door.turned = () => room.current?.tell({ is: "shown" });
  door.dressed = dress;
  dress();
}

/** The colours of the page, outside of all places of Streamlit's. */
function dress() {
  const place = document.querySelector(".stage-place");
  if (!place) return;
  const style = getComputedStyle(place);
  for (const name of COPIED) home.style.setProperty(name, style.getPropertyValue(name));
  setRoles(home);
}

/** Who comes by a link is let in; else who was in a room before. */
export function knock() {
  const link = inAddress(location.hash);
  if (link) history.replaceState(history.state, "", location.href.split("#")[0]);
  const before = placeKept();
  if (link && link.code === before?.code && link.screen === Boolean(before.screen)) return enter(before);
  if (link) return enter({ code: link.code, screen: link.screen });
  if (before) enter(before);
}

/** Opens the dialog. */
export function open() {
  dialog?.open(room.current);
}

/** @param {{ code: string, secret?: string, screen?: boolean, me?: string }} place */
export function enter({ code, secret, screen = false, me = anybody(), ...more }) {
  if (!door || (room.current?.code === code && !room.current.over)) return;
  leave();
  if (secret) keepSecret(code, secret);
  const known = screen ? undefined : (secret ?? secretOf(code));
  const place = { ...more, code, me, ...(known ? { secret: known } : {}), ...(screen ? { screen } : {}) };
  const now = new Room(place, door.site, house);
  room.put(now);
  begin(now);
}

/** @param {Room} now */
function begin(now) {
  const { role } = now;
  if (role !== "screen") {
    strip = new Strip(now, { open, again, leave });
    home.prepend(strip.node);
    document.documentElement.dataset.room = "";
  } else parts.push(screenOf(now));
  const say = (/** @type {string} */ text) => strip?.say(text);
  if (role === "teacher") parts.push(new Lead(now, house), new Pointing(now, house));
  else parts.push(new Follow(now, house, say), new Dot(now, house));
  now.hear("change", () => dialog?.look());
  now.hear("refused", ({ sentence }) => say(String(sentence)));
  now.hear("ended", () => over(now));
  if (dialog?.node.open) dialog.show(now);
  classOf(now);
}

/** Questions and races are loaded once there is a room. @param {Room} now */
async function classOf(now) {
  const turn = (asked += 1);
  try {
    const { begin: starts } = await import(String(new URL("../class/class.js", import.meta.url)));
    if (turn === asked && !now.over) parts.push({ end: starts(now) });
  } catch {
    strip?.say("Questions could not be loaded. Reload the page to try again.");
  }
}

/** A second screen presents, with the code in a corner. @param {Room} now */
function screenOf(now) {
  const node = home.appendChild(element("p", { class: "room-corner" }, now.code));
  document.documentElement.toggleAttribute("data-second-screen", true); // its head leaves room for that
  const start = () => house.presenter && !house.presenter.on && house.presenter.start(false);
  const deaf = now.hear("shown", start);
  start();
  return {
    end() {
      deaf();
      node.remove();
      document.documentElement.removeAttribute("data-second-screen");
      house.presenter?.end();
    },
  };
}

/** The room has ended: nobody leads or follows, and the strip says why. @param {Room} now */
function over(now) {
  const mine = parts;
  parts = [];
  for (const part of mine) part.end();
  panels.replaceChildren();
  if (now.role === "screen") {
    strip = new Strip(now, { open, again, leave });
    home.prepend(strip.node);
    document.documentElement.dataset.room = "";
  }
  if (dialog?.node.open) dialog.show(now);
}

/** The room is left; nothing of it is on the page any more. */
export function leave() {
  asked += 1;
  const mine = parts;
  parts = [];
  for (const part of mine) part.end();
  strip?.end();
  strip = null;
  panels.replaceChildren();
  delete document.documentElement.dataset.room;
  room.put(null);
}

/** Another room in place of one that has ended. */
async function again() {
  if (!door) return;
  try {
    enter(await started(door.site));
    open();
  } catch (error) {
    strip?.say(error instanceof Error ? error.message : String(error));
  }
}
