// The code of a room and its QR code on the whole screen, for the last row.

import { button, element, write } from "../kit/dom.js";

export class Large {
  code = element("p", { class: "room-large-code" });
  where = element("p", { class: "room-large-where" });
  image = element("img", { class: "room-large-qr", alt: "" });

  /** @param {HTMLElement} host */
  constructor(host) {
    const close = button("Close", () => this.node.close(), { class: "hand-button room-large-close" });
    const words = element("div", { class: "room-large-words" }, this.code, this.where, close);
    const told = { class: "stage-dialog room-large", "aria-label": "Join the room" };
    this.node = host.appendChild(element("dialog", told, this.image, words));
  }

  /**
   * @param {string} code
   * @param {string} link
   * @param {string} image of the link
   */
  open(code, link, image) {
    write(this.code, code);
    write(this.where, link.split("#")[0].replace(/^https?:\/\//, ""));
    this.image.src = image;
    this.image.alt = `QR code of the link into room ${code}`;
    this.node.showModal();
  }
}
