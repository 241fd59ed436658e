// One picture of the page: its title, its panels or table or code, and the same in words for those who cannot see it.

import { element, nextFrame, write } from "./dom.js";
import { change, number } from "./format.js";
import { bareStep } from "./marks.js";
import { Panel } from "./panel.js";
import { themeAt } from "./theme.js";

export class PictureView {
  constructor(host, name, player, plotly) {
    Object.assign(this, { host, name, player, plotly, panels: [], words: [], switches: [] });
    this.root = host.appendChild(element("figure", { class: "stage-picture", "data-picture": name, "aria-busy": "true" }));
    player.add(this);
  }

  /** The theme may have changed: everything is painted again, nothing restarts. */
  refresh() {
    if (!this.built) return;
    this.theme = themeAt(this.root);
    this.film(this.player.film);
  }

  film(film) {
    const picture = film.header.pictures[this.name];
    if (!picture) return;
    this.theme ??= themeAt(this.root);
    const shape = JSON.stringify([picture.panels?.map((panel) => [panel.title, panel.words]), picture.table, picture.code, picture.note]);
    if (shape !== this.shape) {
      this.shape = shape;
      this.build(picture);
    }
    this.picture = picture;
    write(this.title, picture.title);
    write(this.alt, picture.alt);
    for (const panel of this.panels) panel.film();
    this.paint();
  }

  build(picture) {
    this.clear();
    this.built = true;
    this.alt = element("p", { class: "stage-hidden" });
    this.numbers = element("p", { class: "stage-hidden", "data-numbers": true });
    this.title = element("span", { class: "stage-title" });
    const caption = element("figcaption", {}, this.title);
    this.root.append(caption, this.alt, this.numbers);
    if (picture.note) this.root.append(element("p", { class: "stage-note" }, picture.note));
    if (picture.panels) this.buildPanels(picture, caption);
    if (picture.table) this.buildTable(picture.table);
    if (picture.code) this.buildCode(picture.code);
  }

  // ---- panels

  buildPanels(picture, caption) {
    const grid = this.root.appendChild(element("div", { class: "stage-panels" }));
    this.tools = caption.appendChild(element("span", { class: "stage-tools" }));
    for (const panel of picture.panels) {
      const host = element("div", { class: "stage-panel-plot" });
      const box = element("div", { class: "stage-panel" }, host);
      if (panel.title) box.prepend(element("div", { class: "stage-panel-title" }, panel.title));
      const words = (panel.words ?? []).map((parts) => {
        const spans = parts.map((part) => element("span", typeof part === "string" ? {} : { class: "stage-number" }, typeof part === "string" ? part : ""));
        const spoken = element("div", { class: "stage-words" }, ...spans);
        box.append(spoken);
        return { parts, spans };
      });
      grid.append(box);
      this.words.push(words);
      this.panels.push(new Panel(host, this.plotly, () => this.player.schedule()));
    }
    if (this.name === "loss_curve") this.offer("Loss axis", ["Log", "Linear"], (choice) => this.lossAxis(choice));
    if (this.name === "weight_slices" && picture.panels) this.offer("Zoom", ["Whole run", "Zoom here", "Without lr"], (choice) => this.zoom(choice));
  }

  /** A pair of buttons above the picture. */
  offer(label, choices, chosen) {
    const buttons = choices.map((choice) =>
      element("button", { type: "button", "aria-pressed": String(choice === choices[0]), onclick: () => pick(choice) }, choice),
    );
    const mark = (choice) => buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.textContent === choice)));
    const pick = (choice) => {
      mark(choice);
      chosen(choice);
    };
    this.switches.push(() => mark(choices[0]));
    this.tools.append(element("span", { role: "group", "aria-label": label, class: "stage-switch" }, ...buttons));
  }

  lossAxis(choice) {
    const { film } = this.player;
    const first = film.at({ array: "loss", column: 0 }, 0);
    const layout = this.picture.panels[0].figure.layout.yaxis;
    if (choice === "Log") this.panels[0].zoom(null, null, { "yaxis.type": "log", "yaxis.tickvals": layout.tickvals });
    else this.panels[0].zoom(null, [0, 1.08 * first], { "yaxis.type": "linear", "yaxis.tickvals": null, "yaxis.tickformat": ",~r" });
  }

  get parabolas() {
    return this.picture.panels.map(({ tracks }) => tracks.find(({ kind }) => kind === "parabola"));
  }

  zoom(choice) {
    this.bare = choice === "Without lr";
    const { film } = this.player;
    const { frame } = this.player.moment();
    const curves = this.parabolas;
    const slopes = curves.map((curve) => film.at(curve.slope, frame));
    const loss = film.at(curves[0].loss, frame);
    const known = [loss, ...slopes].every(Number.isFinite);
    if (choice === "Whole run" || !known) this.panels.forEach((panel) => panel.zoom(null, null));
    else if (this.bare) this.zoomOut(curves, slopes, loss, frame);
    else this.zoomIn(curves, slopes, loss, frame);
  }

  /** The axes open up until they hold the step of one whole gradient. */
  zoomOut(curves, slopes, loss, frame) {
    this.panels.forEach((panel, i) => {
      const at = this.player.film.at(curves[i].at, frame);
      const [end, top] = bareStep(at, loss, slopes[i], curves[i].curvature);
      const margin = 0.15 * Math.abs(end - at);
      panel.zoom([Math.min(at, end) - margin, Math.max(at, end) + margin], [0, 1.15 * Math.max(top, loss)], { "yaxis.tickformat": "", "yaxis.exponentformat": "power" });
    });
  }

  /** The axes close in on where the weights are now, all panels by the same width, so that they can be compared. */
  zoomIn(curves, slopes, loss, frame) {
    const { film } = this.player;
    const drops = curves.map((curve, i) => slopes[i] ** 2 / (2 * curve.curvature));
    const steepest = drops.indexOf(Math.max(...drops));
    const ahead = film.at({ array: "together", column: 0 }, frame);
    const top = Math.max(loss + 1.1 * drops[steepest], Number.isFinite(ahead) ? ahead + 0.2 * Math.abs(ahead - loss) : 0);
    const reach = 2.2 * Math.abs(slopes[steepest] / curves[steepest].curvature);
    this.panels.forEach((panel, i) => {
      const at = film.at(curves[i].at, frame);
      panel.zoom([at - reach, at + reach], [loss - 1.4 * drops[steepest], top]);
    });
  }

  // ---- table and code

  buildTable(table) {
    const head = element("tr", {}, element("th", { scope: "col" }, "weight"));
    for (const column of table.columns) head.append(element("th", { scope: "col", "data-phase": column.phase ?? "", style: `--role: var(--role-${column.role})` }, column.title));
    const body = element("tbody");
    this.cells = table.rows.map((label, row) => {
      const line = body.appendChild(element("tr", {}, element("th", { scope: "row" }, label)));
      return table.columns.map((column) => ({
        node: line.appendChild(element("td", { "data-phase": column.phase ?? "", style: `--role: var(--role-${column.role})` })),
        source: { array: column.array, column: row, times: column.times },
        zeroed: column.phase === "backward",
      }));
    });
    this.root.append(this.phases(), element("div", { class: "stage-scroll", tabindex: "0", role: "region", "aria-label": "Every weight" }, element("table", {}, element("thead", {}, head), body)));
  }

  phases() {
    const names = this.player.film.header.phases;
    const chips = names.map((name) => element("li", { "data-phase": name }, name));
    return element("ol", { class: "stage-phases", "aria-label": "The five phases of an update" }, ...chips);
  }

  buildCode(code) {
    const lines = code.lines.map(({ text, phase }) => element("span", { class: "stage-line", "data-phase": phase ?? "" }, `${text}\n`));
    const copy = element("button", { type: "button", onclick: () => this.copy(copy) }, "Copy");
    this.root.firstChild.append(element("span", { class: "stage-tools" }, element("span", { class: "stage-switch" }, copy)));
    this.root.append(element("pre", { tabindex: "0", role: "region", "aria-label": "The program" }, element("code", {}, ...lines)));
  }

  /** Copies the program; where there is no clipboard, selects it. */
  async copy(button) {
    const code = this.root.querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
      write(button, "Copied");
    } catch {
      getSelection().selectAllChildren(code);
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
      for (const reset of this.switches) reset();
      await nextFrame();
    }
    this.root.removeAttribute("aria-busy");
    this.player.schedule();
  }

  render(moment) {
    const { film } = moment;
    if (!this.built || !film) return;
    this.panels.forEach((panel, i) => {
      const { tracks } = this.picture.panels[i];
      panel.render(this.bare ? [...tracks, { ...this.parabolas[i], kind: "bare", role: "step" }] : tracks, moment);
    });
    this.light(moment);
  }

  light(moment) {
    if (moment.doing === this.doing && moment.film === this.litFilm) return;
    this.doing = moment.doing;
    this.litFilm = moment.film;
    for (const node of this.root.querySelectorAll("[data-phase]")) node.classList.toggle("stage-lit", node.dataset.phase === (moment.doing ?? null));
  }

  speak(moment) {
    if (!this.built) return;
    const { film, frame } = moment;
    this.words.forEach((lines) => {
      for (const { parts, spans } of lines) {
        parts.forEach((part, i) => {
          if (part.value) write(spans[i], number(film.at(part.value, frame)));
          if (part.change) write(spans[i], change(film.at(part.from, frame), film.at(part.change, frame)));
        });
      }
    });
    for (const row of this.cells ?? []) {
      for (const { node, source, zeroed } of row) {
        const value = zeroed && moment.doing === "zero" && moment.position !== frame ? 0 : film.at(source, frame);
        write(node, number(value));
        node.title = String(value);
      }
    }
    if (!moment.playing && !moment.gliding) this.tell(moment);
  }

  /** The numbers of this moment for a screen reader; written when the clock rests. */
  tell({ film, frame }) {
    const { weights } = film.header;
    if (!weights) return; // no training run: its words say it all. A network of many weights has an empty list
    const parts = weights.map((weight, i) => `${weight.name} ${number(film.at({ array: "weights", column: i }, frame))}, gradient ${number(film.at({ array: "grads", column: i }, frame))}`);
    write(this.numbers, `After ${film.update(frame)} updates: loss ${number(film.at({ array: "loss", column: 0 }, frame))}.${parts.length ? ` ${parts.join("; ")}.` : ""}`);
  }

  clear() {
    for (const panel of this.panels) panel.dispose();
    Object.assign(this, { panels: [], words: [], switches: [], cells: null, bare: false, litFilm: null });
    this.root.replaceChildren();
  }

  dispose() {
    this.clear();
    this.root.remove();
    this.player.remove(this);
  }
}
