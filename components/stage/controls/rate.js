// The live learning rate: the film follows the finger, and Python hears of it when the finger lets go.

import { element, write } from "../kit/dom.js";
import { rate, shareOfLimit } from "../kit/format.js";
import { range } from "../kit/range.js";

export class RateKnob {
  value = element("strong", { class: "stage-rate-value" });
  region = element("span", { class: "stage-rate-region" });
  limit = element("span", { class: "stage-rate-limit", "aria-hidden": "true" }, "limit");
  /** @type {import("../told").Limits | null} of the film's run, where they are known */
  limits = null;
  dragged = false;
  lr = 0; // of the run's start

  /**
   * `stops` are the allowed rates in order, as the URL writes them.
   * @param {HTMLElement} host
   * @param {import("../play/reading.js").Reading} player
   * @param {{ label: string, help: string, stops: string[] }} data
   * @param {import("../play/player.js").Turn} turn
   */
  constructor(host, player, { label, help, stops }, turn) {
    this.player = player;
    this.stops = stops;
    this.turn = turn;
    this.input = range(
      { class: "stage-rate", "aria-label": label, title: help, min: 0, max: stops.length - 1, step: 1 },
      { turn: () => this.drag(), release: () => this.release() },
    );
    const head = element(
      "div",
      { class: "stage-knob-head" },
      element("span", { class: "stage-knob-label" }, label),
      this.value,
      this.region,
    );
    this.root = host.appendChild(
      element(
        "div",
        { class: "stage-knob" },
        head,
        element("div", { class: "stage-rate-track" }, this.limit, this.input),
      ),
    );
  }

  /**
   * Takes over the rate that the page was asked for; a drag in progress is left alone.
   * @param {{ run: import("../play/player.js").Run }} data
   */
  refresh({ run }) {
    if (this.player.held) return;
    this.lr = run.values?.lr;
    this.follow();
  }

  /** While what is turned holds from the clock's moment on, the knob shows the rate of that moment. */
  speak() {
    if (!this.dragged) this.follow();
  }

  follow() {
    const { course } = this.player;
    this.input.disabled = Boolean(course?.pressed && course.refusal) || this.player.holds("lr");
    const rate = course?.rate ?? this.lr;
    if (Number(this.stop) === rate) return;
    this.put(rate);
    this.show();
  }

  /** @param {import("../play/film.js").Film} film */
  film(film) {
    const { limits = null, no_limit: none } = film.header;
    this.limits = limits;
    this.region.title = limits?.note ?? none ?? "";
    if (!limits) this.root.removeAttribute("style");
    const regions = [...(limits?.regions ?? [])].reverse(); // of two of one name the first counts
    for (const { name, end } of regions)
      if (end)
        this.root.style.setProperty(
          `--${name}`,
          String(this.share(end * /** @type {NonNullable<typeof limits>} */ (limits).lr_limit)),
        );
    const at = limits ? this.share(limits.lr_limit) : 0;
    const { spec } = film.header;
    if (spec && !this.dragged && film.header.query === this.player.query) {
      this.lr = spec.lr; // another hand turns it
      this.put(this.player.course?.rate ?? this.lr);
    }
    this.limit.toggleAttribute("data-off", at < 0 || at > 1);
    if (at < 0 || at > 1) this.limit.dataset.off = at < 0 ? "low" : "high";
    write(this.limit, at < 0 ? "← limit" : at > 1 ? "limit →" : "limit");
    this.show();
  }

  /** The chosen rate, as the URL writes it. */
  get stop() {
    return this.stops[Number(this.input.value)];
  }

  /** @param {number} rate one of the stops */
  put(rate) {
    this.input.value = String(this.stops.findIndex((stop) => Number(stop) === rate));
  }

  /**
   * Where along the slider a rate lies, 0 to 1: at its stop, or between the two stops around it; −1 or 2 where it
   * lies beyond them.
   * @param {number} value
   */
  share(value) {
    const above = this.stops.findIndex((stop) => Number(stop) >= value);
    if (above <= 0) return above < 0 ? 2 : value < Number(this.stops[0]) ? -1 : 0;
    const [low, high] = [Number(this.stops[above - 1]), Number(this.stops[above])];
    return (above - 1 + (value - low) / (high - low)) / (this.stops.length - 1);
  }

  drag() {
    this.player.held = this.dragged = true;
    this.show();
    this.player.vary({ lr: this.stop });
  }

  release() {
    this.player.held = this.dragged = false;
    if (!this.player.course?.pressed) this.lr = Number(this.stop); // Python will say so
    this.turn({ lr: Number(this.stop) });
  }

  show() {
    const lr = Number(this.stop);
    write(this.value, rate(lr));
    if (!this.limits) {
      write(this.region, this.player.film ? "no exact limit is known" : "");
      delete this.region.dataset.region;
      this.input.setAttribute("aria-valuetext", rate(lr));
      return;
    }
    const part = lr / this.limits.lr_limit;
    const name = this.limits.regions.find(({ end }) => end === null || part < end)?.name ?? "";
    const times = shareOfLimit(part);
    write(this.region, `${name}: ${times}`);
    this.region.dataset.region = name;
    this.input.setAttribute("aria-valuetext", `${rate(lr)}, ${name}, ${times}`);
  }
}
