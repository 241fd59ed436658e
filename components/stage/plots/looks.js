// How one looks at the panels of a picture: at the whole run, zoomed, or along another axis of the loss.

import { Switch } from "../kit/switch.js";
import { Growth, OWN } from "./growth.js";
import { zoomed } from "./parabolas.js";

/**
 * @typedef {import("./view.js").Plot} Plot
 * @typedef {import("./growth.js").Axes} Axes
 */

export class Looks {
  /** @type {Switch[]} the buttons above the picture */
  switches = [];
  /** @type {Plot[]} */
  plots = [];
  /** @type {Growth | null} how axes grow where the run leaves them */
  growth = null;
  linear = false; // the axis of the loss
  bare = false; // the step without a learning rate is shown too
  /** @type {Axes[] | null} of each panel, where they were zoomed to */
  zoomed = null;

  /**
   * @param {import("../play/reading.js").Reading} player
   * @param {() => void} changed hears that all axes are to be set anew
   */
  constructor(player, changed) {
    this.player = player;
    this.changed = changed;
  }

  /**
   * The buttons for a picture that may be looked at in more than one way.
   * @param {import("../told").Tool} [tool]
   */
  offer(tool) {
    this.switches = [];
    this.reset();
    if (tool === "loss axis") this.#choices("Loss axis", ["Log", "Linear"], (choice) => (this.linear = choice > 0));
    if (tool === "zoom")
      this.#choices("Zoom", ["Whole run", "Zoom here", "Without lr"], (choice) => this.#zoom(choice));
    return this.switches.map(({ node }) => node);
  }

  /**
   * @param {string} label
   * @param {string[]} choices
   * @param {(choice: number) => void} chosen
   */
  #choices(label, choices, chosen) {
    const made = new Switch(label, choices, (choice) => {
      made.press(choice);
      chosen(choice);
      this.changed();
    });
    this.switches.push(made);
  }

  /**
   * @param {Plot[]} plots
   * @param {import("../play/film.js").Film} film
   */
  take(plots, film) {
    this.plots = plots;
    this.film = film;
    this.growth = new Growth(plots, film);
  }

  /** At the whole, as a plot is that is drawn anew. */
  reset() {
    this.linear = this.bare = false;
    this.zoomed = null;
    for (const one of this.switches) one.press(0);
  }

  /** @param {number} choice */
  #zoom(choice) {
    const { film } = this;
    this.bare = choice === 2;
    if (!film) return;
    const frame = Math.min(this.player.moment()?.frame ?? 0, film.halt);
    this.zoomed = choice ? zoomed(this.#parabolas, film, frame, this.bare) : null;
  }

  /** @returns {any[]} of each panel */
  get #parabolas() {
    return this.plots.map(({ tracks }) => tracks.find(({ kind }) => kind === "parabola"));
  }

  /**
   * The axes of a panel at a moment.
   * @param {number} panel
   * @param {import("../play/player.js").Moment | null} moment
   * @returns {Axes}
   */
  axes(panel, moment) {
    if (this.zoomed) return this.zoomed[panel];
    const frame = moment ? moment.frame + (moment.moved > 0 ? 1 : 0) : 0;
    return this.growth?.at(panel, frame, this.linear) ?? OWN;
  }

  /**
   * What is drawn in a panel.
   * @param {number} panel
   * @returns {any[]}
   */
  tracks(panel) {
    const { tracks } = this.plots[panel];
    return this.bare ? [...tracks, { ...this.#parabolas[panel], kind: "bare", role: "step" }] : tracks;
  }
}
