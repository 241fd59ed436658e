// Buttons whose learning rate is a share of the limit: they follow the data and the inputs of the run that is shown.

import { button, element, write } from "./dom.js";
import { rate } from "./format.js";

export class Tries {
  rates = []; // of each button, once the film says which there are

  /** `items` have a `label` ("{}" is where its rate stands), the `fields` that it turns, and `rate`: a share of the limit, or null. */
  constructor(host, _player, { items, stops }, turn) {
    this.items = items;
    this.turn = turn;
    this.stops = stops.map(Number);
    this.buttons = items.map((_, place) => button("", () => this.press(place), { class: "tries-button" }));
    host.append(element("div", { class: "tries" }, ...this.buttons));
  }

  film(film) {
    const { rates, spec } = film.header;
    this.rates = this.items.map(({ rate: asked, fields }) => asked && chosen(asked, rates[fields.scale ?? spec.scale], this.stops));
    this.items.forEach(({ label }, place) => {
      const found = this.rates[place];
      this.buttons[place].disabled = found === undefined;
      write(this.buttons[place], label.replace("{}", found ? rate(found) : "no such rate here"));
    });
  }

  press(place) {
    const lr = this.rates[place];
    this.turn(lr ? { place, lr } : { place });
  }
}

/**
 * The stop that a button takes: the one nearest to a share of the limit, on the same side of the limit; the last `below` or the first
 * `above` it; or one `between` the limit and those along single weights. Undefined where there is none.
 */
export function chosen({ share, side }, { limit, alone }, stops) {
  const wanted = side === "between" ? Math.sqrt(limit * alone) : share * limit;
  const allowed = {
    near: (stop) => (share < 1 ? stop < limit : stop > limit),
    below: (stop) => stop < wanted,
    above: (stop) => stop > wanted,
    between: (stop) => limit < stop && stop < alone,
  }[side];
  const away = (stop) => Math.abs(Math.log(stop / wanted));
  return stops.filter(allowed).sort((a, b) => away(a) - away(b))[0];
}
