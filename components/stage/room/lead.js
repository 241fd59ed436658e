// The teacher's side: what this page shows is told to the room when it changes, at most ten times a second, and the last
// of it always.

import { frameAt } from "../play/race.js";
import { told } from "../present/shared.js";
import { below, same } from "./address.js";
import { apart, OFF } from "./along.js";
import { bring, clocked, due, since } from "./clocked.js";

const EACH = 100; // ms between two tellings
const STRAYS = OFF / 2; // ms that the clock may be off what others make of it

/**
 * @typedef {import("./room.js").Page} Page
 * @typedef {import("./door.js").Shown} Shown
 */

export class Lead {
  /** What was told last. @type {Page | null} */
  sent = null;
  last = -Infinity; // when
  /** Another window of the teacher leads, until a hand is on this one. */
  rests = false;
  #begun = false; // what the room holds of this page is taken up again
  #timer = 0;
  #later = 0;
  #ends = new AbortController();
  /** @type {(() => void)[]} */
  #hears;

  /**
   * @param {import("./room.js").Room} room
   * @param {import("./places.js").House} house
   */
  constructor(room, house) {
    this.room = room;
    this.house = house;
    const wake = () => this.wake();
    const heard = { signal: this.#ends.signal, capture: true, passive: true };
    for (const kind of ["pointerdown", "keydown", "wheel"]) addEventListener(kind, wake, heard);
    document.addEventListener("visibilitychange", () => this.look(), heard);
    this.#hears = [
      room.hear("welcome", () => this.welcome()),
      room.hear("page", () => (this.rests = true)),
      room.hear("shown", () => this.watch()),
    ];
    this.watch();
    this.#timer = setInterval(() => this.look(), EACH);
  }

  /** A new line: the room is told all of this page once more. */
  welcome() {
    if (!this.rests) this.sent = null;
    this.look();
  }

  /** A hand is on this window: it leads. */
  wake() {
    if (!this.rests) return;
    this.rests = false;
    this.sent = null;
    this.look();
  }

  /** Hears of every frame that the player on the screen draws. */
  watch() {
    const player = this.house.shown?.player;
    if (player) player.outside = () => this.look();
    this.look();
  }

  /** The player that belongs to the page in the address; none while another is still on the screen. */
  get player() {
    const { shown } = this.house;
    return shown?.path === location.pathname ? shown.player : null;
  }

  /** What this page shows now. @returns {Page} */
  read() {
    const { presenter } = this.house;
    const pictures = presenter?.on ? told(presenter) : { large: "", hidden: [] };
    const at = this.room.time.at(since(this.player));
    return { address: below(location.href, this.room.site), ...clocked(this.player), ...pictures, at };
  }

  look() {
    if (this.rests || !this.room.state.connected || !this.#resumes()) return;
    const now = performance.now();
    const page = this.read();
    if (this.sent && !differs(this.sent, page, this.player)) return;
    clearTimeout(this.#later);
    if (now - this.last < EACH) {
      this.#later = setTimeout(() => this.look(), EACH - (now - this.last));
      return;
    }
    this.last = now;
    this.sent = page;
    this.room.send({ is: "page", page });
  }

  /** After a reload the clock goes on where the room has it, before anything is told of this one. */
  #resumes() {
    if (this.#begun) return true;
    const { page } = this.room.state;
    const { player } = this;
    const again = page && same(page.address, below(location.href, this.room.site)) && (page.playing || page.t > 0);
    const film = player?.film;
    if (again && !(film && (film.done || frameAt(film, page.t) <= film.end))) return false; // it is still to come
    if (again && player) bring(player, page, this.room.now());
    this.#begun = true;
    return true;
  }

  end() {
    clearInterval(this.#timer);
    clearTimeout(this.#later);
    this.#ends.abort();
    const player = this.house.shown?.player;
    if (player) player.outside = null;
    for (const deaf of this.#hears) deaf();
  }
}

/**
 * Whether others must hear of it: something changed that they cannot work out by themselves.
 * @param {Page} before
 * @param {Page} now
 * @param {import("../play/player.js").Player | null} player
 */
export function differs(before, now, player) {
  const plain = (/** @type {Page} */ { address, playing, speed, large, hidden }) =>
    JSON.stringify([address, playing, speed, large, hidden]);
  if (plain(before) !== plain(now)) return true;
  if (!now.playing || !player?.film) return before.t !== now.t;
  const there = due(player, before, now.at) ?? 0;
  return apart(player.clock.tape, there, player.clock.position, player.clock.pace) > STRAYS;
}
