// A few buttons side by side, of which one is pressed.

import { button, element } from "./dom.js";

export class Switch {
  /** @type {HTMLButtonElement[]} */
  buttons = [];

  /**
   * @param {string} label of the whole
   * @param {string[]} choices
   * @param {(place: number) => void} chosen hears of a press; what is pressed then is for whoever hears to say
   */
  constructor(label, choices, chosen, pressed = 0) {
    this.chosen = chosen;
    this.node = element("span", { class: "stage-switch", role: "group", "aria-label": label });
    this.offer(choices, pressed);
  }

  /**
   * Offers other choices.
   * @param {string[]} choices
   */
  offer(choices, pressed = 0) {
    this.buttons = choices.map((choice, place) => button(choice, () => this.chosen(place)));
    this.node.replaceChildren(...this.buttons);
    this.press(pressed);
  }

  /** @param {number} place of the button that is pressed; -1 for none */
  press(place) {
    this.buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(i === place)));
  }
}
