// The pictures of a page as they are taken from it.

import { nextFrame } from "../../kit/dom.js";

/**
 * A picture on the page, and what it is told there.
 * @typedef {import("../../row.js").Slot & { data: any }} Shown
 */

const OF_PAGE = new Set(["page", "pictures", "place", "shares", "run"]); // what a page of its own says itself

/** What a picture is called. @param {Shown} shown */
export const nameOf = ({ host, picture }) =>
  picture.label ?? (host.querySelector(".stage-title")?.textContent || picture.name.replaceAll("_", " "));

/**
 * The pictures of a row in lines as they stand on the page: where the visitor chooses them, two in a line.
 * @param {Shown[]} row
 */
export function inLines(row) {
  /** @type {Shown[][]} */
  const lines = [];
  for (const one of row) {
    const last = lines.at(-1);
    const full = one.picture.label !== undefined && (last?.length === 2 || one.picture.wide || last?.[0].picture.wide);
    if (!last || full) lines.push([one]);
    else last.push(one);
  }
  return lines;
}

/**
 * A picture as a page of its own hangs it.
 * @param {Shown} shown
 */
export function hung({ host, picture: { name, reel, view }, data }) {
  const runner = /** @type {HTMLElement | null} */ (host.querySelector(".stage-runner:not([hidden])"));
  const told = Object.entries(data ?? {}).filter(([field]) => !OF_PAGE.has(field));
  const share = Number(host.style.getPropertyValue("--share")) || 1;
  return { name, reel, view, share, runner: parseInt(runner?.textContent ?? "0"), data: Object.fromEntries(told) };
}

/**
 * Brings a picture into sight, where only then it is drawn, without what takes the hand. What it gives brings back
 * what was seen before.
 * @param {HTMLElement} host
 */
export async function posed(host) {
  const box = host.closest("[data-testid=stMain]");
  const before = box?.scrollTop;
  host.classList.add("take-posed");
  host.scrollIntoView({ block: "center", behavior: "instant" });
  for (let frames = 0; frames < SETTLES.least || (frames < SETTLES.most && !fits(host)); frames += 1) await nextFrame();
  return () => {
    host.classList.remove("take-posed");
    if (box && before !== undefined) box.scrollTop = before;
  };
}

/** Frames of the screen within which what is drawn has another size. */
const SETTLES = { least: 4, most: 60 };

/**
 * Whether every plot is as large as its place.
 * @param {HTMLElement} host
 */
function fits(host) {
  const high = (/** @type {Element} */ node) => node.getBoundingClientRect().height;
  return [...host.querySelectorAll(".stage-plot")].every((plot) =>
    [...plot.querySelectorAll(".main-svg")].every((drawn) => Math.abs(high(drawn) - high(plot)) < 1),
  );
}
