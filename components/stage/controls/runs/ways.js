// Where the buttons of a kept run lead: to its page, into a race with what the page shows now, or beside it.

import { differing, joined, packed, placeOf } from "../../kit/rivals.js";
import { carried, linkTo } from "../link.js";
import { KINDS } from "./kept.js";

const LABORATORY = "laboratory";
/** The page that has a race of such a kind. @type {Record<string, string>} */
const RACES = { run: LABORATORY, descent: "race" };
const NO_ROOM = "It differs in more than a link has room for. Open it instead.";

/**
 * What a page shows: its address below the site's, the kind and the address of its film, and who runs beside it; null
 * where nobody can; and what a teacher has `prepared` of it, which goes along to wherever the same kind is shown.
 * @typedef {{
 *   site: string, path: string, kind: string, query: string, rivals: import("../../kit/rivals.js").Own[] | null,
 *   prepared?: string,
 * }} Here
 *
 * Where to: another address, or fields for Python to turn; `why` says why nowhere.
 * @typedef {{ address?: string, turned?: Record<string, string>, why?: string }} Way
 *
 * @typedef {import("./kept.js").KeptRun} KeptRun
 */

/**
 * The page of a kept run, with the run and the moment; seen from its own page, as that is prepared.
 * @param {Pick<Here, "site" | "path" | "prepared">} here
 * @param {KeptRun} run
 */
export const opened = ({ site, path: from, prepared = "" }, { path, query, t }) =>
  linkTo(new URL(path, site).href, query, t) + (from === path ? carried(prepared) : "");

/**
 * Why a kept run cannot run beside what a page shows; empty where it can.
 * @param {Here} here
 * @param {KeptRun} run
 */
function reason(here, run) {
  if (run.kind !== here.kind) return `There is no ${KINDS[run.kind]} on this page. Open it instead.`;
  const { lead, own } = both(here, run);
  if (!Object.keys(own).length) return "It is what the page shows now. Turn a knob first.";
  if ("text" in own && lead.has("text")) return "This ball rolls on another surface. Open it instead.";
  return "";
}

/**
 * The kept run as a rival of what the page shows.
 * @param {Here} here
 * @param {KeptRun} run
 * @returns {Way}
 */
export function raced(here, run) {
  const why = reason(here, run);
  if (why) return { why };
  const { lead, own } = both(here, run);
  if (placeOf(here.rivals ?? [], lead, own)) return { why: "It runs already." };
  const next = joined(here.rivals ?? [], own);
  if (typeof next === "string") return { why: here.rivals?.length ? next : NO_ROOM };
  if (here.rivals) return { turned: { race: packed(next) } };
  return {
    address: `${new URL(RACES[here.kind], here.site)}?${here.query}&${new URLSearchParams({ race: packed(next) })}${carried(here.prepared ?? "")}`,
  };
}

/**
 * The kept run beside what the page shows, picture by picture.
 * @param {Here} here
 * @param {KeptRun} run
 * @returns {Way}
 */
export function compared(here, run) {
  const why = reason(here, run);
  if (why) return { why };
  const { lead, own } = both(here, run);
  const rivals = here.path === LABORATORY && here.rivals ? here.rivals : [];
  const place = placeOf(rivals, lead, own);
  const next = place ? rivals : joined(rivals, own);
  if (typeof next === "string") return { why: rivals.length ? next : NO_ROOM };
  const turned = { race: packed(next), against: String(place || next.length + 1) };
  if (here.path === LABORATORY) return { turned };
  const fields = `${here.query}&${new URLSearchParams(turned)}${carried(here.prepared ?? "")}`;
  return { address: `${new URL(LABORATORY, here.site)}?${fields}` };
}

/**
 * What the page shows, and what is a kept run's own beside it: what is seen of a surface is the page's.
 * @param {Here} here
 * @param {KeptRun} run
 */
function both(here, run) {
  const lead = new URLSearchParams(here.query);
  const own = differing(lead, new URLSearchParams(run.query));
  delete own.window;
  return { lead, own };
}
