// A course: prepared links in an order, under a title. A list in this browser while it is made, a link once it is given.

import { NAME, read as prepared } from "./prepared.js";
import { browsers, keep, kept } from "./store.js";

export const MOST = 40; // steps
export const LONGEST_TITLE = 80; // characters
const LONGEST_QUERY = 16_000; // characters
const [DRAFT, OPENED, DONE] = ["draft", "opened", "done"].map((name) => `gradient-descent-visualizer/course-${name}`);

/**
 * A step: the name of its page in an address, and what its address says, of which `prepared` is a part.
 * @typedef {{ page: string, query: string }} Step
 * @typedef {{ title: string, steps: Step[] }} Series
 */

/** @type {Series} */
const NOTHING = { title: "", steps: [] };

/** What a teacher has prepared of a step; null where its link is damaged. @param {Step} step */
export const preparedOf = ({ query }) => prepared(new URLSearchParams(query).get(NAME) ?? "");

/** What tells steps apart, wherever their knobs stand meanwhile. @param {Step} step */
export const idOf = ({ page, query }) => `${page}?${new URLSearchParams(query).get(NAME) ?? ""}`;

/**
 * A series as we write it, or null: what somebody else has written may be anything.
 * @param {any} found
 * @returns {Series | null}
 */
export function seriesIn(found) {
  if (typeof found?.title !== "string" || !Array.isArray(found.steps) || found.steps.length > MOST) return null;
  const steps = found.steps.map(stepIn);
  if (steps.some((/** @type {Step | null} */ step) => step === null)) return null;
  return { title: titled(found.title), steps };
}

/** @param {string} title as it was typed */
export const titled = (title) => title.replace(/\s+/g, " ").trim().slice(0, LONGEST_TITLE);

/**
 * @param {any} one
 * @returns {Step | null}
 */
function stepIn(one) {
  const { page, query } = one ?? {};
  if (typeof page !== "string" || !/^[a-z0-9-]{0,60}$/.test(page)) return null;
  if (typeof query !== "string" || query.length > LONGEST_QUERY || !/^[\x20-\x7e]*$/.test(query)) return null;
  const step = { page, query };
  return new URLSearchParams(query).get(NAME) && preparedOf(step) ? step : null;
}

/**
 * A link as a step; a sentence where it is none.
 * @param {string} link
 * @param {string} site its address
 * @returns {Step | string}
 */
export function stepOf(link, site) {
  const base = new URL(site);
  if (!URL.canParse(link)) return "This is no link.";
  const { origin, pathname, search } = new URL(link);
  if (origin !== base.origin || !pathname.startsWith(base.pathname)) return "This link leads to another site.";
  const step = stepIn({ page: pathname.slice(base.pathname.length), query: search.slice(1) });
  return step ?? "This link is not a prepared one. Make one under “Room” in the player.";
}

/** @param {Step} step @param {string} site */
export const linkOf = ({ page, query }, site) => `${new URL(page, site)}?${query}`;

/** The series in as little text as brings it back. @param {Series} series */
export const written = ({ title, steps }) =>
  JSON.stringify({ title, steps: steps.map(({ page, query }) => [page, query]) });

/**
 * The series in such a text; null in one that has none.
 * @param {string} text
 */
export function read(text) {
  try {
    const { title, steps } = JSON.parse(text);
    const found = seriesIn({
      title,
      steps: steps.map((/** @type {[string, string]} */ [page, query]) => ({ page, query })),
    });
    return found?.steps.length ? found : null;
  } catch {
    return null;
  }
}

// ---- what this browser keeps

/** The one that is being made. */
export const draft = (store = browsers()) => seriesIn(kept(store, DRAFT)) ?? NOTHING;

/** @param {Series} series */
export const keepDraft = (series, store = browsers()) => keep(store, DRAFT, series);

/**
 * One more step of that which is being made; a sentence where there is no room.
 * @param {Step} step
 */
export function added(step, store = browsers()) {
  const { title, steps } = draft(store);
  if (steps.length >= MOST) return `A course has at most ${MOST} steps. Take one out first.`;
  if (!keepDraft({ title, steps: [...steps, step] }, store))
    return "This browser keeps nothing: its storage is full, or closed to this site.";
  return `Step ${steps.length + 1} of your course.`;
}

/** The one that was opened last. */
export const opened = (store = browsers()) => seriesIn(kept(store, OPENED)) ?? NOTHING;

/** @param {Series} series */
export const keepOpened = (series, store = browsers()) => keep(store, OPENED, series);

/** What tells the steps that are done. @returns {string[]} */
export function done(store = browsers()) {
  const found = kept(store, DONE);
  return Array.isArray(found) ? found.filter((one) => typeof one === "string") : [];
}

/**
 * @param {Step} step
 * @param {boolean} is
 */
export function putDone(step, is, store = browsers()) {
  const id = idOf(step);
  const others = done(store).filter((one) => one !== id);
  return keep(store, DONE, is ? [...others, id].slice(-5 * MOST) : others);
}
