// One picture of the page: its title, its panels or table or code, and the same in words for those who cannot see it.

import { button, element, nextFrame, write } from "../kit/dom.js";
import { change, number } from "../kit/format.js";
import { bareStep } from "./marks.js";
import { Panel } from "./panel.js";
import { plotly } from "./plotly.js";
import { Switch } from "../kit/switch.js";
import { View } from "../kit/view.js";

export default class PlotsView extends View {
  /** @type {any} the library, once it is loaded */
  static plotly = null;
  /** @type {Panel[]} */
  panels = [];
  /** @type {{ parts: any[], spans: HTMLElement[] }[][]} of each panel: the lines below it */
  words = [];
  /** @type {{ node: HTMLElement, source: { array: string, column: number, times?: number }, zeroed: boolean }[][]} of a table */
  cells = [];
  /** @type {Switch[]} */
  switches = [];
  bare = false; // the step without a learning rate is shown too

  static async ready() {
    this.plotly = await plotly();
  }

  /**
   * The theme may have changed: everything is painted again, nothing restarts.
   * @param {any} data
   */
  refresh(data) {
    super.refresh(data);
    if (this.picture) this.paint();
  }

  /** @param {any} picture */
  shapeOf({ panels, table, code, note }) {
    return [panels?.map((/** @type {any} */ { title, words }) => [title, words]), table, code, note];
  }

  /**
   * @param {any} picture
   * @param {import("../play/film.js").Film} film
   */
  build(picture, film) {
    this.clear();
    this.caption.replaceChildren(this.title);
    this.root.replaceChildren(this.caption, this.alt, this.numbers);
    if (picture.note) this.root.append(element("p", { class: "stage-note" }, picture.note));
    if (picture.panels) this.buildPanels(picture);
    if (picture.table) this.buildTable(picture.table, film.header.phases ?? []);
    if (picture.code) this.buildCode(picture.code);
  }

  take() {
    for (const panel of this.panels) panel.film();
    this.paint();
    return true;
  }

  // ---- panels

  /** @param {any} picture */
  buildPanels(picture) {
    const grid = this.root.appendChild(element("div", { class: "stage-panels" }));
    for (const panel of picture.panels) {
      const host = element("div", { class: "stage-panel-plot" });
      const box = element("div", { class: "stage-panel" }, host);
      if (panel.title) box.prepend(element("div", { class: "stage-panel-title" }, panel.title));
      const words = (panel.words ?? []).map((/** @type {any[]} */ parts) => {
        const spans = parts.map((part) =>
          element(
            "span",
            typeof part === "string" ? {} : { class: "stage-number" },
            typeof part === "string" ? part : "",
          ),
        );
        const spoken = element("div", { class: "stage-words" }, ...spans);
        box.append(spoken);
        return { parts, spans };
      });
      grid.append(box);
      this.words.push(words);
      this.panels.push(new Panel(host, PlotsView.plotly, () => this.player.schedule()));
    }
    if (this.name === "loss_curve") this.offer("Loss axis", ["Log", "Linear"], (choice) => this.lossAxis(choice));
    if (this.name === "weight_slices")
      this.offer("Zoom", ["Whole run", "Zoom here", "Without lr"], (choice) => this.zoom(choice));
    this.tools(...this.switches.map(({ node }) => node));
  }

  /**
   * Buttons above the picture.
   * @param {string} label
   * @param {string[]} choices
   * @param {(choice: string) => void} chosen
   */
  offer(label, choices, chosen) {
    const made = new Switch(label, choices, (place) => {
      made.press(place);
      chosen(choices[place]);
    });
    this.switches.push(made);
  }

  /** @param {string} choice */
  lossAxis(choice) {
    const film = this.newest;
    const first = film.at({ array: "loss", column: 0 }, 0);
    const layout = this.picture.panels[0].figure.layout.yaxis;
    if (choice === "Log") this.panels[0].zoom(null, null, { "yaxis.type": "log", "yaxis.tickvals": layout.tickvals });
    else
      this.panels[0].zoom(null, [0, 1.08 * first], {
        "yaxis.type": "linear",
        "yaxis.tickvals": null,
        "yaxis.tickformat": ",~r",
      });
  }

  /** The film that the player shows; there is one where there is something to zoom. */
  get newest() {
    return /** @type {import("../play/film.js").Film} */ (this.player.film);
  }

  /** @returns {any[]} of each panel */
  get parabolas() {
    return this.picture.panels.map((/** @type {any} */ { tracks }) =>
      tracks.find((/** @type {any} */ { kind }) => kind === "parabola"),
    );
  }

  /** @param {string} choice */
  zoom(choice) {
    this.bare = choice === "Without lr";
    const film = this.newest;
    const frame = this.player.moment()?.frame ?? 0;
    const curves = this.parabolas;
    const slopes = curves.map((/** @type {any} */ curve) => film.at(curve.slope, frame));
    const loss = film.at(curves[0].loss, frame);
    const known = [loss, ...slopes].every(Number.isFinite);
    if (choice === "Whole run" || !known) this.panels.forEach((panel) => panel.zoom(null, null));
    else if (this.bare) this.zoomOut(curves, slopes, loss, frame);
    else this.zoomIn(curves, slopes, loss, frame);
  }

  /**
   * The axes open up until they hold the step of one whole gradient.
   * @param {any[]} curves
   * @param {number[]} slopes
   * @param {number} loss
   * @param {number} frame
   */
  zoomOut(curves, slopes, loss, frame) {
    this.panels.forEach((panel, i) => {
      const at = this.newest.at(curves[i].at, frame);
      const [end, top] = bareStep(at, loss, slopes[i], curves[i].curvature);
      const margin = 0.15 * Math.abs(end - at);
      panel.zoom([Math.min(at, end) - margin, Math.max(at, end) + margin], [0, 1.15 * Math.max(top, loss)], {
        "yaxis.tickformat": "",
        "yaxis.exponentformat": "power",
      });
    });
  }

  /**
   * The axes close in on where the weights are now, all panels by the same width, so that they can be compared.
   * @param {any[]} curves
   * @param {number[]} slopes
   * @param {number} loss
   * @param {number} frame
   */
  zoomIn(curves, slopes, loss, frame) {
    const film = this.newest;
    const drops = curves.map((curve, i) => slopes[i] ** 2 / (2 * curve.curvature));
    const steepest = drops.indexOf(Math.max(...drops));
    const ahead = film.at({ array: "together", column: 0 }, frame);
    const top = Math.max(
      loss + 1.1 * drops[steepest],
      Number.isFinite(ahead) ? ahead + 0.2 * Math.abs(ahead - loss) : 0,
    );
    const reach = 2.2 * Math.abs(slopes[steepest] / curves[steepest].curvature);
    this.panels.forEach((panel, i) => {
      const at = film.at(curves[i].at, frame);
      panel.zoom([at - reach, at + reach], [loss - 1.4 * drops[steepest], top]);
    });
  }

  // ---- table and code

  /**
   * @param {any} table
   * @param {string[]} phases
   */
  buildTable(table, phases) {
    const head = element("tr", {}, element("th", { scope: "col" }, "weight"));
    for (const column of table.columns)
      head.append(
        element(
          "th",
          { scope: "col", "data-phase": column.phase ?? "", style: `--role: var(--role-${column.role})` },
          column.title,
        ),
      );
    const body = element("tbody");
    this.cells = table.rows.map((/** @type {string} */ label, /** @type {number} */ row) => {
      const line = body.appendChild(element("tr", {}, element("th", { scope: "row" }, label)));
      return table.columns.map((/** @type {any} */ column) => ({
        node: line.appendChild(
          element("td", { "data-phase": column.phase ?? "", style: `--role: var(--role-${column.role})` }),
        ),
        source: { array: column.array, column: row, times: column.times },
        zeroed: column.phase === "backward",
      }));
    });
    const chips = phases.map((name) => element("li", { "data-phase": name }, name));
    this.root.append(element("ol", { class: "stage-phases", "aria-label": "The five phases of an update" }, ...chips));
    this.root.append(
      element(
        "div",
        { class: "stage-scroll", tabindex: "0", role: "region", "aria-label": "Every weight" },
        element("table", {}, element("thead", {}, head), body),
      ),
    );
  }

  /** @param {any} code */
  buildCode(code) {
    const lines = code.lines.map((/** @type {any} */ { text, phase }) =>
      element("span", { class: "stage-line", "data-phase": phase ?? "" }, `${text}\n`),
    );
    const copy = button("Copy", () => this.copy(copy));
    this.tools(element("span", { class: "stage-switch" }, copy));
    this.root.append(
      element("pre", { tabindex: "0", role: "region", "aria-label": "The program" }, element("code", {}, ...lines)),
    );
  }

  /**
   * Copies the program; where there is no clipboard, selects it.
   * @param {HTMLElement} button
   */
  async copy(button) {
    const code = /** @type {HTMLElement} */ (this.root.querySelector("code"));
    try {
      await navigator.clipboard.writeText(code.textContent);
      write(button, "Copied");
    } catch {
      getSelection()?.selectAllChildren(code);
      write(button, "Selected");
    }
  }

  // ---- drawing

  /** Plots appear one a frame: the page stays responsive while a page of ten is set up. */
  async paint() {
    const { picture } = this;
    const panels = [...this.panels];
    for (const [i, panel] of panels.entries()) {
      if (panel !== this.panels[i] || picture !== this.picture) return;
      if (!(await panel.figure(picture.panels[i].figure, this.theme))) continue;
      this.bare = false; // a plot drawn anew has the figure's own axes
      for (const one of this.switches) one.press(0);
      await nextFrame();
    }
    this.ready();
  }

  /** @param {import("../play/player.js").Moment} moment */
  draw(moment) {
    this.panels.forEach((panel, i) => {
      const { tracks } = this.picture.panels[i];
      panel.render(this.bare ? [...tracks, { ...this.parabolas[i], kind: "bare", role: "step" }] : tracks, moment);
    });
    this.light(moment);
  }

  /** @param {import("../play/player.js").Moment} moment */
  say(moment) {
    const { film, frame } = moment;
    this.words.forEach((lines) => {
      for (const { parts, spans } of lines) {
        parts.forEach((part, i) => {
          if (part.value) write(spans[i], number(film.at(part.value, frame)));
          if (part.change) write(spans[i], change(film.at(part.from, frame), film.at(part.change, frame)));
        });
      }
    });
    for (const row of this.cells) {
      for (const { node, source, zeroed } of row) {
        const value = zeroed && moment.doing === "zero" && moment.position !== frame ? 0 : film.at(source, frame);
        write(node, number(value));
        node.title = String(value);
      }
    }
  }

  /** @param {import("../play/player.js").Moment} moment */
  atRest({ film, frame }) {
    const { weights } = film.header;
    if (!weights) return undefined; // no training run: its words say it all. A network of many weights has an empty list
    const parts = weights.map(
      (/** @type {any} */ weight, /** @type {number} */ i) =>
        `${weight.name} ${number(film.at({ array: "weights", column: i }, frame))}, gradient ${number(film.at({ array: "grads", column: i }, frame))}`,
    );
    return `After ${film.update(frame)} updates: loss ${number(film.at({ array: "loss", column: 0 }, frame))}.${parts.length ? ` ${parts.join("; ")}.` : ""}`;
  }

  clear() {
    for (const panel of this.panels) panel.dispose();
    this.panels = [];
    this.words = [];
    this.switches = [];
    this.cells = [];
    this.bare = false;
  }

  dispose() {
    super.dispose();
    this.clear();
  }
}
