// One plot: Plotly draws, once, what stands still; a canvas above it draws what moves.

import { Canvas } from "../kit/canvas.js";
import { element } from "../kit/dom.js";
import { Hand } from "../kit/hand.js";
import { between } from "../kit/shares.js";
import { axesOf, draw, trail } from "./marks.js";
import { themed } from "../kit/theme.js";

/** @typedef {import("./growth.js").Axes} Axes */

const GROWS_MS = 450; // axes that grow are seen growing
/** What of an axis another may change. */
const PARTS = ["type", "range", "tickvals", "ticktext", "tickformat", "nticks"];
const CONFIG = { displayModeBar: false, responsive: false, showTips: false, doubleClick: "reset", scrollZoom: false };

export class Panel {
  plot = element("div", { class: "stage-plot" });
  canvas = new Canvas({ class: "stage-canvas", "aria-hidden": "true" });
  sizes = new ResizeObserver(() => this.resize());
  sight = new IntersectionObserver(([entry]) => {
    this.visible = entry.isIntersecting;
    if (this.visible) this.player.schedule();
  });
  visible = true;
  trails = new Map();
  /** @type {any} */
  theme = null;
  drawn = ""; // the figure and the theme that Plotly has drawn
  /** @type {any} the figure */
  own = null;
  size = [0, 0];
  /** @type {ReturnType<typeof axesOf> | null} those that Plotly has drawn */
  axes = null;
  /** @type {string | null} the axes that are shown, or on their way; null if they are to be set anew */
  seen = null;
  /** @type {Axes | null} the axes that Plotly is still to draw */
  late = null;
  /** @type {{ from: number[][], to: number[][] } | null} between which ranges of x and y marks are on their way */
  way = null;
  /** @type {Promise<void>} once Plotly has drawn all that it was asked for */
  settled = Promise.resolve();
  ready = false;
  listening = false;
  gone = false;

  /**
   * @param {HTMLElement} host an empty element whose size the style sheet sets
   * @param {any} plotly the loaded library
   * @param {import("../play/reading.js").Reading} player
   */
  constructor(host, plotly, player) {
    this.plotly = plotly;
    this.player = player;
    this.move = new Hand(player);
    this.host = host;
    host.append(this.plot, this.canvas.node);
    this.sizes.observe(host);
    this.sight.observe(host);
  }

  /**
   * Whether a figure is another than what is drawn, or the theme is.
   * @param {any} figure
   * @param {import("../kit/theme.js").Theme} theme
   */
  differs(figure, theme) {
    return JSON.stringify(figure) + theme.name !== this.drawn;
  }

  /**
   * Draws what stands still.
   * @param {any} figure
   * @param {import("../kit/theme.js").Theme} theme
   * @param {Axes} axes
   */
  async figure(figure, theme, axes) {
    this.theme = theme;
    this.drawn = JSON.stringify(figure) + theme.name;
    this.own = figure;
    this.seen = axes.key;
    this.way = this.late = null;
    const { data, layout } = themed(figure, theme);
    Object.assign(layout.xaxis, axes.x);
    Object.assign(layout.yaxis, axes.y);
    this.size = [this.host.clientWidth, this.host.clientHeight];
    await this.drawing(
      this.plotly.react(
        this.plot,
        data,
        { ...layout, autosize: false, width: this.size[0], height: this.size[1] },
        CONFIG,
      ),
    );
    if (this.gone) return;
    this.ready = true;
    if (!this.listening) {
      this.listening = true;
      /** @type {any} */ (this.plot).on("plotly_afterplot", () => this.gone || this.fit());
    }
    this.fit();
    this.resize(); // the place may have changed while the plot was drawn
  }

  resize() {
    const size = [this.host.clientWidth, this.host.clientHeight];
    if (!this.ready || !size[0] || !size[1] || (size[0] === this.size[0] && size[1] === this.size[1])) return;
    this.size = size;
    this.drawing(this.plotly.relayout(this.plot, { width: size[0], height: size[1] }));
  }

  /**
   * Other axes: marks go there in one visible move, and Plotly's ticks follow with `catchUp`.
   * @param {Axes} axes
   */
  see(axes) {
    if (!this.ready || axes.key === this.seen) return;
    const drawn = /** @type {any} */ (this.plot)._fullLayout;
    const { xaxis, yaxis } = this.own.layout;
    const from = this.ranges() ?? [drawn.xaxis.range.map(Number), drawn.yaxis.range.map(Number)];
    const sameType = (axes.y.type ?? yaxis.type ?? "linear") === drawn.yaxis.type;
    this.way = sameType ? { from, to: [axes.x.range ?? xaxis.range, axes.y.range ?? yaxis.range] } : null;
    this.move.put(0);
    this.move.go([1, GROWS_MS]);
    this.seen = axes.key;
    this.late = axes;
  }

  /** Plotly draws the axes that were asked for last. */
  async catchUp() {
    if (!this.late || this.gone) return;
    const { late, own } = this;
    const drawn = /** @type {any} */ (this.plot)._fullLayout;
    this.late = null;
    const changes = Object.entries({ xaxis: late.x, yaxis: late.y }).flatMap(([name, changed]) => {
      /** @type {Record<string, any>} */
      const parts = { type: "linear", ...own.layout[name], ...changed };
      const same = parts.type === drawn[name].type; // told anew, a type would bring ranges of its own
      return PARTS.slice(same ? 1 : 0).map((part) => [`${name}.${part}`, parts[part] ?? null]);
    });
    await this.drawing(this.plotly.relayout(this.plot, Object.fromEntries(changes)));
  }

  /** The ranges of x and y that marks are drawn in while they are on their way to others; null where they have come. */
  ranges() {
    if (!this.way) return null;
    const { from, to } = this.way;
    const share = 1 - (1 - this.move.now()) ** 3; // quick at first: what leaves is in sight again at once
    if (share === 1 && !this.late) this.way = null;
    return from.map((range, i) => between(range, to[i], share));
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
    this.player.schedule();
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
   * @param {string} [unit] of the axis of y, where the farthest mark outside says how far
   */
  render(tracks, moment, unit) {
    const { theme } = this;
    if (!this.axes || !this.visible) return;
    const ranges = this.ranges();
    if (ranges) this.trails.clear();
    const axes = ranges ? axesOf(this.plot, ranges) : this.axes;
    const context = this.canvas.pen();
    draw({ context, axes, theme, trail: (track, film) => this.trail(axes, track, film) }, tracks, moment, unit);
  }

  dispose() {
    this.gone = true;
    this.sizes.disconnect();
    this.sight.disconnect();
    this.settled.then(() => this.plotly.purge(this.plot));
    this.host.replaceChildren();
  }
}
