// One run as two programs: their lines light up together, and their losses stand below them.

import { element, write } from "../../stage/kit/dom.js";
import { count, number } from "../../stage/kit/format.js";
import { View } from "../../stage/kit/view.js";

/**
 * A line of code in parts; between letters and a minus, as in 1e-5, a browser would end a line.
 * @param {string} text
 */
const whole = (text) =>
  text.split(/(\S*\w-\w\S*)/).map((part, i) => (i % 2 ? element("span", { class: "pair-whole" }, part) : part));

/**
 * A float32 with all the digits that tell it from its neighbours.
 * @param {number} value
 */
function digits(value) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  for (let n = 1; n <= 9; n += 1) {
    const text = value.toPrecision(n);
    if (Math.fround(Number(text)) === value) return /e/.test(text) ? String(Number(text)) : text;
  }
  return String(value);
}

export default class CodePairView extends View {
  programs = element("div", { class: "pair-programs" });
  says = element("p", { class: "pair-says" });
  /** @type {HTMLElement[]} */
  losses = [];

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given, "pair");
    this.root.append(this.programs, this.says);
  }

  /** @param {any} picture */
  shapeOf(picture) {
    return picture.data.programs;
  }

  /** @param {{ data: { programs: { name: string, lines: { text: string, phase: string | null }[] }[] } }} picture */
  build({ data }) {
    this.losses = data.programs.map(() => element("strong"));
    this.programs.replaceChildren(
      ...data.programs.map(({ name, lines }, i) => {
        const code = lines.map(({ text, phase }) =>
          element("span", { class: "stage-line", "data-phase": phase ?? "" }, ...whole(text), "\n"),
        );
        return element(
          "div",
          { class: "pair-program" },
          element("div", { class: "pair-name" }, name),
          element("pre", { tabindex: "0", role: "region", "aria-label": name }, element("code", {}, ...code)),
          element("div", { class: "pair-loss" }, element("span", {}, "loss.item()"), this.losses[i]),
        );
      }),
    );
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  draw(moment) {
    this.light(moment);
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  say({ film, frame, last }) {
    const { possible, mine } = this.picture.data;
    if (!possible)
      return write(
        this.says,
        "These two programs are the linear model with mean squared error and plain SGD at one learning rate, to the last epoch. This run is another: its own program is in “The program”.",
      );
    const pair = ["batch_loss", "twin_loss"].map((array) =>
      film.at({ array, column: 0 }, last && frame > 0 ? frame - 1 : frame),
    );
    if (mine !== "scratch") pair.reverse();
    const single = film.header.dtype === "float32"; // a film has no more
    const told = (/** @type {number} */ value) =>
      single || !Number.isFinite(value) ? digits(value) : `${value.toPrecision(7)}…`;
    const none = pair.every(Number.isNaN) ? "nan" : "not run here";
    this.losses.forEach((node, i) => write(node, Number.isNaN(pair[i]) ? none : told(pair[i])));
    write(this.says, this.verdict());
  }

  verdict() {
    const { compared, equal, largest } = this.picture.data.apart;
    const many = count(compared);
    if (compared === 0) return "";
    if (equal === compared) return `Both programs have run: all ${many} losses compared are the same to the last bit.`;
    const apart = `none differs by more than ${number(100 * largest)} %`;
    const same = `of ${many} losses compared ${count(equal)} are the same to the last bit, and ${apart}`;
    return `Both programs have run: ${same}. The rest is rounding: the two add up in a different order.`;
  }
}
