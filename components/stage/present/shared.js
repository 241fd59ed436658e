// What of presenting is shown to others in a room: which picture is large, and what is hidden until it is revealed. Both
// have names that mean the same on another screen.

import { NUMBERS } from "./numbers.js";

/**
 * @typedef {import("./presenter.js").Presenter} Presenter
 * @typedef {{ large: string, hidden: string[] }} Told
 */

const NUMBER = "number ";
const MOST = 40; // names of what is hidden

/** By name, the places of all pictures: of two of the same name the second is "name~2". @param {Presenter} presenter */
export function slots({ frames }) {
  /** @type {Map<string, Element>} */
  const named = new Map();
  /** @type {Map<string, number>} */
  const count = new Map();
  const all = [...frames.keys()].sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1)); // 4: b follows
  for (const slot of all) {
    const name = slot.getAttribute("data-picture") ?? "";
    const times = (count.get(name) ?? 0) + 1;
    count.set(name, times);
    named.set(times > 1 ? `${name}~${times}` : name, slot);
  }
  return named;
}

/** The numbers that belong to a picture, or to none. @param {Element | null} slot */
function numbers(slot) {
  const all = /** @type {NodeListOf<HTMLElement>} */ ((slot ?? document).querySelectorAll(NUMBERS));
  return [...all].filter((node) => node.closest(".stage-slot") === slot);
}

/** What others are to be told. @param {Presenter} presenter @returns {Told} */
export function told(presenter) {
  const named = slots(presenter);
  const nameOf = (/** @type {Element | null} */ slot) => [...named].find(([, one]) => one === slot)?.[0] ?? "";
  const covered = [...named].filter(([, slot]) => presenter.frames.get(slot)?.covered).map(([name]) => name);
  const secret = [...presenter.numbers.all.keys()].map((node) => {
    const slot = node.closest(".stage-slot");
    return `${NUMBER}${numbers(slot).indexOf(node)} ${nameOf(slot)}`.trim();
  });
  const large = presenter.large ? nameOf(presenter.large.slot) : "";
  return { large, hidden: [...covered, ...secret].slice(0, MOST) };
}

/** Shows on this screen what is told of another. */
export class Shared {
  large = "";
  started = false; // presenting began here because a picture was to be large

  /** @param {Presenter} presenter */
  constructor(presenter) {
    this.presenter = presenter;
  }

  /** @param {Told} told */
  take({ large, hidden }) {
    const named = slots(this.presenter);
    document.documentElement.toggleAttribute("data-told", hidden.length > 0);
    for (const [name, slot] of named) this.presenter.frames.get(slot)?.cover(hidden.includes(name));
    this.#numbers(hidden, named);
    if (large !== this.large) this.#enlarge(large, named);
  }

  /**
   * @param {string[]} hidden
   * @param {Map<string, Element>} named
   */
  #numbers(hidden, named) {
    const { all } = this.presenter.numbers;
    const wanted = hidden.flatMap((name) => {
      const [, place, slot] = /^number (\d+) ?(.*)$/.exec(name) ?? [];
      const node = place && (slot === "" || named.has(slot)) && numbers(named.get(slot) ?? null)[Number(place)];
      return node ? [node] : [];
    });
    for (const node of wanted) if (!all.has(node)) this.presenter.numbers.hide(node);
    for (const node of [...all.keys()]) if (!wanted.includes(node)) this.presenter.numbers.reveal(node);
  }

  /**
   * @param {string} large
   * @param {Map<string, Element>} named
   */
  #enlarge(large, named) {
    const { presenter } = this;
    if (!large) {
      presenter.shrink();
      if (this.started) presenter.end();
      this.started = false;
      this.large = "";
      return;
    }
    const frame = presenter.frames.get(/** @type {Element} */ (named.get(large)));
    if (!frame) return; // it is still to come
    this.large = large;
    this.started ||= !presenter.on;
    if (!presenter.on) presenter.start(false);
    if (presenter.large !== frame) presenter.enlarge(frame);
  }

  /** All is shown again. */
  end() {
    this.take({ large: "", hidden: [] });
  }
}
