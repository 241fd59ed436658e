// The card of a node: an operation, a constant, or a variable with its switch; its value and its gradient.

import { button, element, write } from "../../stage/kit/dom.js";
import { brief, short } from "../../stage/kit/passes.js";

export class Card {
  value = element("span", { class: "graph-value" });
  gradient = element("span", { class: "graph-gradient" });
  /** @type {HTMLElement | undefined} the names of an operation's functions */
  fn = undefined;
  /** @type {HTMLElement | undefined} of a variable: whether it requires a gradient */
  switch = undefined;

  /**
   * @param {import("./view.js").Node} node
   * @param {boolean} result of the whole formula
   * @param {() => void} ask hears of its switch
   */
  constructor({ kind, name, sign, source }, result, ask) {
    const head = element("div", { class: "graph-head" });
    const numbers = element("div", { class: "graph-numbers" });
    const which = kind === "operation" ? "graph-operation" : `graph-leaf graph-${kind}`;
    const attributes = { "data-node": result ? "y" : name, class: `graph-card ${which}` };
    this.root = element("div", attributes, head, numbers);
    if (kind === "operation") {
      const size = sign.length > 6 ? "graph-sign graph-long" : "graph-sign";
      head.append(element("span", { class: size, title: sign }, sign));
      head.append(element("span", { class: "graph-source", title: source }, source.replaceAll("torch.", "")));
      this.fn = this.root.appendChild(element("span", { class: "graph-function" }));
    } else {
      head.append(element("span", { class: "graph-name", title: source }, name), this.value);
      numbers.append(element("span", { class: "graph-grad-name" }, kind === "variable" ? `${name}.grad` : ".grad"));
    }
    if (kind === "variable") {
      const words = { role: "switch", class: "graph-switch", "aria-label": `${name} requires_grad` };
      this.switch = button(element("span", { class: "graph-track", "aria-hidden": "true" }), ask, words);
      this.switch.append(element("span", { class: "graph-switch-label" }, "requires_grad"));
      head.append(this.switch);
    }
    if (kind === "operation") numbers.append(this.value);
    numbers.append(this.gradient);
    if (result) this.root.append(element("span", { class: "graph-result" }, "y"));
  }

  get size() {
    return [this.root.offsetWidth, this.root.offsetHeight];
  }

  /** @param {boolean} on */
  press(on) {
    this.switch?.setAttribute("aria-checked", String(on));
  }

  /**
   * What does not change while the film plays.
   * @param {import("./view.js").Node} node
   */
  take({ functions, requires_grad: needed }) {
    this.press(needed);
    if (!this.fn) return;
    const [first = "no grad_fn", ...more] = functions;
    write(this.fn, more.length ? `${first} +${more.length}` : first);
    this.fn.title = functions.join(", ");
  }

  /**
   * What is known of the node `i`. On the way back, what has no part in it is dim.
   * @param {import("./view.js").Node} node
   * @param {number} i
   * @param {import("../../stage/kit/passes.js").State} state
   * @param {import("./view.js").Scene | undefined} scene what is spoken of
   * @param {number} longest characters that there is room for
   */
  show(node, i, state, scene, longest) {
    const [known, gradient, kept] = [state.known[i], state.gradients[i], state.kept[i]];
    write(this.value, known ? brief(node.value) : " ");
    this.value.title = known ? String(node.value) : "";
    if (this.fn) {
      write(this.gradient, gradient === null ? " " : `← ${brief(gradient)}`);
      this.gradient.title = gradient === null ? "" : `${node.by} = ${short(gradient)}`;
    } else {
      write(this.gradient, kept ? sum(kept, longest) : node.kind === "variable" || node.requires_grad ? "None" : "");
      this.gradient.classList.toggle("graph-none", !kept);
    }
    this.root.classList.toggle("graph-known", known);
    this.root.classList.toggle("graph-reached", gradient !== null || kept !== null);
    this.root.classList.toggle("graph-dim", state.call > 0 && !node.back);
    this.root.classList.toggle("graph-lit", scene?.node === i);
    this.root.dataset.pass = scene?.kind === "forward" ? "forward" : "backward";
  }
}

/**
 * What a leaf's .grad holds, and, where there is room, how it came to it.
 * @param {import("../../stage/kit/passes.js").Kept} kept
 * @param {number} longest
 */
function sum({ before, came, after }, longest) {
  const whole = `${short(before)} + ${short(came)} = ${short(after)}`;
  return before === null || whole.length > longest ? short(after) : whole;
}
