// What this browser keeps of rooms: in the tab, which room it is in and as whom; for all tabs, the rooms that were
// started here.

import { browsers, keep, kept } from "../kit/store.js";

const HERE = "stage-room";
const STARTED = "stage-room-secret";
const MOST = 8; // rooms that were started here
export const CODE = /^[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{6}$/;

/**
 * Which room, and who this tab is in it: the same person after a reload. The teacher has the `secret`.
 * @typedef {{ code: string, me: string, secret?: string, screen?: boolean, free?: boolean, name?: string }} Place
 * @typedef {import("../kit/store.js").Store} Store
 */

/** The tab's own store; none where it is not to be had. @returns {Store | null} */
function tabs() {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    return null;
  }
}

/**
 * A code as somebody typed it, or read it to another; empty where it is none. No code has an O, an I or an L, or the
 * digits that look like them.
 * @param {string} text
 */
export function codeIn(text) {
  const joined = /[#&]room=([0-9a-z]+)/i.exec(text);
  const code = (joined ? joined[1] : text.replace(/[\s.-]/g, "")).toUpperCase();
  return CODE.test(code) ? code : "";
}

/**
 * The room that an address leads into.
 * @param {string} hash
 * @returns {{ code: string, screen: boolean } | null}
 */
export function inAddress(hash) {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  const code = codeIn(fields.get("room") ?? "");
  return code ? { code, screen: fields.has("screen") } : null;
}

/** Thirty-two hexadecimal digits that nobody guesses. */
export function anybody() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The room that this tab is in. @returns {Place | null} */
export function placeKept(store = tabs()) {
  const found = /** @type {any} */ (kept(store, HERE));
  const whole = found && CODE.test(found.code) && /^[0-9a-f]{32}$/.test(found.me);
  return whole ? found : null;
}

/** @param {Place | null} place null where this tab is in no room any more */
export function keepPlace(place, store = tabs()) {
  keep(store, HERE, place);
}

/** The secret of a room that was started in this browser. @param {string} code @returns {string | undefined} */
export function secretOf(code, store = browsers()) {
  const found = /** @type {any} */ (kept(store, STARTED))?.[code];
  return typeof found === "string" ? found : undefined;
}

/**
 * @param {string} code
 * @param {string | null} secret null where the room has ended
 */
export function keepSecret(code, secret, store = browsers()) {
  const all = /** @type {any} */ (kept(store, STARTED));
  const others = Object.entries(all && typeof all === "object" ? all : {}).filter(([one]) => one !== code);
  const entries = [...others, ...(secret ? [[code, secret]] : [])];
  keep(store, STARTED, Object.fromEntries(entries.slice(-MOST)));
}
