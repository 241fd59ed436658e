// A prepared link: made of what a page shows, and of what a teacher wants of it.

import { NAME, read, tidy, written } from "../../kit/prepared.js";
import { packed } from "../../kit/rivals.js";
import { written as queried } from "../../play/race.js";

export const LONGEST_CODE = 500; // characters of a link that is still read off a screen as a code
const LONGEST = 12_000; // characters of what is prepared, as LONGEST of components/spec/prepared.py

/**
 * What a teacher wants: by name what is hidden or fixed, a task, and the places of the questions that are asked; null for
 * all of them.
 * @typedef {{ held: Map<string, "hidden" | "fixed">, task: string, questions: number[] | null }} Wanted
 *
 * What a page shows: the link to it as it is, the address of its film and of the one it begins with, and its rivals; null
 * where nobody can run beside it.
 * @typedef {{ link: string, query: string, begins: string, rivals: import("../../kit/rivals.js").Own[] | null }} Here
 */

/** A question in one line; what is live in it is another number each time. @param {any} text */
export const textOf = (text) =>
  [text]
    .flat()
    .map((part) => (typeof part === "string" ? part.replace(/[`*]/g, "") : "…"))
    .join("");

/** What stands on a page that is prepared already. @param {string} address @returns {Wanted} */
export function wantedOf(address) {
  const found = read(new URL(address).searchParams.get(NAME) ?? "");
  const { hidden = [], fixed = [], task = "", questions = null } = found ?? {};
  const both = /** @type {const} */ ([
    ["hidden", hidden],
    ["fixed", fixed],
  ]);
  return { held: new Map(both.flatMap(([how, names]) => names.map((name) => [name, how]))), task, questions };
}

/**
 * The link; a sentence where it would be too long.
 * @param {Here} here
 * @param {Wanted} wanted
 * @param {boolean} [short] only what is other than the lesson begins with: for who opens it now, not in a year
 * @returns {{ link: string } | { problem: string }}
 */
export function linkOf(here, wanted, short = false) {
  const url = new URL(here.link);
  const asked = url.searchParams;
  const begins = new URLSearchParams(here.begins);
  const start = new URLSearchParams(
    [...new URLSearchParams(here.query)].filter(([name, value]) => !short || begins.get(name) !== value),
  );
  if (here.rivals && (here.rivals.length || asked.has("race"))) start.set("race", packed(here.rivals));
  if (wanted.held.has("show") && asked.has("show")) start.set("show", asked.get("show") ?? "");
  const names = (/** @type {string} */ how) => [...wanted.held].filter(([, one]) => one === how).map(([name]) => name);
  const prepared = written({
    hidden: names("hidden"),
    fixed: names("fixed"),
    start: queried(start),
    task: tidy(wanted.task),
    questions: wanted.questions,
  });
  if (prepared.length > LONGEST)
    return { problem: "This page holds more than a link can carry. Take a smaller table, or a shorter start." };
  const within = new Set([...new URLSearchParams(here.query).keys(), ...start.keys(), NAME, "t"]);
  const others = [...asked].filter(([name, value]) => !within.has(name) && value);
  const t = asked.get("t");
  const fields = [...others, ...(t === null || Number(t) === 0 ? [] : [["t", t]])];
  const more = new URLSearchParams(fields).toString();
  return { link: `${url.origin}${url.pathname}?${[`${NAME}=${prepared}`, more].filter(Boolean).join("&")}` };
}
