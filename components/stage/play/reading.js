// A player as who reads one of its reels has it.

import { written } from "./race.js";

/** A player as it is for who reads one of its reels: that reel's film and moments, and the clock and the page of all. */
export class Reading {
  /**
   * @param {import("./player.js").Player} player
   * @param {import("./reel.js").Reel} reel
   */
  constructor(player, reel) {
    this.player = player;
    this.reel = reel;
  }

  /** The address of the site. */
  get site() {
    return this.player.base;
  }

  /** The kind of what the page is about. */
  get kind() {
    return this.player.page.reels[0].subject;
  }

  get film() {
    return this.reel.film;
  }

  get query() {
    return this.reel.query;
  }

  get clock() {
    return this.player.clock;
  }

  get still() {
    return this.player.still;
  }

  get run() {
    return this.player.runs.get(this.reel.name);
  }

  get held() {
    return this.player.held;
  }

  set held(held) {
    this.player.held = held;
  }

  get course() {
    return this.player.course;
  }

  set course(course) {
    this.player.course = course;
  }

  /** Whether the clock rests because nobody sees the film. */
  get unseen() {
    return this.player.sight.rests;
  }

  /** Whether what was wanted is still to come, to be shown from its start. */
  get rewinding() {
    return this.player.opening !== undefined;
  }

  /** The update at which what was wanted is to be shown, until that is here. */
  get opening() {
    return this.player.opening;
  }

  /**
   * What is wanted next is shown from an update on.
   * @param {number} update
   * @param {boolean} [plays] from there
   */
  rewind(update, plays) {
    if (this.reel === this.player.lead) this.player.rewind(update, plays);
    else this.clock.seek(update);
  }

  /** @param {string} query */
  want(query) {
    this.reel.want(query);
  }

  /**
   * Show the same run, but for these fields: a picture follows the hand at once, and Python hears of it later. A page
   * without a site has only the films that it began with.
   * @param {Record<string, string | number>} fields
   */
  vary(fields) {
    if (!this.site) return;
    const varied = this.course ? this.course.divert(fields, false) : fields;
    if (!varied || this.player.refuses(varied)) return;
    const query = new URLSearchParams(this.query);
    for (const [name, value] of Object.entries(varied)) query.set(name, String(value));
    this.want(written(query));
    if (this.reel === this.player.lead) this.player.race.follow(this.query);
  }

  /**
   * Whether a name is held on a prepared page.
   * @param {string} name
   */
  holds(name) {
    return name in (this.player.page.held ?? {});
  }

  /**
   * Whether a name is not even seen on a prepared page.
   * @param {string} name
   */
  hides(name) {
    return this.player.page.hidden?.includes(name) ?? false;
  }

  /**
   * Whether one of these is held on a prepared page; who tries to turn it is told.
   * @param {string[]} names
   */
  keeps(...names) {
    return this.player.keeps(...names);
  }

  /** The key of a table that the page needs, and that neither the server nor this browser has; empty if it lacks none. */
  get lacks() {
    return this.player.lacks;
  }

  /** What was lacking is there now. */
  again() {
    this.player.again();
  }

  /** Who runs beside the film that leads. */
  get race() {
    return this.player.race;
  }

  moment() {
    return this.player.moment(this.reel);
  }

  moments() {
    return this.player.moments();
  }

  unsaid() {
    return this.player.unsaid();
  }

  /** @param {import("./player.js").Follower} view */
  add(view) {
    this.player.add(view, this.reel.name);
  }

  /** @param {import("./player.js").Follower} view */
  remove(view) {
    this.player.remove(view);
  }

  schedule() {
    this.player.schedule();
  }
}
