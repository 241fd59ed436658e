// Buttons whose learning rate is a share of the limit: they follow the data and the inputs of the run that is shown.

import { button, element, write } from "../kit/dom.js";
import { rate } from "../kit/format.js";

/**
 * A rate by the limit, as `chosen` finds it; a button: in its `label` "{}" is where the rate stands, `fields` are what it turns; on a prepared page `why` it cannot.
 * @typedef {{ share: number, side: "near" | "below" | "above" | "between" }} Asked
 * @typedef {{ label: string, fields: Record<string, any>, rate: Asked | null, why?: string }} Item
 */

const UNKNOWN = "0.0 …"; // about as wide as a rate, so that no button moves once that is known

export class Tries {
  /** @type {(number | null | undefined)[]} of each button, once the film says which there are; null where it turns no rate */
  rates = [];

  /**
   * @param {HTMLElement} host
   * @param {unknown} _player
   * @param {{ items: Item[], stops: string[] }} data
   * @param {import("../play/player.js").Turn} turn
   */
  constructor(host, _player, { items, stops }, turn) {
    this.items = items;
    this.turn = turn;
    this.stops = stops.map(Number);
    this.buttons = items.map(({ label, why }, place) =>
      button(label.replace("{}", UNKNOWN), () => this.press(place), {
        class: "tries-button",
        disabled: true,
        title: why || null,
      }),
    );
    host.append(element("div", { class: "tries" }, ...this.buttons));
  }

  /** @param {import("../play/film.js").Film} film */
  film(film) {
    const { rates, spec } = film.header;
    this.rates = this.items.map(
      ({ rate: asked, fields }) => asked && chosen(asked, rates[fields.scale ?? spec.scale], this.stops),
    );
    this.items.forEach(({ label, why }, place) => {
      const found = this.rates[place];
      this.buttons[place].disabled = found === undefined || Boolean(why);
      write(this.buttons[place], label.replace("{}", found ? rate(found) : "no such rate here"));
    });
  }

  /** @param {number} place */
  press(place) {
    const lr = this.rates[place];
    this.turn(lr ? { place, lr } : { place });
  }
}

/**
 * The stop that a button takes: the one nearest to a share of the limit, on the same side of the limit; the last
 * `below` or the first
 * `above` it; or one `between` the limit and those along single weights. Undefined where there is none.
 * @param {Asked} asked
 * @param {{ limit: number, alone: number }} rates
 * @param {number[]} stops
 */
export function chosen({ share, side }, { limit, alone }, stops) {
  const wanted = side === "between" ? Math.sqrt(limit * alone) : share * limit;
  /** @type {Record<Asked["side"], (stop: number) => boolean>} */
  const sides = {
    near: (stop) => (share < 1 ? stop < limit : stop > limit),
    below: (stop) => stop < wanted,
    above: (stop) => stop > wanted,
    between: (stop) => limit < stop && stop < alone,
  };
  const away = (/** @type {number} */ stop) => Math.abs(Math.log(stop / wanted));
  return stops.filter(sides[side]).sort((a, b) => away(a) - away(b))[0];
}
