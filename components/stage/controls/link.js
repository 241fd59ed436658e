// What a shared link holds, decided here alone: all that brings back what the page shows.

import { NAME } from "../kit/prepared.js";

/**
 * The film's own fields in full, so that a lesson which begins otherwise one day changes nothing; what else the address
 * says; and the moment.
 * @param {string} address of the page
 * @param {string} query of the film
 * @param {number} t the moment, in updates
 * @param {Record<string, string>} turned what the visitor has turned and the address does not say yet, by its name there
 */
export function linkTo(address, query, t, turned = {}) {
  const { origin, pathname, search } = new URL(address);
  const said = new Set([...new URLSearchParams(query).keys(), "t"]);
  const own = Object.entries(turned).filter(([name]) => !said.has(name));
  for (const [name] of own) said.add(name);
  const others = search
    .slice(1)
    .split("&")
    .filter((pair) => pair && !said.has(nameIn(pair)));
  const more = new URLSearchParams(own.filter(([, value]) => value !== "")).toString();
  return `${origin}${pathname}?${[query, ...others, more, `t=${t}`].filter(Boolean).join("&")}`;
}

/** @param {string} pair of a query */
function nameIn(pair) {
  return [...new URLSearchParams(pair).keys()][0];
}

/**
 * What a teacher has prepared of a page, as its address says it; empty where nothing is. Whatever leads from a prepared
 * page to another place for the same run takes it along.
 * @param {string} address
 */
export const preparedIn = (address) => new URL(address).searchParams.get(NAME) ?? "";

/**
 * What an address says of a prepared page, behind what it says already.
 * @param {string} prepared
 */
export const carried = (prepared) => (prepared ? `&${NAME}=${prepared}` : "");

/**
 * The page on which all is combined freely, with a run at a moment and its rivals.
 * @param {string} address of a page of the site
 * @param {string} query of the run
 * @param {string} race as a link carries it
 * @param {number} t the moment, in updates
 */
export function laboratoryWith(address, query, race, t) {
  const page = new URL("laboratory", address);
  return `${page.origin}${page.pathname}?${query}&t=${t}&${new URLSearchParams({ race })}${carried(preparedIn(address))}`;
}
