// One plot: Plotly draws, once, what stands still; a canvas above it draws what moves.

import { Canvas } from "../kit/canvas.js";
import { element } from "../kit/dom.js";
import { axesOf, draw, trail } from "./marks.js";
import { themed } from "../kit/theme.js";

const CONFIG = { displayModeBar: false, responsive: false, showTips: false, doubleClick: "reset", scrollZoom: false };

export class Panel {
  plot = element("div", { class: "stage-plot" });
  canvas = new Canvas({ class: "stage-canvas", "aria-hidden": "true" });
  context = this.canvas.context;
  sizes = new ResizeObserver(() => this.resize());
  sight = new IntersectionObserver(([entry]) => {
    this.visible = entry.isIntersecting;
    if (this.visible) this.changed();
  });
  visible = true;
  trails = new Map();
  /** @type {any} */
  theme = null;
  drawn = ""; // the figure and the theme that Plotly has drawn
  /** @type {any} the figure */
  own = null;
  size = [0, 0];
  /** @type {ReturnType<typeof axesOf> | null} */
  axes = null;
  /** @type {Promise<void>} once Plotly has drawn all that it was asked for */
  settled = Promise.resolve();
  ready = false;
  listening = false;
  gone = false;

  /**
   * @param {HTMLElement} host an empty element whose size the style sheet sets
   * @param {any} plotly the loaded library
   * @param {() => void} changed
   */
  constructor(host, plotly, changed) {
    this.plotly = plotly;
    this.changed = changed; // called when the panel must be drawn again though the clock stands still
    this.host = host;
    host.append(this.plot, this.canvas.node);
    this.sizes.observe(host);
    this.sight.observe(host);
  }

  /**
   * Draws what stands still, if it or the theme is new; says whether it did.
   * @param {any} figure
   * @param {import("../kit/theme.js").Theme} theme
   */
  async figure(figure, theme) {
    const name = JSON.stringify(figure) + theme.name;
    this.theme = theme;
    if (name === this.drawn) return false;
    this.drawn = name;
    this.own = figure;
    const { data, layout } = themed(figure, theme);
    this.size = [this.host.clientWidth, this.host.clientHeight];
    await this.drawing(
      this.plotly.react(
        this.plot,
        data,
        { ...layout, autosize: false, width: this.size[0], height: this.size[1] },
        CONFIG,
      ),
    );
    if (this.gone) return false;
    this.ready = true;
    if (!this.listening) {
      this.listening = true;
      /** @type {any} */ (this.plot).on("plotly_afterplot", () => this.gone || this.fit());
    }
    this.fit();
    this.resize(); // the place may have changed while the plot was drawn
    return true;
  }

  resize() {
    const size = [this.host.clientWidth, this.host.clientHeight];
    if (!this.ready || !size[0] || !size[1] || (size[0] === this.size[0] && size[1] === this.size[1])) return;
    this.size = size;
    this.drawing(this.plotly.relayout(this.plot, { width: size[0], height: size[1] }));
  }

  /**
   * New ranges for the axes, as [low, high] in Plotly's own numbers; null for the figure's own. `more` goes to
   * relayout.
   * @param {number[] | null} x
   * @param {number[] | null} y
   */
  zoom(x, y, more = {}) {
    const { xaxis, yaxis } = this.own.layout;
    this.drawing(
      this.plotly.relayout(this.plot, {
        "xaxis.range": x ?? xaxis.range,
        "yaxis.range": y ?? yaxis.range,
        "yaxis.tickformat": yaxis.tickformat ?? "",
        ...more,
      }),
    );
  }

  /**
   * Plotly tells its plot when something is drawn, so until then the plot is not taken away.
   * @template T
   * @param {T} drawn
   */
  drawing(drawn) {
    this.settled = Promise.allSettled([this.settled, drawn]).then(() => {});
    return drawn;
  }

  /** The canvas follows the plot's size and axes. */
  fit() {
    this.canvas.fit(this.size[0], this.size[1]);
    this.axes = axesOf(this.plot);
    this.trails.clear();
    this.changed();
  }

  film() {
    this.trails.clear();
  }

  /**
   * @param {import("./marks.js").Axes} axes
   * @param {any} track
   * @param {import("../play/film.js").Film} film
   */
  trail(axes, track, film) {
    const name = JSON.stringify([track.x, track.y]);
    const known = this.trails.get(name) ?? trail(axes, track, film);
    this.trails.set(name, known);
    return known;
  }

  /**
   * @param {any[]} tracks
   * @param {import("../play/player.js").Moment} moment
   */
  render(tracks, moment) {
    const { context, axes, theme } = this;
    if (!axes || !this.visible) return;
    this.canvas.pen();
    draw({ context, axes, theme, trail: (track, film) => this.trail(axes, track, film) }, tracks, moment);
  }

  dispose() {
    this.gone = true;
    this.sizes.disconnect();
    this.sight.disconnect();
    this.settled.then(() => this.plotly.purge(this.plot));
    this.host.replaceChildren();
  }
}
