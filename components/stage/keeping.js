// What a visitor did, on pages that need no clock for it: joins the places that Streamlit mounts to what is kept in this
// browser.

import { CardsKept } from "./handed/cards.js";
import { HandedPage } from "./handed/page.js";
import { setRoles } from "./kit/theme.js";
import { door } from "./room/door.js";
import { SeriesPage } from "./series/page.js";

/**
 * @typedef {{ dispose?: () => void, refresh?: (told: any) => void }} Mounted
 * @typedef {Pick<import("./stage.js").Component, "key" | "parentElement" | "setTriggerValue"> & { data: [any] }} Component
 */

/** By the component's key. @type {Map<string, { host: HTMLElement, view: Mounted, component: Component }>} */
const places = new Map();

/**
 * @param {Component} component
 * @param {string} base the site's address
 */
export function show(component, base) {
  const { key, parentElement, data } = component;
  const [told] = data;
  let place = places.get(key);
  if (place && !place.host.isConnected) {
    remove(key);
    place = undefined;
  }
  if (!place) {
    const host = /** @type {HTMLElement} */ (parentElement.querySelector(".stage-place"));
    const turn = (/** @type {unknown} */ fields) => places.get(key)?.component.setTriggerValue("turned", fields);
    const made = {
      handed: () => new HandedPage(host, told, base),
      series: () => new SeriesPage(host, told, base),
      cards: () => new CardsKept(host, turn),
    };
    const view = made[/** @type {keyof typeof made} */ (told.place)]();
    places.set(key, (place = { host, view, component }));
  }
  place.component = component;
  setRoles(place.host);
  door.come(String(base));
  place.view.refresh?.(told);
}

/** @param {string} key of a component that is no longer on the page */
export function remove(key) {
  const place = places.get(key);
  places.delete(key);
  place?.view.dispose?.();
  place?.host.replaceChildren();
}
