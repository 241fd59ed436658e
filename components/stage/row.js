// The pictures of a place: which there are may change, and those that stay are left as they are.

import { button, element, svg, write } from "./kit/dom.js";
import { colourOf, palette } from "./kit/palette.js";
import { themeAt } from "./kit/theme.js";
import { slot } from "./mount.js";

/**
 * A picture as Python tells of it: its name, the address of what draws it, and its reel. Where the visitor chooses what
 * is on screen it has a `label`, and may be `wide`: it has a line of its own.
 * @typedef {{ name: string, view: string, reel: string, label?: string, wide?: boolean }} Picture
 *
 * A picture on the page: its place there, and its view once that is drawn.
 * @typedef {{ picture: Picture, host: HTMLElement, view: import("./stage.js").Mounted | null }} Slot
 *
 * Who hears of slots that have `come` and are `gone`, and of what is turned.
 * @typedef {{ come: (slot: Slot) => void, gone: (slot: Slot) => void, turn: import("./play/player.js").Turn }} Hears
 */

export class Row {
  node = element("div", { class: "stage-row" });
  /** By picture and reel, in order. @type {Map<string, Slot>} */
  slots = new Map();
  fixed = false; // which pictures there are, on a prepared page
  against = 0; // the place of the rival whose pictures stand beside those of the run that leads; 0: of nobody

  /**
   * @param {HTMLElement} host
   * @param {import("./play/race.js").Race} race
   * @param {Hears} hears
   */
  constructor(host, race, hears) {
    this.race = race;
    this.hears = hears;
    host.append(this.node);
  }

  /** @param {{ pictures?: Picture[], shares?: number[], against?: string, page?: { held?: Record<string, string> } }} told */
  refresh({ pictures = [], shares = [], against, page }) {
    this.fixed = "show" in (page?.held ?? {});
    this.against = Number(against ?? 0);
    const before = this.slots;
    this.slots = new Map(
      pictures.map((picture, i) => {
        const key = `${picture.name} of ${picture.reel}`;
        const there = before.get(key);
        return [key, there ? Object.assign(there, { picture }) : this.made(picture, shares[i])];
      }),
    );
    for (const [key, one] of before) if (!this.slots.has(key)) this.leave(one);
    [...this.slots.values()].forEach(({ host, picture }, i) => {
      host.toggleAttribute("data-wide", Boolean(picture.wide));
      if (this.node.children[i] !== host) this.node.insertBefore(host, this.node.children[i] ?? null);
    });
    for (const [key, one] of this.slots) if (!before.has(key)) this.hears.come(one);
    this.speak();
  }

  /**
   * @param {Picture} picture
   * @param {number} share
   * @returns {Slot}
   */
  made(picture, share) {
    const host = slot(picture.name, share);
    if (picture.label !== undefined)
      host.append(element("p", { class: "stage-runner", hidden: true }), ...(this.fixed ? [] : [this.cross(picture)]));
    host.classList.toggle("stage-chosen", picture.label !== undefined);
    return { picture, host, view: null };
  }

  /** What takes a picture off the screen. @param {Picture} picture */
  cross({ name, label }) {
    const says = `Take away: ${label}`;
    return button(
      svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: "M6 6l12 12M18 6 6 18" })),
      () => this.hears.turn({ show: this.without(name) }),
      { class: "stage-close", "aria-label": says, title: says },
    );
  }

  /**
   * What is on screen but for one picture, as an address says it.
   * @param {string} name
   */
  without(name) {
    const names = new Set([...this.slots.values()].map(({ picture }) => picture.name));
    names.delete(name);
    return [...names].join("~") || "none";
  }

  /** Whose run each picture shows, where two stand side by side. */
  speak() {
    for (const { host, picture } of this.slots.values()) {
      const line = /** @type {HTMLElement | null} */ (host.querySelector(".stage-runner"));
      if (!line) continue;
      const place = picture.reel === `rival ${this.against}` ? this.against : 1;
      const { named, rivals } = this.race.told;
      line.hidden = !this.against || Boolean(picture.wide);
      write(line, `${place} ${place === 1 ? named : (rivals[place - 2]?.named ?? "")}`);
      line.style.setProperty("--mark", colourOf(palette(place - 1), themeAt(host)));
    }
  }

  /** @param {Slot} gone */
  leave(gone) {
    gone.host.remove();
    this.hears.gone(gone);
  }

  dispose() {
    for (const one of this.slots.values()) this.leave(one);
    this.slots.clear();
  }
}
