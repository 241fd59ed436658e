// The graph of a formula: values go forward along its lines, gradients come back, variables switch requires_grad.

import { element, svg, write } from "../../stage/kit/dom.js";
import { brief, passes } from "../../stage/kit/passes.js";
import { clamp } from "../../stage/kit/shares.js";
import { View } from "../../stage/kit/view.js";
import { Card } from "./card.js";
import { flight } from "./flight.js";
import { layered } from "./layers.js";
import { Line } from "./line.js";
import { rows, summary, told, written } from "./words.js";

const PHONE = 640; // px: narrower, and the graph runs from top to bottom
const GAPS = { wide: [96, 170], compact: [76, 170], vertical: [58, 58] };
const BADGE = 22; // px beside the result, for its name
const SMALLEST = 0.6; // share of its size to which a graph shrinks to fit its place; a larger one scrolls
const SUM = { across: 19, down: 10 }; // characters of a sum that a card has room for
const VARIABLES = ["x", "w", "b"];

/**
 * What components/films/formula.py tells of a graph: of a node the derivative of y by it in letters (`by`), and whether
 * it lies on the way `back`; of an edge the derivative of its operation, and its `symbol` where that says more. Words
 * are pairs of a role and a text or number. A scene is what happens in a beat; `passes` says when its number arrives.
 * @typedef {import("../../stage/kit/passes.js").Value} Value
 * @typedef {import("../../stage/told").GraphNode} Node
 * @typedef {import("../../stage/told").GraphEdge} Edge
 * @typedef {[role: string, part: Value][]} Words
 * @typedef {import("../../stage/told").GraphScene & { words: Words, arrives: number }} Scene
 * @typedef {Omit<import("../../stage/told").Graph, "scenes" | "end"> & { scenes: Scene[], end: Words }} Graph
 */

export default class GraphView extends View {
  /** @type {Graph} that of the newest film; none before it */
  picture = /** @type {any} */ (null);
  drawing = svg("svg", { class: "graph-lines", "aria-hidden": "true" });
  canvas = element("div", { class: "graph-canvas" }, this.drawing);
  scroll = element("div", { class: "graph-scroll" }, this.canvas);
  words = element("p", { class: "graph-words" });
  result = element("strong", { class: "graph-y" }); // in sight also where the graph is larger than the window
  /** @type {Card[]} */
  cards = [];
  /** @type {Line[]} */
  lines = [];
  /** @type {number[][]} where each card lies */
  boxes = [];
  /** @type {import("../../stage/kit/passes.js").State[]} what is known before each scene */
  states = [];
  scale = 1;
  width = 0;
  vertical = false;
  measured = ""; // what the places were found for
  shown = ""; // what has last arrived
  /** @type {Words | null} the words that stand below */
  told = null;

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
   * Where a formula has no graph, that of before stays, without its colours.
   * @param {import("../../stage/play/film.js").Film} film
   */
  film(film) {
    const none = !film.header.pictures[this.name];
    this.root.classList.toggle("graph-stale", none);
    if (none) this.ready();
    else super.film(film);
  }

  /** @param {Graph} picture */
  shapeOf({ nodes, edges }) {
    return [
      nodes.map(({ kind, name, sign, source }) => [kind, name, sign, source]),
      edges.map(({ from, to }) => [from, to]),
    ];
  }

  /** @param {Graph} picture */
  take(picture) {
    this.shown = "";
    this.told = null;
    this.states = passes(picture);
    picture.nodes.forEach((node, i) => this.cards[i].take(node));
    this.resize();
  }

  /** @param {Graph} picture */
  build({ nodes, edges }) {
    for (const { root } of this.cards) root.remove();
    this.cards = nodes.map((node, i) => new Card(node, i === nodes.length - 1, () => this.ask(node.name, i)));
    this.canvas.append(...this.cards.map(({ root }) => root));
    this.lines = edges.map(() => new Line());
    const parts = /** @type {const} */ (["path", "label", "chip"]);
    this.drawing.replaceChildren(...parts.flatMap((part) => this.lines.map((line) => line[part])));
    this.measured = "";
    this.watch(this.root, ...this.cards.map(({ root }) => root));
  }

  /**
   * A switch was turned: which variables require a gradient from now on.
   * @param {string} name
   * @param {number} card
   */
  ask(name, card) {
    if (this.player.keeps("needs")) return;
    const now = new URLSearchParams(this.player.query).get("needs") ?? "none";
    const needs = VARIABLES.filter((one) => (one === name) !== now.includes(one)).join("") || "none";
    this.cards[card].press(needs.includes(name));
    this.player.vary({ needs });
    this.turn({ needs });
  }

  // ---- places

  resize() {
    this.width = Math.round(this.root.clientWidth);
    if (!this.picture || !this.width) return;
    this.vertical = this.width <= PHONE;
    this.canvas.classList.toggle("graph-vertical", this.vertical);
    const measured = () => `${this.width} ${this.built} ${this.cards.map(({ size }) => size)}`;
    if (measured() === this.measured) return;
    if (this.vertical) this.lay("vertical");
    else if (!this.lay("wide")) this.lay("compact");
    this.measured = measured();
    this.words.style.minHeight = `${1.5 * rows(this.picture, this.width)}em`; // so that nothing below it jumps
    this.shown = "";
    this.player.schedule();
  }

  /**
   * Puts the cards, and the lines between them, in their places, and says whether there is room for all.
   * @param {"wide" | "compact" | "vertical"} style
   */
  lay(style) {
    const { vertical } = this;
    this.canvas.classList.toggle("graph-compact", style === "compact");
    const sizes = this.cards.map(({ size }) => size);
    const { edges, nodes } = this.picture;
    const { boxes, lines, size } = layered(sizes, edges, {
      vertical,
      room: this.width - (vertical ? 2 : BADGE),
      gap: GAPS[style],
      early: (node) => nodes[node].kind === "variable",
    });
    const width = Math.max(this.width, size[0] + 2, boxes[boxes.length - 1][0] + sizes[sizes.length - 1][0] + BADGE);
    const height = size[1] + 4;
    Object.assign(this.canvas.style, { width: `${width}px`, height: `${height}px` });
    Object.assign(this.drawing.style, { width: `${width}px`, height: `${height}px` });
    this.boxes = boxes;
    this.cards.forEach(
      ({ root }, i) => (root.style.transform = `translate(${boxes[i][0] + 1}px, ${boxes[i][1] + 2}px)`),
    );
    this.lines.forEach((line, i) => line.lay(lines[i], vertical));
    this.scale = clamp(this.width / width, SMALLEST);
    this.canvas.style.scale = String(this.scale);
    this.scroll.style.height = `${Math.ceil(this.scale * height)}px`;
    return width <= this.width;
  }

  // ---- drawing

  /** @param {import("../../stage/kit/view.js").Shown} moment */
  draw({ frame, moved }) {
    const { picture } = this;
    /** @type {Scene | undefined} */
    const scene = picture.scenes[frame];
    const arrived = scene && moved >= scene.arrives;
    const acting = moved > 0 ? frame : frame - 1; // at rest, what was done last is what is spoken of
    const key = `${frame} ${arrived} ${acting}`;
    if (key !== this.shown) {
      this.shown = key;
      this.settle(this.states[frame + (arrived ? 1 : 0)], picture.scenes[acting]);
      if (picture.scenes[acting]) this.follow(picture.scenes[acting].node);
    }
    this.lines.forEach((line, i) => line.carry(flight(picture, i, this.states[frame], scene, moved)));
  }

  /**
   * All that stands still until the next thing arrives.
   * @param {import("../../stage/kit/passes.js").State} state
   * @param {Scene | undefined} scene
   */
  settle(state, scene) {
    const { nodes, edges } = this.picture;
    write(this.result, `y = ${state.known.at(-1) ? brief(nodes[nodes.length - 1].value) : "?"}`);
    const room = this.vertical ? SUM.down : SUM.across;
    nodes.forEach((node, i) => this.cards[i].show(node, i, state, scene, room));
    edges.forEach((edge, i) =>
      this.lines[i].show(edge, {
        forward: state.forward[i],
        back: state.back[i],
        dim: state.call > 0 && !edge.flows,
        acting: scene?.kind === "backward" && scene.node === edge.to,
      }),
    );
  }

  /**
   * In a graph that is wider than its place, what happens is in sight.
   * @param {number} node
   */
  follow(node) {
    const { scroll } = this;
    if (scroll.scrollWidth <= scroll.clientWidth) return;
    const [left, width] = [this.boxes[node][0], this.cards[node].root.offsetWidth].map((size) => size * this.scale);
    if (left >= scroll.scrollLeft && left + width <= scroll.scrollLeft + scroll.clientWidth) return;
    const behavior = this.player.still.matches ? "instant" : "smooth";
    scroll.scrollTo({ left: left + width / 2 - scroll.clientWidth / 2, behavior });
  }

  // ---- words

  /** @param {import("../../stage/kit/view.js").Shown} moment */
  say({ frame, moved }) {
    const now = told(this.picture, frame, moved);
    if (now === this.told) return;
    this.told = now;
    this.words.replaceChildren(
      ...now.map((part) => element("span", part[0] ? { "data-role": part[0] } : {}, written(part))),
    );
  }

  /** @param {import("../../stage/kit/view.js").Shown} moment */
  atRest({ frame }) {
    return summary(this.picture, this.states[frame], frame);
  }
}
