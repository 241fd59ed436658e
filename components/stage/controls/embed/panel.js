// The list of what can be embedded, above the page: a picture or all of it, how wide, and the HTML to copy. The picture
// is tried in a frame, which says how high it must be.

import { button, element, nextFrame, write } from "../../kit/dom.js";
import { embedded, heightFor, htmlFor, whole, WIDTHS } from "./html.js";

const SMALL = 200; // px of height: what a picture needs is seen in a frame that is lower
const PATIENCE = 200; // times 100 ms, after which a preview has not come
const ROOM = 260; // px of height that the preview has

export class EmbedPanel {
  what = element("select", { onchange: () => this.choose() });
  wide = element(
    "select",
    { onchange: () => this.draw() },
    ...WIDTHS.map((width) => element("option", { value: width, selected: width === 800 }, `${width} px`)),
  );
  html = element("textarea", { class: "embed-html", readonly: true, rows: 7, "aria-label": "HTML to copy" });
  alone = element("a", { class: "hand-button", target: "_blank", rel: "noopener" }, "See it alone");
  said = element("span", { class: "embed-said", role: "status" });
  frame = element("iframe", { class: "embed-frame", title: "Preview", tabindex: "-1" });
  preview = element("div", { class: "embed-preview" }, this.frame);
  /** The right height at each width. @type {Map<number, number>} */
  heights = new Map();
  link = ""; // to the whole page, this run, this moment

  /**
   * @param {HTMLElement} host
   * @param {{ title: string }} told what the page is called
   * @param {() => string} linkHere
   */
  constructor(host, { title }, linkHere) {
    this.page = title;
    this.linkHere = linkHere;
    const close = button("Close", () => this.node.close(), { class: "hand-button" });
    this.node = host.appendChild(
      element(
        "dialog",
        { class: "stage-dialog embed", "aria-label": "Embed", onclose: () => this.frame.removeAttribute("src") },
        element("header", { class: "runs-head" }, element("h2", {}, "Embed"), close),
        element("p", {}, "Copy this into a page of your own. It shows this run, at this moment."),
        element(
          "div",
          { class: "embed-line" },
          element("label", {}, "What ", this.what),
          element("label", {}, "How wide ", this.wide),
        ),
        this.html,
        element(
          "div",
          { class: "embed-line" },
          button("Copy the HTML", () => this.copy(), { class: "hand-button embed-copy" }),
          this.alone,
          this.said,
        ),
        this.preview,
      ),
    );
  }

  open() {
    this.link = whole(this.linkHere());
    const figures = [...document.querySelectorAll(".stage-picture[data-picture]")];
    const titles = new Map(
      figures.map((figure) => [
        figure.getAttribute("data-picture"),
        figure.querySelector(".stage-title")?.textContent ?? "",
      ]),
    );
    const before = this.what.value;
    this.what.replaceChildren(
      ...[...titles].map(([name, title]) => element("option", { value: name, selected: name === before }, title)),
      element("option", { value: "" }, "The whole page"),
    );
    this.node.showModal();
    this.choose();
  }

  /** Another picture: it is tried. */
  choose() {
    this.heights = new Map(this.what.value ? WIDTHS.map((width) => [width, heightFor(width)]) : []);
    this.draw();
    this.preview.hidden = !this.what.value;
    if (this.what.value) this.try();
  }

  get src() {
    return embedded(this.link, this.what.value);
  }

  draw() {
    const { what, src, link, page, heights } = this;
    const width = Number(this.wide.value);
    const picture = what.value && what.selectedOptions[0].textContent;
    const title = picture ? `${picture}: ${page}` : page;
    this.html.value = htmlFor({ src, link, title, page, width, heights });
    this.alone.href = src;
    write(this.said, "");
    this.show(width, heights.get(width) ?? 0);
  }

  /**
   * The preview as large as it will be, made small enough for its place.
   * @param {number} width
   * @param {number} height
   */
  show(width, height) {
    const { style } = this.frame;
    const scale = Math.min(1, this.preview.clientWidth / width, ROOM / height);
    Object.assign(style, { width: `${width}px`, height: `${height}px`, transform: `scale(${scale})` });
    this.preview.style.height = `${height * scale}px`;
  }

  /** Lets the picture stand alone, and measures what it needs at each width. */
  async try() {
    const { frame, src } = this;
    frame.src = src;
    const there = () => frame.contentDocument?.querySelector(".stage-picture:not([aria-busy])");
    for (let i = 0; !there() && i < PATIENCE; i += 1) {
      await new Promise((go) => setTimeout(go, 100));
      if (!this.node.open || this.src !== src) return;
    }
    const slot = there()?.closest(".stage-slot");
    if (!slot) return;
    const tall = Number(getComputedStyle(slot).getPropertyValue("--tall")) || 1;
    const page = slot.closest("[data-testid=stMain]");
    const heights = new Map();
    for (const width of WIDTHS) {
      Object.assign(frame.style, { width: `${width}px`, height: `${SMALL}px` });
      await nextFrame();
      await nextFrame();
      heights.set(width, heightFor(width, page?.scrollHeight, tall));
    }
    if (this.src !== src) return;
    this.heights = heights;
    this.draw();
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.html.value);
      write(this.said, "Copied.");
    } catch {
      this.html.select(); // no clipboard here
      write(this.said, "Copy what is marked.");
    }
  }
}
