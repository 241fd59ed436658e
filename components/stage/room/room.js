// The room of a class that this browser is in: what is known of it, what is said in it, and who hears.

import { keepPlace, keepSecret } from "./kept.js";
import { here, ServerTime } from "./servertime.js";
import { Live } from "./socket.js";

const ECHOES = 5; // after each welcome
const EACH = 60_000; // ms, after which the clocks are compared again
const LAST = ["page", "point", "echo"]; // what is worth nothing later: only the newest of it counts
const WAITING = 20; // messages that wait for the line

/**
 * The teacher's page: its `address` below the site, with its query; the update `t` at `at`, by the server; how the clock
 * goes; the name of the picture that is shown large, and of those that are hidden.
 * @typedef {{ address: string, t: number, playing: boolean, speed: number | null, large: string, hidden: string[], at: number }} Page
 *
 * Where the teacher points: a place in a picture's box, 0 to 1, and what is there.
 * @typedef {{ picture: string, x: number, y: number, cell: string }} Point
 *
 * @typedef {{ id: number, kind: "choice" | "direction" | "number", text: string, choices?: string[], unit?: string,
 *   answer?: number | null }} Question
 * @typedef {{ question: number, answers: number, counts?: number[], values?: number[], of?: string[],
 *   revealed: boolean, answer?: number | null, mine?: number | null }} Tally
 * @typedef {{ id: number, address: string, query: string, fields: string[], updates: number, task: string }} Race
 * @typedef {{ of: string, name: string, query: string, number?: number }} Run
 * @typedef {{ race: number, at: number, seconds: number, order: string[], text: string }} Result
 *
 * All that is known of a room; `free`: this follower has let go.
 * @typedef {object} State
 * @property {Page | null} page
 * @property {boolean} locked
 * @property {Question | null} question
 * @property {Tally | null} tally
 * @property {Race | null} race
 * @property {Run[]} runs
 * @property {Result | null} result
 * @property {{ here: number, free: number, screens: number } | null} people
 * @property {{ name?: string, answer?: { question: number, value: number } | null, run?: string | null }} mine
 * @property {boolean} connected
 * @property {boolean} free
 * @property {number} ends
 *
 * @typedef {import("./kept.js").Place} Place
 * @typedef {import("./door.js").Shown} Shown
 */

/** What a message brings, by what it is; what has an `id` is not replaced by what is older. */
const BRINGS = ["page", "question", "race", "result", "tally", "runs", "people"];

export class Room {
  /** @type {"teacher" | "follower" | "screen"} */
  role;
  you = "";
  /** Why it has ended, in a sentence; empty while it has not. */
  over = "";
  /** Whether the server knows no such room (any more). */
  missing = false;
  /** Whether it ever was in it. */
  welcomed = false;
  /** @type {State} */
  state = {
    page: null,
    locked: false,
    question: null,
    tally: null,
    race: null,
    runs: [],
    result: null,
    people: null,
    mine: {},
    connected: false,
    free: false,
    ends: 0,
  };
  time = new ServerTime();
  /** @type {Map<string, Set<(message: any) => void>>} */
  #hears = new Map();
  /** @type {Map<string, number>} */
  #ids = new Map();
  /** @type {object[]} */
  #waiting = [];
  #timer = 0;

  /**
   * @param {Place} place
   * @param {string} site the address below which rooms are
   * @param {{ shown: Shown | null, go: (address: string) => void }} house what shows pages
   */
  constructor(place, site, house) {
    this.place = place;
    this.site = site;
    this.house = house;
    this.role = place.secret ? "teacher" : place.screen ? "screen" : "follower";
    this.state.free = this.role === "follower" && Boolean(place.free);
    keepPlace(place);
    const url = new URL(`rooms/${place.code}/live`, site);
    url.protocol = url.protocol.replace("http", "ws");
    this.live = new Live(String(url), {
      hello: () => this.#hello(),
      message: (message) => this.take(message),
      up: (up) => this.#up(up),
      over: () => this.#end("The room has ended."),
    });
    this.#timer = setInterval(() => this.#echo(), EACH);
    document.addEventListener("visibilitychange", this.#seen);
  }

  get code() {
    return this.place.code;
  }

  /** What the server is told first of who this is, and nothing else. */
  #hello() {
    const { me, secret, screen, name } = this.place;
    return { is: "hello", me, secret, screen, name, free: this.state.free };
  }

  /** Whether this follower has let go. */
  get free() {
    return this.state.free;
  }

  /** Whether nobody may let go now: in a race everybody turns knobs. */
  get bound() {
    return this.state.locked && !this.state.race;
  }

  /** Milliseconds of the server. */
  now() {
    return this.time.now();
  }

  // ---- the page on the screen

  /** What is on the screen of this browser: its player, the page's name, and its questions; null while there is none. */
  shown() {
    const { shown } = this.house;
    return shown && { reading: shown.player.reading(), id: shown.id, items: shown.items() };
  }

  /** Opens a page of the site, as a follower is taken there. @param {string} address below the site, with its query */
  go(address) {
    this.house.go(address);
  }

  /** Lets go of the teacher, or comes back. False where the teacher does not let go. @param {boolean} free */
  letGo(free) {
    if (this.role !== "follower" || (free && this.bound)) return false;
    if (free === this.free) return true;
    this.#free(free);
    this.send({ is: "free", free });
    return true;
  }

  /** @param {boolean} free */
  #free(free) {
    if (free === this.free) return;
    this.state.free = free;
    this.keep({ free });
    this.tell({ is: "free", free });
  }

  /** Keeps something of this place for the next page. @param {Partial<Place>} fields */
  keep(fields) {
    this.place = { ...this.place, ...fields };
    if (!this.over) keepPlace(this.place);
  }

  // ---- what is said

  /** Says something; what can wait waits while the line is down. @param {{ is: string, [field: string]: unknown }} message */
  send(message) {
    if (this.state.connected && this.live.send(message)) return;
    if (!this.over && !LAST.includes(message.is)) this.#waiting = [...this.#waiting, message].slice(-WAITING);
  }

  /**
   * Hears what is said, once `state` knows it: by what it is, or each "change". Gives back the way to hear no more.
   * @param {string} is
   * @param {(message: any) => void} f
   */
  hear(is, f) {
    const all = this.#hears.get(is) ?? new Set();
    this.#hears.set(is, all.add(f));
    return () => void all.delete(f);
  }

  /** @param {{ is: string, [field: string]: unknown }} message */
  tell(message) {
    for (const is of [message.is, "change"]) for (const f of [...(this.#hears.get(is) ?? [])]) f(message);
  }

  /** A message of the server. @param {any} message */
  take(message) {
    const { is } = message ?? {};
    if (is === "echo") return this.time.take(message.at, message.now);
    if (is === "ended") return this.#end(message.why, Boolean(message.missing));
    if (is === "welcome") this.#welcome(message);
    else if (!this.#bring(is, message)) return;
    this.tell(message);
    if (this.bound || (is === "race" && !message.race && this.state.locked)) this.#free(false);
  }

  /** @param {any} message */
  #welcome(message) {
    this.welcomed = true;
    this.role = message.role;
    this.you = message.you;
    this.state.ends = message.ends;
    this.time.begin(message.now);
    for (const name of BRINGS)
      if (name in message) this.#bring(name, { is: name, id: message.ids?.[name], [name]: message[name] });
    this.state.locked = Boolean(message.locked);
    if (message.mine) this.state.mine = message.mine;
    for (let echo = 0; echo < ECHOES; echo += 1) this.#echo();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const one of waiting) this.send(/** @type {any} */ (one));
  }

  /**
   * What a message brings to the state. False where it is older than what is held.
   * @param {string} is
   * @param {any} message
   */
  #bring(is, message) {
    const value = message[is];
    const id = value?.id ?? message.id;
    if (id !== undefined) {
      if (id < (this.#ids.get(is) ?? 0)) return false;
      this.#ids.set(is, id);
    }
    const state = /** @type {any} */ (this.state);
    if (is === "lock") state.locked = Boolean(message.locked);
    else if (is === "mine") state.mine = { name: message.name, answer: message.answer, run: message.run };
    else if (is === "runs") state.runs = value ?? [];
    else if (BRINGS.includes(is)) state[is] = value && id !== undefined ? { id, ...value } : (value ?? null);
    if (is === "question" && !value) state.tally = null;
    return true;
  }

  #echo() {
    if (this.state.connected) this.live.ask({ is: "echo", at: here() });
  }

  /** A page that comes back to the front asks whether its line is still there. */
  #seen = () => {
    if (document.visibilityState === "visible") this.#echo();
  };

  /** @param {boolean} up */
  #up(up) {
    if (up === this.state.connected) return;
    this.state.connected = up;
    if (!up) this.tell({ is: "lost" }); // a welcome tells of the other
  }

  // ---- its end

  /**
   * @param {string} why in a sentence
   * @param {boolean} [missing] whether there is no such room
   */
  #end(why, missing = false) {
    if (this.over) return;
    this.over = why || "The room has ended.";
    this.missing = missing;
    keepPlace(null);
    if (this.role === "teacher") keepSecret(this.code, null);
    this.leave();
    this.tell({ is: "ended", why: this.over });
  }

  /** Nothing is heard of it any more. */
  leave() {
    keepPlace(null);
    clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this.#seen);
    this.live.end();
    this.state.connected = false;
  }
}

/** The room that this browser is in, and who hears of another. */
class Held {
  /** @type {Room | null} */
  current = null;
  /** @type {Set<(room: Room | null) => void>} */
  #hears = new Set();

  /** @param {(room: Room | null) => void} f */
  on(f) {
    this.#hears.add(f);
    return () => void this.#hears.delete(f);
  }

  /** @param {Room | null} room */
  put(room) {
    if (room === this.current) return;
    this.current?.leave();
    this.current = room;
    for (const f of [...this.#hears]) f(room);
  }
}

export const room = new Held();
