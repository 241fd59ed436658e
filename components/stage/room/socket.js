// The line to a room: a WebSocket that comes back by itself, until the room has ended.

const FIRST = 200; // ms, doubled at every try
const LONGEST = 2_000;
const SLOW_DOWN = 4429; // the server has heard too much of this browser
const OVER = [4000, 4404]; // the room has ended, or there is none
const SILENT = 4_000; // ms without the answer to an echo: the line is down, though nobody has said so

/**
 * How long to wait before another try, in ms: no class of thirty comes back at once.
 * @param {number} tries so far
 * @param {number} chance 0 to 1
 */
export const pause = (tries, chance) => Math.min(LONGEST, FIRST * 2 ** Math.min(tries, 8)) * (0.75 + chance / 2);

/**
 * Who hears of a line: what is said first on it, each message, and whether it is up.
 * @typedef {{ hello: () => object, message: (message: any) => void, up: (up: boolean) => void, over: () => void }} Hears
 */

export class Live {
  /** @type {WebSocket | null} */
  socket = null;
  tries = 0;
  over = false;
  #timer = 0;
  #silence = 0;
  #ends = new AbortController();

  /**
   * @param {string} url
   * @param {Hears} hears
   */
  constructor(url, hears) {
    this.url = url;
    this.hears = hears;
    const { signal } = this.#ends;
    addEventListener("offline", () => this.#lost(), { signal });
    addEventListener("online", () => this.again(), { signal });
    addEventListener("pagehide", () => this.#lost(), { signal }); // a page that a browser keeps for going back
    addEventListener("pageshow", ({ persisted }) => persisted && this.again(), { signal });
    this.connect();
  }

  connect() {
    clearTimeout(this.#timer);
    if (this.over || this.socket) return;
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.addEventListener("open", () => socket === this.socket && this.send(this.hears.hello()));
    socket.addEventListener("message", ({ data }) => socket === this.socket && this.#hear(data));
    socket.addEventListener("close", ({ code }) => socket === this.socket && this.#closed(code));
  }

  /** @param {unknown} data */
  #hear(data) {
    clearTimeout(this.#silence);
    this.#silence = 0;
    let message;
    try {
      message = JSON.parse(String(data));
    } catch {
      return; // no program of ours said that
    }
    if (message?.is === "welcome") {
      this.tries = 0;
      this.hears.up(true);
    }
    this.hears.message(message);
  }

  /** @param {number} code why the line is down */
  #closed(code) {
    clearTimeout(this.#silence);
    this.#silence = 0;
    this.socket = null;
    if (this.over) return;
    if (OVER.includes(code)) {
      this.end();
      return this.hears.over();
    }
    this.hears.up(false);
    if (navigator.onLine === false) return; // the browser says when it is back
    const wait = code === SLOW_DOWN ? LONGEST : pause(this.tries, Math.random());
    this.tries += 1;
    this.#timer = setTimeout(() => this.connect(), wait);
  }

  /** The line is down, whatever the socket thinks. */
  #lost() {
    const { socket } = this;
    this.socket = null;
    socket?.close();
    if (socket) this.#closed(1006);
  }

  /** Tries at once. */
  again() {
    this.tries = 0;
    this.connect();
  }

  /** Whether something can be said now. */
  get open() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** @param {object} message */
  send(message) {
    if (!this.open) return false;
    this.socket?.send(JSON.stringify(message));
    return true;
  }

  /** Says something that is answered at once: where nothing comes back, the line is made anew. @param {object} message */
  ask(message) {
    if (!this.send(message) || this.#silence) return;
    this.#silence = setTimeout(() => {
      this.#silence = 0;
      this.#lost();
    }, SILENT);
  }

  /** For good. */
  end() {
    this.over = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    this.#ends.abort();
    const { socket } = this;
    this.socket = null;
    socket?.close();
  }
}
