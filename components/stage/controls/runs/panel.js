// The list of kept runs, above the page: adds what the page shows, and leads back to each, into a race, or beside it.

import { button, element, write } from "../../kit/dom.js";
import { written } from "../../play/race.js";
import { preparedIn } from "../link.js";
import { added, idOf, inOrder, KEY, KINDS, shelf } from "./kept.js";
import { nameFor } from "./naming.js";
import { Row } from "./row.js";
import { compared, opened, raced } from "./ways.js";

/**
 * What Python says of a page: its name in an address and on the screen, and the address of the film that it begins with.
 * @typedef {{ page: { id: string }, title: string, begins: string }} Told
 *
 * @typedef {import("./kept.js").KeptRun} KeptRun
 */

const NOT_KEPT =
  "This browser does not keep it: its storage is full, or closed to this site. The list lasts until you leave the site.";

/** @param {string} query */
const same = (query) => written(new URLSearchParams(query));

export class RunsPanel {
  add = button("Add this run", () => this.addThis(), { class: "hand-button runs-add", "aria-describedby": "runs-why" });
  why = element("span", { class: "runs-why", id: "runs-why" });
  said = element("span", { role: "status" });
  undo = button("Undo", () => this.putBack(), { class: "hand-button", hidden: true });
  list = element("ul", { class: "runs-list", "aria-label": "Kept runs" });
  /** By what tells runs apart. @type {Map<string, Row>} */
  rows = new Map();
  /** What was deleted last. @type {{ run: KeptRun, place: number } | null} */
  taken = null;
  onStorage = (/** @type {StorageEvent} */ { key }) => (key === KEY || key === null) && this.draw();

  /**
   * @param {HTMLElement} host
   * @param {import("../../play/reading.js").Reading} player
   * @param {Told} told
   */
  constructor(host, player, told) {
    this.player = player;
    this.told = told;
    const close = button("Close", () => this.node.close(), { class: "hand-button" });
    this.node = host.appendChild(
      element(
        "dialog",
        { class: "stage-dialog runs", "aria-label": "Runs" },
        element("header", { class: "runs-head" }, element("h2", {}, "Runs"), close),
        element("div", { class: "runs-line" }, this.add, this.why),
        element("div", { class: "runs-line runs-said" }, this.said, this.undo),
        this.list,
      ),
    );
    addEventListener("storage", this.onStorage); // another tab has kept or changed one
  }

  open() {
    this.say("");
    this.draw();
    this.node.showModal();
  }

  /** Another film is here. */
  look() {
    if (this.node.open) this.draw();
  }

  dispose() {
    removeEventListener("storage", this.onStorage);
    this.node.remove();
  }

  // ---- what the page shows

  /** @returns {import("./ways.js").Here} */
  get here() {
    const { player, told } = this;
    const { race } = player;
    return {
      site: player.site,
      path: told.page.id === "home" ? "" : told.page.id,
      kind: player.kind,
      query: same(player.film?.header.query ?? player.query),
      rivals: race.runs ? race.own : null,
      prepared: preparedIn(location.href),
    };
  }

  /** Why what the page shows cannot be kept; empty where it can. */
  get refusal() {
    const { film, kind } = this.player;
    if (!(kind in KINDS)) return "There is no run on this page to keep. Pages that train a model have one.";
    if (!film) return "The run is still loading.";
    return film.header.refused ? "What this page shows has no run to keep." : "";
  }

  // ---- hands

  addThis() {
    const { film } = this.player;
    if (this.refusal || !film) return;
    const { kind, query, path } = this.here;
    const { runs } = shelf;
    const others = runs.filter((one) => one.kind === kind);
    const name = nameFor(film.header.settings, query, this.told.begins, others);
    const t = Number(film.update(Math.min(this.player.clock.position, film.end)).toFixed(1));
    const next = added(runs, { name, kind, query, path, title: this.told.title, t, pinned: false });
    if (typeof next === "string") return this.say(next);
    const gone = next.gone && ` The list is full: “${next.gone.name}”, the oldest one not pinned, had to go.`;
    this.say(shelf.put(next.runs) ? `Kept as “${name}”.${gone ?? ""}` : NOT_KEPT);
    this.draw();
  }

  /**
   * @param {import("./row.js").Does} what
   * @param {KeptRun} run
   */
  does(what, run) {
    if (what === "pin") {
      this.say(shelf.change(idOf(run), { pinned: !run.pinned }) ? "" : NOT_KEPT);
      this.draw();
    } else if (what === "remove") {
      this.say(`“${run.name}” is deleted.`, shelf.take(idOf(run)));
      this.draw();
      this.undo.focus();
    } else this.go(what === "race" ? raced(this.here, run) : compared(this.here, run), what);
  }

  /**
   * @param {import("./ways.js").Way} way
   * @param {"race" | "compare"} what
   */
  go({ why, turned, address }, what) {
    if (why) return this.say(why);
    if (address) return location.assign(address);
    this.player.race.ask(turned ?? {});
    if (what === "compare") return this.node.close();
    this.say("It runs beside what the page shows. Close this list to see it.");
  }

  /**
   * @param {KeptRun} run
   * @param {string} name
   */
  rename(run, name) {
    this.say(shelf.change(idOf(run), { name }) ? `It is called “${name}” now.` : NOT_KEPT);
    this.draw();
  }

  putBack() {
    const { taken } = this;
    if (!taken) return;
    shelf.back(taken);
    this.say(`“${taken.run.name}” is back.`);
    this.draw();
    this.rows.get(idOf(taken.run))?.name.focus();
  }

  // ---- what is seen

  /**
   * @param {string} text
   * @param {{ run: KeptRun, place: number } | null} taken what was deleted, and may come back
   */
  say(text, taken = null) {
    write(this.said, text);
    this.taken = taken;
    this.undo.hidden = !taken;
  }

  draw() {
    const runs = inOrder(shelf.runs);
    const { here } = this;
    write(this.why, this.refusal || (runs.length ? "" : "Nothing is kept yet. What you add stays in this browser."));
    this.add.disabled = this.refusal !== "";
    const rows = runs.map((run) => {
      const row = this.rows.get(idOf(run)) ?? new Row(run, this.hears);
      const why = { race: raced(here, run).why, compare: compared(here, run).why };
      row.tell(run, { shown: idOf(run) === idOf(here), why });
      return row;
    });
    this.rows = new Map(rows.map((row) => [idOf(row.run), row]));
    this.place(rows.map(({ node }) => node));
  }

  /** What a row tells. @returns {import("./row.js").Hears} */
  get hears() {
    return {
      does: (what, run) => this.does(what, run),
      rename: (run, name) => this.rename(run, name),
      opens: (run) => opened(this.here, run),
    };
  }

  /**
   * The rows in their order. What has the focus keeps it.
   * @param {HTMLElement[]} nodes
   */
  place(nodes) {
    if (nodes.length === this.list.children.length && nodes.every((node, i) => node === this.list.children[i])) return;
    const { activeElement } = document;
    this.list.replaceChildren(...nodes);
    if (activeElement instanceof HTMLElement && this.list.contains(activeElement)) activeElement.focus();
  }
}
