// The console of `fit`, line by line as the clock passes, and the loss on all rows with the same weights beside it.

import { element, write } from "../../stage/kit/dom.js";
import { number } from "../../stage/kit/format.js";
import { View } from "../../stage/kit/view.js";

const SHOWN = 10; // lines of the console that are in sight

/**
 * As Python's "{:.4f}" writes it.
 * @param {number} value
 */
function fixed(value) {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Math.abs(value) < 1e21 ? value.toFixed(4) : `${BigInt(value)}.0000`;
}

export default class PrintedView extends View {
  total = element("span");
  says = element("p", { class: "stage-words" });
  lines = Array.from({ length: SHOWN }, () => {
    const text = element("code");
    const truth = element("span", { class: "printed-truth" });
    return { text, truth, node: element("div", { class: "printed-line" }, text, truth) };
  });

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "printed");
    const head = element(
      "div",
      { class: "printed-line printed-head" },
      element("span", {}, "the console of fit"),
      this.total,
    );
    const body = element(
      "div",
      { class: "printed-body", role: "log", "aria-live": "off" },
      ...this.lines.map(({ node }) => node),
    );
    this.root.append(element("div", { class: "printed-console" }, head, body), this.says);
  }

  /** @param {any} picture */
  take(picture) {
    write(this.total, `all ${picture.data.rows} rows`);
  }

  /**
   * Epochs whose loss `fit` prints, up to a frame, and the frame of their last batch, where it was kept.
   * @param {import("../../stage/play/player.js").Moment} moment
   */
  epochs({ film, frame, last }) {
    const { updates_per_epoch: each, updates } = film.header;
    const made = last ? updates : Math.floor(film.update(frame));
    const { every } = this.picture.data;
    /** @type {[number, number][]} */
    const found = [];
    for (let epoch = every * Math.floor(made / each / every); epoch > 0 && found.length < SHOWN; epoch -= every) {
      const at = film.frame(epoch * each - 1);
      if (Number.isInteger(at)) found.unshift([epoch, at]);
    }
    return found;
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  say(moment) {
    const { film } = moment;
    const { every, rows } = this.picture.data;
    const epochs = film.header.updates / film.header.updates_per_epoch;
    const found = this.epochs(moment);
    this.lines.forEach(({ node, text, truth }, i) => {
      node.classList.toggle("printed-newest", i === found.length - 1);
      if (i >= found.length) {
        write(text, i === 0 ? `(the first line comes after epoch ${every})` : "");
        return write(truth, "");
      }
      const [epoch, at] = found[i];
      write(text, `Epoch [${epoch}/${epochs}], Loss: ${fixed(film.at({ array: "batch_loss", column: 0 }, at))}`);
      write(truth, number(film.at({ array: "loss", column: 0 }, at)));
    });
    const whole = film.header.updates_per_epoch === 1;
    write(
      this.says,
      whole
        ? "One batch holds all rows, so both columns say the same."
        : `Both columns: the same weights. Left the last batch only, right all ${rows} rows.`,
    );
  }
}
