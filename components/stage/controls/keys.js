// The keys of the player: one table for the hints of its buttons and for the list that opens under "?".

import { button, element } from "../kit/dom.js";

/**
 * A key, what it does, and the buttons that do it too; those for a `room` work only where the page can be presented.
 * @type {{ key: string, does: string, buttons?: string[], room?: boolean }[]}
 */
export const KEYS = [
  { key: "space bar", does: "Play, or pause", buttons: ["Play", "Pause"] },
  { key: "→", does: "One update forward, or one step", buttons: ["Step forward"] },
  { key: "←", does: "One update back, or one step", buttons: ["Step back"] },
  { key: "Shift and →", does: "On to the next phase", buttons: ["Next phase"] },
  { key: "Shift and ←", does: "Back to the phase before", buttons: ["Previous phase"] },
  { key: "Home, in the player", does: "To the start", buttons: ["Start"] },
  { key: "End, in the player", does: "To the end", buttons: ["End"] },
  { key: "Page up, Page down, on the time", does: "Ten updates on, or back" },
  { key: "p", does: "Present, or stop: full screen, larger type", buttons: ["Present"], room: true },
  { key: "h", does: "While presenting: hide what is pointed at or has the focus, or reveal it", room: true },
  { key: "Escape", does: "While presenting: a large picture becomes small; without one, stop", room: true },
  { key: "?", does: "These keys", buttons: ["Keys"] },
];

/**
 * What a button does, and the key that does it as well.
 * @param {string} name
 */
export function hint(name) {
  const found = KEYS.find(({ buttons }) => buttons?.includes(name));
  return found ? `${name} (${found.key})` : name;
}

/** All keys that work, above the page. */
export class KeyList {
  /**
   * @param {HTMLElement} host
   * @param {boolean} room whether the page can be presented
   */
  constructor(host, room) {
    const keys = KEYS.filter((one) => room || !one.room);
    const lines = keys.map(({ key, does }) => element("div", {}, element("dt", {}, key), element("dd", {}, does)));
    this.node = host.appendChild(
      element(
        "dialog",
        { class: "stage-dialog stage-keylist", "aria-label": "Keys of the player" },
        element("h2", {}, "Keys of the player"),
        element("dl", {}, ...lines),
        button("Close", () => this.node.close(), { class: "hand-button" }),
      ),
    );
  }

  /** The browser keeps the focus inside, closes it at Escape, and gives the focus back. */
  open() {
    this.node.showModal();
  }

  /** Whether keys belong to a dialog, this one or another, which lies above the page. */
  static get inFront() {
    return document.querySelector("dialog:modal") !== null;
  }
}
