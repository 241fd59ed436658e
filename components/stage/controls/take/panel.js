// What can be taken home of a page, above it: the program and its numbers, a page that plays offline or stands in
// another site, each picture.

import { button, element, write } from "../../kit/dom.js";
import { fileName, saved } from "../../kit/files.js";
import { trimmed } from "../../kit/format.js";
import { themeAt } from "../../kit/theme.js";
import { EmbedPanel } from "../embed/panel.js";
import { linkTo } from "../link.js";
import { addressOf, asked, FILES, sizeOf } from "./files.js";
import { EDGE, pngOf, svgOf } from "./image.js";
import { pageOf } from "./page.js";
import { part, row } from "./rows.js";
import { hung, inLines, posed, nameOf } from "./shown.js";
import { cannot, LONGEST, videoOf } from "./video.js";

/**
 * @typedef {import("./shown.js").Shown} Shown
 *
 * What is told of a page: its name in an address and on the screen, and its pictures as they are now, row by row.
 * @typedef {{ page: { id: string }, title: string, shown: () => Shown[][] }} Told
 */

export class TakePanel {
  said = element("p", { class: "take-said", role: "status" });
  cancel = button("Cancel", () => this.giveUp?.abort(), { class: "hand-button", hidden: true });
  list = element("div", { class: "take-parts" });
  busy = false;
  /** Ends a video before its end. @type {AbortController | null} */
  giveUp = null;

  /**
   * @param {HTMLElement} host
   * @param {import("../../play/reading.js").Reading} player
   * @param {Told} told
   * @param {() => string} linkHere
   */
  constructor(host, player, told, linkHere) {
    this.player = player;
    this.told = told;
    this.embed = new EmbedPanel(host, told, linkHere);
    const close = button("Close", () => this.node.close(), { class: "hand-button" });
    this.node = host.appendChild(
      element(
        "dialog",
        { class: "stage-dialog take", "aria-label": "Take home", onclose: () => this.giveUp?.abort() },
        element("header", { class: "runs-head" }, element("h2", {}, "Take home"), close),
        element("div", { class: "take-line" }, this.said, this.cancel),
        this.list,
      ),
    );
  }

  open() {
    this.player.clock.pauseAt();
    this.say("What you take is a file of your own: nothing of it stays with this site.");
    this.draw();
    if (!this.node.open) this.node.showModal(); // pressed twice while it was loaded
  }

  /** Another film is here. */
  look() {
    if (this.node.open && !this.busy) this.draw();
  }

  dispose() {
    this.giveUp?.abort();
    this.node.remove();
    this.embed.node.remove();
  }

  // ---- what the page shows

  /** Its pictures that show something, row by row. @returns {Shown[][]} */
  get rows() {
    const there = (/** @type {Shown} */ { view, picture, host }) =>
      view && host.checkVisibility() && this.film(picture.reel)?.header.pictures[picture.name];
    return this.told
      .shown()
      .map((row) => row.filter(there))
      .filter((row) => row.length);
  }

  /** @param {string} reel */
  film(reel) {
    return this.player.player.reel(reel).film;
  }

  /** What the page is headed. */
  get title() {
    return document.querySelector("[data-testid=stMain] h1")?.textContent?.trim() || this.told.title;
  }

  /** The moment shown, in updates or steps. */
  get t() {
    const { film, clock } = this.player;
    return film ? Number(film.update(Math.min(clock.position, film.end)).toFixed(film.beats ? 2 : 1)) : 0;
  }

  /** The moment in words: "update 30". */
  get moment() {
    return `${this.player.kind === "run" ? "update" : "step"} ${trimmed(this.t)}`;
  }

  /** Where a file comes from, in a line. */
  get source() {
    return `${this.title} · ${this.moment} · ${location.host}${location.pathname}`;
  }

  // ---- what is seen

  draw() {
    const { film, kind } = this.player;
    const trained = kind === "run" && film?.done && !film.header.refused;
    const pictures = this.rows.flat();
    const parts = [
      ...(trained
        ? [
            part(
              "The run",
              FILES.map((file) => this.file(file)),
            ),
          ]
        : []),
      ...(film?.done && pictures.length ? [part("This page", [this.page(), this.elsewhere()])] : []),
      ...(pictures.length
        ? [
            part(
              `Each picture, at ${this.moment}`,
              pictures.map((one) => this.picture(one)),
            ),
          ]
        : []),
    ];
    this.list.replaceChildren(...parts);
    if (!film) this.say("The page is still loading. Open this list again when its pictures are here.");
    else if (!film.done) this.say("The run is still training. All of it can be taken once it is there.");
  }

  /** @param {import("./files.js").File} file */
  file(file) {
    const href = addressOf(this.player.site, file, this.player.film?.header.query ?? "", this.t);
    const name = fileName(
      [this.told.page.id, file.what.split(".")[0], file.now ? this.moment : ""],
      file.what.split(".")[1],
    );
    const press = () => this.take(name, `${file.label} …`, () => asked(href));
    return row(file.label, file.says, [{ text: "Download", name: `Download: ${file.label}`, press, href, file: name }]);
  }

  page() {
    const says = "All pictures and the player in one file. It opens from a folder, in any browser, without a network.";
    const name = fileName([this.told.page.id], "html");
    const press = () => this.take(name, "The page is put together …", () => this.whole());
    return row("A page that plays offline", says, [
      { text: "Download", name: "Download: A page that plays offline", press },
    ]);
  }

  elsewhere() {
    const says = "The HTML that shows a picture, or the whole page, in the right size, at this run and moment.";
    const press = () => {
      this.node.close();
      this.embed.open();
    };
    return row("A part of another site", says, [{ text: "Embed", name: "Embed", press }]);
  }

  /** @param {Shown} shown */
  picture(shown) {
    const title = nameOf(shown);
    const name = (/** @type {string} */ kind) => fileName([title, kind === "webm" ? "" : this.moment], kind);
    const why = cannot() || (this.player.film?.done ? "" : "The run is still training.");
    const record = () => (why ? this.say(why) : this.video(shown, name("webm")));
    return row(title, "", [
      { text: "PNG", name: `PNG: ${title}`, press: () => this.image(shown, name("png"), pngOf) },
      { text: "SVG", name: `SVG: ${title}`, press: () => this.image(shown, name("svg"), svgOf) },
      { text: "Video", name: `Video: ${title}`, press: record, why },
    ]);
  }

  /** @param {string} text */
  say(text) {
    write(this.said, text);
  }

  // ---- hands

  /**
   * Makes a file, and says what becomes of it.
   * @param {string} name
   * @param {string} meanwhile
   * @param {() => Promise<Blob | null> | Blob} make
   */
  async take(name, meanwhile, make) {
    if (this.busy) return this.say("One after the other: wait until the file before is there.");
    this.busy = true;
    this.say(meanwhile);
    try {
      const blob = await make();
      if (blob) saved(blob, name);
      this.say(blob ? `Taken: ${name}, ${sizeOf(blob.size)}.` : "Given up. Nothing was taken.");
    } catch (error) {
      this.say(error instanceof Error && error.message.endsWith(".") ? error.message : `${name} could not be made.`);
    } finally {
      this.busy = false;
    }
  }

  /** @returns {Promise<Blob>} */
  whole() {
    const { player } = this.player;
    const link = linkTo(location.href, player.query, this.t, player.unsaid());
    const rows = this.rows.flatMap(inLines).map((line) => line.map(hung));
    return pageOf({ rows, player, title: this.title, link, dark: themeAt(this.node).dark });
  }

  /**
   * @param {Shown} shown
   * @param {string} name
   * @param {typeof pngOf | typeof svgOf} make
   */
  image(shown, name, make) {
    return this.take(name, `${name} …`, async () => {
      const back = await posed(shown.host);
      try {
        return await make(this.sitter(shown), this.source);
      } finally {
        back();
      }
    });
  }

  /**
   * @param {Shown} shown
   * @param {string} name
   */
  video(shown, name) {
    const { clock } = this.player;
    if (clock.holder) return this.say("A guess is open on this page. Answer it first, then the film may play.");
    this.giveUp = new AbortController();
    const { signal } = this.giveUp;
    this.cancel.hidden = false;
    const progress = (/** @type {number} */ share) => this.say(`Recording: ${Math.round(100 * share)} % of the film …`);
    return this.take(name, `The film plays once, at most ${LONGEST} s, and is recorded …`, async () => {
      const back = await posed(shown.host);
      try {
        return await videoOf(this.sitter(shown), clock, { source: this.title, edge: EDGE, progress, signal });
      } finally {
        back();
        this.cancel.hidden = true;
        this.giveUp = null;
      }
    });
  }

  /** @param {Shown} shown */
  sitter(shown) {
    const { player } = this.player;
    return {
      host: shown.host,
      title: nameOf(shown),
      view: /** @type {import("../../play/player.js").Follower} */ (shown.view),
      moment: () => player.moment(player.reel(shown.picture.reel)),
    };
  }
}
