// One run as two programs: their lines light up together, and their losses stand below them.

import { element, write } from "./dom.js";
import { count, number } from "./format.js";

/** A line of code in parts; between letters and a minus, as in 1e-5, a browser would end a line. */
const whole = (text) => text.split(/(\S*\w-\w\S*)/).map((part, i) => (i % 2 ? element("span", { class: "pair-whole" }, part) : part));

/** A float32 with all the digits that tell it from its neighbours. */
function digits(value) {
  for (let n = 1; n <= 9; n += 1) {
    const text = value.toPrecision(n);
    if (Math.fround(Number(text)) === value) return /e/.test(text) ? String(Number(text)) : text;
  }
  return String(value);
}

export class CodePairView {
  constructor(host, name, player) {
    Object.assign(this, { name, player });
    this.title = element("span", { class: "stage-title" });
    this.alt = element("p", { class: "stage-hidden" });
    this.programs = element("div", { class: "pair-programs" });
    this.says = element("p", { class: "pair-says" });
    this.root = host.appendChild(element("figure", { class: "stage-picture pair", "data-picture": name, "aria-busy": "true" }, element("figcaption", {}, this.title), this.alt, this.programs, this.says));
    player.add(this);
  }

  film(film) {
    const picture = film.header.pictures[this.name];
    if (!picture) return;
    write(this.title, picture.title);
    write(this.alt, picture.alt);
    this.data = picture.data;
    this.doing = null; // no name: nothing is lit yet
    const drawn = JSON.stringify(picture.data.programs);
    if (drawn !== this.drawn) {
      this.drawn = drawn;
      this.build(picture.data);
    }
    this.digits = film.header.dtype === "float32" ? digits : (value) => `${value.toPrecision(7)}…`; // a film has float32 only
    this.root.removeAttribute("aria-busy");
  }

  build({ programs }) {
    this.losses = [];
    this.programs.replaceChildren(
      ...programs.map(({ name, lines }) => {
        const loss = element("strong");
        this.losses.push(loss);
        const code = lines.map(({ text, phase }) => element("span", { class: "stage-line", "data-phase": phase ?? "" }, ...whole(text), "\n"));
        const below = element("div", { class: "pair-loss" }, element("span", {}, "loss.item()"), loss);
        return element("div", { class: "pair-program" }, element("div", { class: "pair-name" }, name), element("pre", { tabindex: "0", role: "region", "aria-label": name }, element("code", {}, ...code)), below);
      }),
    );
  }

  both(film, frame) {
    return ["batch_loss", "twin_loss"].map((array) => film.at({ array, column: 0 }, frame));
  }

  render(moment) {
    if (!this.data || moment.doing === this.doing) return;
    this.doing = moment.doing;
    for (const node of this.programs.querySelectorAll("[data-phase]")) node.classList.toggle("stage-lit", node.dataset.phase === (moment.doing ?? null));
  }

  speak({ film, frame, last }) {
    if (!this.data) return;
    if (!this.data.possible) return write(this.says, "These two programs are the linear model with mean squared error and plain SGD. This run is another: its own program is in “The program”.");
    const [mine, other] = this.both(film, last && frame > 0 ? frame - 1 : frame);
    const pair = this.data.mine === "scratch" ? [mine, other] : [other, mine];
    this.losses.forEach((node, i) => write(node, Number.isNaN(pair[i]) ? "not run here" : this.digits(pair[i])));
    write(this.says, this.verdict());
  }

  verdict() {
    const { compared, equal, largest } = this.data.apart;
    const many = count(compared);
    if (compared === 0) return "";
    if (equal === compared) return `Both programs have run: all ${many} losses compared are the same to the last bit.`;
    const apart = `none differs by more than ${number(100 * largest)} %`;
    const same = `of ${many} losses compared ${count(equal)} are the same to the last bit, and ${apart}`;
    return `Both programs have run: ${same}. The rest is rounding: the two add up in a different order.`;
  }

  dispose() {
    this.root.remove();
    this.player.remove(this);
  }
}
