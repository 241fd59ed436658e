// The way into a room of a class: all that a page loads of rooms while its visitor is in none.

/**
 * What is on the screen: its player, the page's name and path, and the questions at its end.
 * @typedef {{ player: import("../play/player.js").Player, id: string, path: string, items: () => unknown[] }} Shown
 *
 * @typedef {import("../present/presenter.js").Presenter} Presenter
 */

const KEPT = "stage-room";

class Door {
  /** The site's address; empty until a place of a page is there. */
  site = "";
  /** What shows pictures large, or hides them; null on a page without pictures. @type {Presenter | null} */
  presenter = null;
  /** @type {Shown | null} */
  shown = null;
  /** Hears of another page on the screen. @type {((shown: Shown | null) => void) | null} */
  turned = null;
  /** Hears that the colours of the page may be others. @type {(() => void) | null} */
  dressed = null;
  /** Opens what a teacher prepares the page on the screen with. @type {(() => void) | null} */
  prepare = null;
  /** @type {Promise<typeof import("./places.js")> | null} */
  #rest = null;

  /**
   * A place of a page is there: who comes by the link of a room, or was in one before, is let in.
   * @param {string} site
   */
  come(site) {
    this.dressed?.();
    if (this.site || window.parent !== window) return; // a part of another site is in no room
    this.site = site;
    addEventListener("hashchange", () => this.knock());
    this.knock();
  }

  async knock() {
    if (!/[#&]room=/.test(location.hash) && !this.kept) return;
    (await this.load())?.knock();
  }

  /** Whether this tab is in a room, perhaps since before it was loaded anew. */
  get kept() {
    try {
      return ![null, "null"].includes(sessionStorage.getItem(KEPT));
    } catch {
      return false; // a private window may refuse
    }
  }

  /**
   * Opens what starts a room, or joins one; and what comes before a lesson.
   * @param {() => void} prepare opens what a teacher prepares the page with
   */
  async open(prepare) {
    this.prepare = prepare;
    (await this.load())?.open();
  }

  /** All else, once. */
  async load() {
    this.#rest ??= import("./places.js");
    try {
      const rest = await this.#rest;
      rest.settle(this);
      return rest;
    } catch {
      this.#rest = null;
      return null; // the net is away; the button can be pressed again
    }
  }

  /** @param {Shown | null} shown */
  show(shown) {
    if (shown?.player === this.shown?.player) return;
    this.shown = shown;
    this.turned?.(shown);
  }
}

export const door = new Door();
