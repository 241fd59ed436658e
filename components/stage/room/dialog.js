// What opens by "Room": a room is started or joined, or the room is shown that this browser is in.

import { button, element, write } from "../kit/dom.js";
import { found, linkInto, qr, started } from "./asks.js";
import { codeIn } from "./kept.js";
import { Large } from "./large.js";
import { counted } from "./strip.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {{ enter: (place: { code: string, secret?: string }) => void, leave: () => void, prepare: () => void }} Does
 */

/** @param {string} text @param {() => void} press @param {Record<string, any>} [more] */
const does = (text, press, more) => button(text, press, { class: "hand-button", ...more });

export class Dialog {
  said = element("p", { class: "room-said", role: "status" });
  inside = element("div", { class: "room-inside" });
  head = element("h2", {}, "Room");
  large;
  /** @type {Room | null} */
  room = null;
  people = element("p", { class: "room-people" });
  lock = element("input", { type: "checkbox", onchange: () => this.locks() });
  #busy = false;

  /**
   * @param {HTMLElement} host
   * @param {string} site
   * @param {Does} acts
   */
  constructor(host, site, acts) {
    this.site = site;
    this.acts = acts;
    this.large = new Large(host);
    this.node = host.appendChild(
      element(
        "dialog",
        { class: "stage-dialog room-dialog", "aria-label": "Room" },
        element(
          "div",
          { class: "runs-head" },
          this.head,
          does("Close", () => this.node.close()),
        ),
        this.said,
        this.inside,
      ),
    );
  }

  /** @param {Room | null} room */
  open(room) {
    this.say("");
    this.show(room);
    if (!this.node.open) this.node.showModal();
  }

  /** Another room, or another role in it. @param {Room | null} room */
  show(room) {
    this.room = room;
    const now = room && !room.over ? room : null;
    write(this.head, now ? `Room ${now.code}` : "Room");
    this.inside.replaceChildren(...(now ? this.#within(now) : this.#outside()));
    this.look();
  }

  /** What changes while it is open. */
  look() {
    const { room } = this;
    if (!room) return;
    write(this.people, room.state.people ? `${counted(room.state.people)}.` : "");
    this.lock.checked = room.state.locked;
  }

  // ---- in no room

  #outside() {
    const box = element("input", {
      class: "room-box",
      autocomplete: "off",
      autocapitalize: "characters",
      spellcheck: "false",
      enterkeyhint: "go",
      maxlength: 200,
      placeholder: "K7PQ2M",
    });
    const join = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.join(box.value);
    };
    return [
      element("p", {}, "Start a room, and your class sees your page on its own screens: every step, knob and picture."),
      does("Start a room", () => this.start(), { class: "hand-button room-main" }),
      element(
        "form",
        { class: "room-join", onsubmit: join },
        element("label", {}, "Code of a room ", box),
        element("button", { type: "submit", class: "hand-button" }, "Join"),
      ),
      element(
        "div",
        { class: "room-before" },
        element(
          "p",
          {},
          "Before a lesson, or for home: a link to this page with your task, and only the knobs you choose.",
        ),
        does("Prepare a link", () => this.prepare()),
      ),
    ];
  }

  start() {
    return this.#wait("The room is made …", async () => this.acts.enter(await started(this.site)));
  }

  /** @param {string} text */
  join(text) {
    const code = codeIn(text);
    if (!code) return this.say("A code has six letters and digits, such as K7PQ2M.");
    return this.#wait("Looking for the room …", async () => {
      await found(this.site, code);
      this.acts.enter({ code });
      this.node.close();
    });
  }

  /**
   * @param {string} meanwhile
   * @param {() => Promise<void>} act
   */
  async #wait(meanwhile, act) {
    if (this.#busy) return;
    this.#busy = true;
    this.say(meanwhile);
    try {
      await act();
      this.say("");
    } catch (error) {
      this.say(error instanceof Error ? error.message : String(error));
    } finally {
      this.#busy = false;
    }
  }

  // ---- in a room

  /** @param {Room} room */
  #within(room) {
    const link = linkInto(this.site, room.code);
    const image = element("img", {
      class: "room-qr",
      alt: `QR code of the link into room ${room.code}`,
      src: qr(this.site, link),
    });
    const shown = element("div", { class: "room-codes" }, element("p", { class: "room-code" }, room.code), image);
    const line = element("input", { class: "room-link", readonly: true, value: link, "aria-label": "Link to join" });
    const links = element(
      "div",
      { class: "hand-line" },
      line,
      does("Copy link", () => this.copy(line, "Link copied. Whoever opens it is in the room.")),
      does("Show large", () => this.large.open(room.code, link, image.src)),
    );
    if (room.role !== "teacher")
      return [
        shown,
        links,
        element(
          "div",
          { class: "hand-line" },
          does("Leave the room", () => this.leave()),
        ),
      ];
    const screen = linkInto(this.site, room.code, true);
    return [
      shown,
      links,
      this.people,
      element("label", { class: "room-lock" }, this.lock, " Nobody may let go"),
      element(
        "div",
        { class: "hand-line" },
        does("Second screen", () => this.second(screen)),
        does("Prepare a link", () => this.prepare()),
        does("End the room", () => this.end(room)),
      ),
    ];
  }

  /**
   * @param {HTMLInputElement} line
   * @param {string} done
   */
  async copy(line, done) {
    try {
      await navigator.clipboard.writeText(line.value);
      this.say(done);
    } catch {
      line.select();
      this.say("Copy this link.");
    }
  }

  /** @param {string} link */
  second(link) {
    window.open(link, "_blank", "noopener");
    this.say("A second screen has opened in a tab of its own: move it to the projector. It follows, silently.");
  }

  locks() {
    if (this.room) this.room.state.locked = this.lock.checked; // the box stays as it was put until the room has heard
    this.room?.send({ is: "lock", locked: this.lock.checked });
  }

  /** @param {Room} room */
  end(room) {
    room.send({ is: "end" });
    this.node.close();
  }

  prepare() {
    this.node.close();
    this.acts.prepare();
  }

  leave() {
    this.acts.leave();
    this.node.close();
  }

  /** @param {string} text */
  say(text) {
    write(this.said, text);
  }
}
