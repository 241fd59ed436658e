// The graph of a formula: values go forward along its lines, gradients come back, and the switches of requires_grad stand at the variables.

import { button, element, svg, write } from "../../stage/kit/dom.js";
import { layered } from "./layers.js";
import { brief, passes, short } from "../../stage/kit/passes.js";
import { clamp, smooth } from "../../stage/kit/shares.js";
import { View } from "../../stage/kit/view.js";

const PHONE = 640; // px: narrower, and the graph runs from top to bottom
const GAPS = { wide: [96, 170], compact: [76, 170], vertical: [58, 58] };
const LETTER = 8.2; // px that a letter of the words takes, about
const BADGE = 22; // px beside the result, for its name
const SMALLEST = 0.6; // share of its size to which a graph shrinks to fit its place; a larger one scrolls
const SAMPLES = 48; // points that a line is known by
const VARIABLES = ["x", "w", "b"];

/**
 * The card of a node; an operation has the names of its functions, a variable its switch.
 * @typedef {{ root: HTMLElement, value: HTMLElement, gradient: HTMLElement, fn?: HTMLElement, switch?: HTMLElement }} Card
 */

export default class GraphView extends View {
  drawing = svg("svg", { class: "graph-lines", "aria-hidden": "true" });
  canvas = element("div", { class: "graph-canvas" }, this.drawing);
  scroll = element("div", { class: "graph-scroll" }, this.canvas);
  words = element("p", { class: "graph-words" });
  result = element("strong", { class: "graph-y" }); // in sight also where the graph is larger than the window
  /** @type {Card[]} */
  cards = [];
  /** @type {any[]} of each edge its path, its label, and the chip that goes along it */
  lines = [];
  /** @type {number[][]} where each card lies */
  boxes = [];
  /** @type {import("../../stage/kit/passes.js").State[]} what is known before each scene */
  states = [];
  scale = 1;
  width = 0;
  measured = ""; // what the places were found for
  shown = ""; // what has last arrived
  told = null; // the words that stand below

  /** @param {import("../../stage/kit/view.js").Given} given */
  constructor(given) {
    super(given);
    const legend = [
      element("span", { class: "graph-key graph-key-value" }, "value, forward →"),
      element("span", { class: "graph-key graph-key-gradient" }, "← gradient, backward"),
    ];
    this.caption.append(this.result, element("span", { class: "graph-legend" }, ...legend));
    write(this.title, "The graph");
    this.root.append(this.scroll, this.words);
    this.watch(this.root);
  }

  /**
   * Where a formula has no graph, that of before stays, faint.
   * @param {import("../../stage/play/film.js").Film} film
   */
  film(film) {
    const none = !film.header.pictures[this.name];
    this.root.classList.toggle("graph-stale", none);
    if (none) this.ready();
    else super.film(film);
  }

  /** @param {any} picture */
  shapeOf({ nodes, edges }) {
    const told = (/** @type {any} */ { kind, name, sign, source }) => [kind, name, sign, source];
    return [nodes.map(told), edges.map((/** @type {any} */ { from, to }) => [from, to])];
  }

  /** @param {any} picture */
  take(picture) {
    this.shown = "";
    this.told = null;
    this.states = passes(picture);
    picture.nodes.forEach((/** @type {any} */ node, /** @type {number} */ i) => this.still(this.cards[i], node));
    this.resize();
  }

  // ---- building

  /** @param {any} picture */
  build({ nodes, edges }) {
    for (const { root } of this.cards) root.remove();
    this.drawing.replaceChildren();
    this.cards = nodes.map((/** @type {any} */ node, /** @type {number} */ i) =>
      this.card(node, i === nodes.length - 1),
    );
    const paths = Array.from(edges, () => this.drawing.appendChild(svg("path", { class: "graph-line" })));
    const labels = Array.from(edges, () =>
      this.drawing.appendChild(svg("text", { class: "graph-label", dy: "0.35em" })),
    );
    this.lines = paths.map((path, i) => {
      const plate = svg("rect", { y: -14, height: 28, rx: 14 });
      const text = svg("text", { "text-anchor": "middle", dy: "0.35em" });
      const chip = this.drawing.appendChild(svg("g", { class: "graph-chip" }, plate, text));
      return { path, label: labels[i], plate, text, chip };
    });
    this.measured = "";
    this.watch(this.root, ...this.cards.map(({ root }) => root));
  }

  /**
   * The card of a node: a variable with its switch, a constant, or an operation.
   * @param {any} node
   * @param {boolean} result
   */
  card(node, result) {
    const value = element("span", { class: "graph-value" });
    const gradient = element("span", { class: "graph-gradient" });
    const name = result ? "y" : node.name;
    const badge = result ? [element("span", { class: "graph-result" }, "y")] : [];
    const head = element("div", { class: "graph-head" });
    const numbers = element("div", { class: "graph-numbers" });
    const root = this.canvas.appendChild(element("div", { "data-node": name }, head, numbers));
    if (node.kind === "operation") {
      const { sign, source } = node;
      const fn = element("span", { class: "graph-function" });
      root.className = "graph-card graph-operation";
      head.append(
        element("span", { class: sign.length > 6 ? "graph-sign graph-long" : "graph-sign", title: sign }, sign),
      );
      head.append(element("span", { class: "graph-source", title: source }, source.replaceAll("torch.", "")));
      numbers.append(value, gradient);
      root.append(fn, ...badge);
      return { root, value, gradient, fn };
    }
    const variable = node.kind === "variable";
    root.className = `graph-card graph-leaf graph-${node.kind}`;
    head.append(element("span", { class: "graph-name", title: node.source }, node.name), value);
    numbers.append(element("span", { class: "graph-grad-name" }, variable ? `${node.name}.grad` : ".grad"), gradient);
    root.append(...badge);
    if (!variable) return { root, value, gradient };
    const track = element("span", { class: "graph-track", "aria-hidden": "true" });
    const needs = button(track, () => this.ask(node.name, needs), {
      role: "switch",
      class: "graph-switch",
      "aria-label": `${node.name} requires_grad`,
    });
    needs.append(element("span", { class: "graph-switch-label" }, "requires_grad"));
    head.append(needs);
    return { root, value, gradient, switch: needs };
  }

  /**
   * What of a card does not change while the film plays.
   * @param {Card} card
   * @param {any} node
   */
  still(card, node) {
    if (card.switch) card.switch.setAttribute("aria-checked", String(node.requires_grad));
    if (card.fn) {
      const [first = "no grad_fn", ...more] = node.functions;
      write(card.fn, more.length ? `${first} +${more.length}` : first);
      card.fn.title = node.functions.join(", ");
    }
  }

  /**
   * A switch was turned: which variables require a gradient from now on.
   * @param {string} name
   * @param {HTMLElement} button
   */
  ask(name, button) {
    const now = new URLSearchParams(this.player.query).get("needs") ?? "none";
    const needs =
      VARIABLES.filter((one) => (one === name) !== (now !== "none" && now.includes(one))).join("") || "none";
    button.setAttribute("aria-checked", String(needs !== "none" && needs.includes(name)));
    this.player.vary({ needs });
    this.turn({ needs });
  }

  resize() {
    this.width = Math.round(this.root.clientWidth);
    if (!this.picture || !this.width) return;
    const vertical = this.width <= PHONE;
    this.canvas.classList.toggle("graph-vertical", vertical);
    const measured = () => `${this.width} ${this.built} ${this.cardSizes()}`;
    if (measured() === this.measured) return;
    if (vertical) this.lay("vertical");
    else if (!this.lay("wide")) this.lay("compact");
    this.measured = measured();
    /** @type {(words: [string, any][]) => number} */
    const letters = (words) =>
      words.reduce((sum, [, part]) => sum + (typeof part === "string" ? part : short(part)).length, 0);
    const longest = Math.max(
      letters(this.picture.end),
      ...this.picture.scenes.map((/** @type {any} */ { words }) => letters(words)),
    );
    this.words.style.minHeight = `${1.5 * Math.ceil((longest * LETTER) / this.width)}em`; // so that nothing below it jumps
    this.shown = "";
    this.player.schedule();
  }

  cardSizes() {
    return this.cards.map(({ root }) => [root.offsetWidth, root.offsetHeight]);
  }

  /**
   * Puts the cards, and the lines between them, in their places, and says whether there is room for all.
   * @param {"wide" | "compact" | "vertical"} style
   */
  lay(style) {
    const vertical = style === "vertical";
    this.canvas.classList.toggle("graph-compact", style === "compact");
    const sizes = this.cardSizes();
    const { edges, nodes } = this.picture;
    const early = (/** @type {number} */ node) => nodes[node].kind === "variable";
    const { boxes, lines, size } = layered(sizes, edges, {
      vertical,
      room: this.width - (vertical ? 2 : BADGE),
      gap: GAPS[style],
      early,
    });
    const width = Math.max(this.width, size[0] + 2, boxes[boxes.length - 1][0] + sizes[sizes.length - 1][0] + BADGE);
    const height = size[1] + 4;
    Object.assign(this.canvas.style, { width: `${width}px`, height: `${height}px` });
    Object.assign(this.drawing.style, { width: `${width}px`, height: `${height}px` });
    this.boxes = boxes;
    this.cards.forEach(
      ({ root }, i) => (root.style.transform = `translate(${boxes[i][0] + 1}px, ${boxes[i][1] + 2}px)`),
    );
    this.lines.forEach((line, i) => {
      const { path, label, anchor } = lines[i];
      line.path.setAttribute("d", path);
      line.path.setAttribute("transform", "translate(1 2)");
      const length = line.path.getTotalLength();
      line.points = Array.from({ length: SAMPLES + 1 }, (_, n) => line.path.getPointAtLength((length * n) / SAMPLES));
      line.label.setAttribute("text-anchor", anchor);
      line.label.setAttribute("x", label[0] + 1);
      line.label.setAttribute("y", label[1] + 2);
    });
    this.scale = clamp(this.width / width, SMALLEST);
    this.canvas.style.scale = String(this.scale);
    this.scroll.style.height = `${Math.ceil(this.scale * height)}px`;
    return width <= this.width;
  }

  // ---- drawing

  /** @param {import("../../stage/play/player.js").Moment} moment */
  draw({ frame, moved }) {
    const { picture } = this;
    const scene = picture.scenes[frame];
    const arrived = scene && moved >= scene.arrives;
    const acting = moved > 0 ? frame : frame - 1; // at rest, what was done last is what is spoken of
    const key = `${frame} ${arrived} ${acting}`;
    if (key !== this.shown) {
      this.shown = key;
      this.settle(this.states[frame + (arrived ? 1 : 0)], picture.scenes[acting]);
      if (picture.scenes[acting]) this.follow(picture.scenes[acting].node);
    }
    this.move(scene, moved, this.states[frame]);
  }

  /**
   * All that stands still until the next thing arrives.
   * @param {import("../../stage/kit/passes.js").State} state
   * @param {any} scene
   */
  settle(state, scene) {
    const { nodes, edges } = this.picture;
    const back = state.call > 0;
    write(this.result, `y = ${state.known.at(-1) ? brief(nodes.at(-1).value) : "?"}`);
    nodes.forEach((/** @type {any} */ node, /** @type {number} */ i) => {
      const card = this.cards[i];
      const { root, value, gradient } = card;
      write(value, state.known[i] ? brief(node.value) : " ");
      value.title = state.known[i] ? String(node.value) : "";
      if (node.kind === "operation") {
        write(gradient, state.gradients[i] === null ? " " : `← ${brief(state.gradients[i])}`);
        gradient.title = state.gradients[i] === null ? "" : `${node.by} = ${short(state.gradients[i])}`;
      } else {
        write(gradient, this.sum(state.kept[i], node));
        gradient.classList.toggle("graph-none", !state.kept[i]);
      }
      root.classList.toggle("graph-known", state.known[i]);
      root.classList.toggle("graph-reached", state.gradients[i] !== null || Boolean(state.kept[i]));
      root.classList.toggle("graph-dim", back && !node.back);
      root.classList.toggle("graph-lit", scene?.node === i);
      root.dataset.pass = scene?.kind === "forward" ? "forward" : "backward";
    });
    edges.forEach((/** @type {any} */ edge, /** @type {number} */ i) => {
      const { path, label } = this.lines[i];
      path.classList.toggle("graph-went", state.forward[i]);
      path.classList.toggle("graph-came", state.back[i]);
      path.classList.toggle("graph-dim", back && !edge.flows);
      write(
        label,
        state.back[i] || (scene?.kind === "backward" && scene.node === edge.to && edge.flows) ? this.local(edge) : "",
      );
    });
  }

  /**
   * The derivative of an operation by one input, as it stands on the line: × x = 3.
   * @param {any} edge
   */
  local({ derivative, symbol }) {
    return derivative === null ? "" : `× ${symbol ? `${symbol} = ` : ""}${brief(derivative)}`;
  }

  /**
   * What a leaf's .grad holds, and how it came to it.
   * @param {import("../../stage/kit/passes.js").Kept | null} kept
   * @param {any} node
   */
  sum(kept, node) {
    if (!kept) return node.kind === "variable" || node.requires_grad ? "None" : "";
    const { before, came, after } = kept;
    if (before === null) return short(after);
    const whole = `${short(before)} + ${short(came)} = ${short(after)}`;
    return whole.length <= (this.canvas.classList.contains("graph-vertical") ? 10 : 19) ? whole : `${short(after)}`;
  }

  /**
   * What is on its way, between two frames.
   * @param {any} scene
   * @param {number} moved
   * @param {import("../../stage/kit/passes.js").State} state
   */
  move(scene, moved, state) {
    this.picture.edges.forEach((/** @type {any} */ edge, /** @type {number} */ i) => {
      const line = this.lines[i];
      let at = null;
      let [text, role, seen] = ["", "value", 1];
      if (state.waiting[i]) [at, text, role] = [0, brief(edge.carried), "gradient"];
      if (scene?.kind === "forward" && scene.node === edge.to && moved > 0 && moved < scene.arrives) {
        at = smooth(moved / scene.arrives);
        text = brief(this.picture.nodes[edge.from].value);
      } else if (scene?.kind === "backward" && scene.node === edge.to && edge.flows && moved > 0) {
        const share = smooth((moved - 0.08) / (scene.arrives - 0.08));
        if (share < 1 || this.picture.nodes[edge.from].kind !== "operation")
          [at, text, role] = [
            1 - share,
            brief(share < 0.5 ? this.picture.nodes[edge.to].gradient : edge.carried),
            "gradient",
          ];
      } else if (scene?.kind === "accumulate" && scene.node === edge.from && state.waiting[i]) {
        seen = 1 - Math.min(1, moved / scene.arrives);
      }
      this.chip(line, at, text, role, seen);
    });
  }

  /**
   * @param {any} line
   * @param {number | null} at
   * @param {string} text
   * @param {string} role
   * @param {number} seen
   */
  chip(line, at, text, role, seen) {
    const { chip, points } = line;
    if (at === null || seen === 0) {
      if (line.on !== false) chip.style.display = "none";
      line.on = false;
      return;
    }
    if (line.on !== true) chip.style.display = "";
    line.on = true;
    if (line.said !== text || line.role !== role) {
      [line.said, line.role] = [text, role];
      const width = Math.max(34, 18 + 9.5 * text.length);
      line.text.textContent = text;
      line.plate.setAttribute("x", -width / 2);
      line.plate.setAttribute("width", width);
      line.half = width / 2;
      chip.setAttribute("data-role", role);
    }
    const place = at * SAMPLES;
    const low = Math.min(SAMPLES - 1, Math.floor(place));
    const share = place - low;
    const [p, q] = [points[low], points[low + 1]];
    const vertical = this.canvas.classList.contains("graph-vertical");
    const inset = (vertical ? 16 : line.half) * (1 - 2 * at); // it stops beside a card, not on it
    const [x, y] = [
      p.x + (q.x - p.x) * share + (vertical ? 0 : inset),
      p.y + (q.y - p.y) * share + (vertical ? inset : 0),
    ];
    chip.setAttribute("transform", `translate(${(x + 1).toFixed(1)} ${(y + 2).toFixed(1)})`);
    chip.setAttribute("opacity", seen.toFixed(2));
  }

  /**
   * In a graph that is wider than its place, what happens is in sight.
   * @param {any} node
   */
  follow(node) {
    const { scroll } = this;
    if (scroll.scrollWidth <= scroll.clientWidth) return;
    const [left, width] = [this.boxes[node][0], this.cards[node].root.offsetWidth].map((size) => size * this.scale);
    if (left >= scroll.scrollLeft && left + width <= scroll.scrollLeft + scroll.clientWidth) return;
    scroll.scrollTo({ left: left + width / 2 - scroll.clientWidth / 2, behavior: "smooth" });
  }

  // ---- words

  /** @param {import("../../stage/play/player.js").Moment} moment */
  say({ frame, moved }) {
    const { picture } = this;
    const { scenes } = picture;
    const acting = moved > 0 ? frame : frame - 1;
    const told = frame >= scenes.length ? picture.end : (scenes[acting]?.words ?? [["", "Nothing is computed yet."]]);
    if (told !== this.told) {
      this.told = told;
      this.words.replaceChildren(
        ...told.map((/** @type {[string, any]} */ [role, part]) =>
          element(
            "span",
            role ? { "data-role": role } : {},
            typeof part === "number" || role === "prediction" || role === "gradient" ? short(part) : String(part),
          ),
        ),
      );
    }
  }

  /** @param {import("../../stage/play/player.js").Moment} moment */
  atRest({ frame }) {
    const state = this.states[frame];
    const parts = this.picture.nodes.map((/** @type {any} */ node, /** @type {number} */ i) => {
      const value = state.known[i] ? short(node.value) : "not computed yet";
      if (node.kind !== "operation")
        return `${node.name} is ${value}, ${node.name}.grad is ${state.kept[i] ? short(state.kept[i].after) : "None"}`;
      return `${node.name} is ${value}${state.gradients[i] === null ? "" : `, gradient ${short(state.gradients[i])}`}`;
    });
    return `Step ${frame} of ${this.picture.scenes.length}: ${parts.join("; ")}.`;
  }
}
