// The line at the top of the page for who is in a room: what room, whether one follows, and what can be done about it.

import { button, element, write } from "../kit/dom.js";

const SAYS_MS = 4_000; // how long something is said that passes

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {{ open: () => void, again: () => void, leave: () => void }} Does what its buttons do beside the room itself
 */

/** How many are here, in words. @param {Room["state"]["people"]} people */
export function counted(people) {
  if (!people) return "";
  const { here, free } = people;
  return `${here} here${free ? `, ${free} let go` : ""}`;
}

/**
 * What is said of a room, and which buttons stand behind it.
 * @param {Pick<Room, "role" | "over" | "free" | "bound"> & { state: Pick<Room["state"], "connected" | "page" | "race"> }} room
 * @returns {{ says: string, does: ("Come back" | "Let go" | "Start again" | "Close" | "Details")[] }}
 */
export function saying({ role, over, free, bound, state: { connected, page, race } }) {
  if (over) return { says: over, does: role === "teacher" ? ["Start again", "Close"] : ["Close"] };
  if (!connected) return { says: "The line is down. Trying again …", does: ["Details"] };
  if (role === "teacher") return { says: "You lead.", does: ["Details"] };
  if (free && race) return { says: "Race: this page is yours.", does: ["Details"] };
  if (free) return { says: "You have let go.", does: ["Come back", "Details"] };
  if (!page) return { says: "The teacher is on the way.", does: ["Details"] };
  return { says: "You follow the teacher.", does: bound ? ["Details"] : ["Let go", "Details"] };
}

export class Strip {
  code = element("strong", { class: "room-strip-code" });
  says = element("span", { class: "room-strip-says", role: "status" });
  people = element("span", { class: "room-strip-people" });
  does = element("span", { class: "room-strip-does" });
  node = element(
    "section",
    { class: "room-strip", "aria-label": "Room" },
    this.code,
    this.says,
    this.people,
    this.does,
  );
  /** @type {Record<string, HTMLButtonElement>} */
  buttons = {};
  passing = ""; // what is said just now
  #timer = 0;
  #deaf;

  /**
   * @param {Room} room
   * @param {Does} does
   */
  constructor(room, does) {
    this.room = room;
    const press = {
      "Come back": () => room.letGo(false),
      "Let go": () => room.letGo(true),
      "Start again": does.again,
      Close: does.leave,
      Details: does.open,
    };
    for (const [name, act] of Object.entries(press))
      this.buttons[name] = button(name, act, { class: "room-strip-button" });
    this.#deaf = ["change", "lost"].map((is) => room.hear(is, () => this.show()));
    this.show();
  }

  show() {
    const { room } = this;
    const { says, does } = saying(room);
    write(this.code, room.code);
    this.code.hidden = room.over !== "";
    write(this.says, this.passing || says);
    write(this.people, room.role === "teacher" && !room.over ? counted(room.state.people) : "");
    const wanted = does.map((name) => this.buttons[name]);
    const before = [...this.does.children];
    if (wanted.length === before.length && wanted.every((one, i) => one === before[i])) return;
    const focused = this.does.contains(document.activeElement);
    this.does.replaceChildren(...wanted);
    if (focused) wanted[0].focus(); // the button that was pressed may be gone
  }

  /** Says something for a while. @param {string} text */
  say(text) {
    clearTimeout(this.#timer);
    this.passing = text;
    this.#timer = setTimeout(() => this.say(""), text ? SAYS_MS : 0);
    if (!text) clearTimeout(this.#timer);
    this.show();
  }

  end() {
    clearTimeout(this.#timer);
    for (const deaf of this.#deaf) deaf();
    this.node.remove();
  }
}
