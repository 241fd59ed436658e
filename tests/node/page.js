// A page for tests: of what browsers have, the little that views ask for. Nothing has a size here, and nothing is drawn.

class Node {
  constructor(tag = "") {
    Object.assign(this, {
      tag,
      children: [],
      attributes: new Map(),
      listeners: {},
      style: {},
      dataset: {},
      parent: null,
      own: "",
    });
    if (tag === "canvas") this.clientWidth = this.clientHeight = 0;
  }

  get textContent() {
    return this.own + this.children.map(({ textContent }) => textContent).join("");
  }

  set textContent(text) {
    this.replaceChildren(text);
  }

  append(...nodes) {
    for (const node of nodes) this.appendChild(node);
  }

  appendChild(node) {
    const made = node instanceof Node ? node : Object.assign(new Node(), { own: node });
    made.parent = this;
    this.children.push(made);
    return made;
  }

  replaceChildren(...nodes) {
    this.children = [];
    this.append(...nodes);
  }

  setAttribute(name, value) {
    this.attributes.set(name, String(value));
  }

  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  removeAttribute(name) {
    this.attributes.delete(name);
  }

  toggleAttribute(name, on) {
    if (on) this.setAttribute(name, "");
    else this.removeAttribute(name);
  }

  addEventListener(name, heard) {
    this.listeners[name] = heard;
  }

  get classList() {
    const names = () => new Set((this.getAttribute("class") ?? "").split(" ").filter(Boolean));
    const keep = (all) => this.setAttribute("class", [...all].join(" "));
    return {
      contains: (name) => names().has(name),
      toggle: (name, on) => keep(on ? names().add(name) : [...names()].filter((one) => one !== name)),
    };
  }

  /** All nodes below with an attribute, which is all that views look for: "[data-phase]". */
  querySelectorAll(selector) {
    const below = this.children.flatMap((child) => [child, ...child.querySelectorAll(selector)]);
    return [...new Set(below.filter(({ attributes }) => attributes.has(selector.slice(1, -1))))];
  }

  focus() {}

  select() {}

  /** What a hand does: `press(node)`, `press(node, "input")`. */
  press(name = "click", event = {}) {
    this.listeners[name]({ target: this, ...event });
  }

  getContext() {
    this.context ??= {
      calls: [],
      setTransform: (...given) => this.context.calls.push(given),
      clearRect: (...given) => this.context.calls.push(given),
      fillStyle: "#ffffff",
    };
    return this.context;
  }
}

/** Sizes are told by hand: `sizes.watched`, `sizes.tell()`. */
class ResizeObserver {
  watched = [];

  constructor(tell) {
    this.tell = tell;
  }

  observe(node) {
    this.watched.push(node);
  }

  disconnect() {
    this.watched = [];
  }
}

/** What is in sight is told by hand: `IntersectionObserver.tell(node)`. */
class IntersectionObserver {
  static watching = new Map();

  constructor(tell) {
    this.tell = tell;
  }

  observe(node) {
    IntersectionObserver.watching.set(node, this);
  }

  disconnect() {
    for (const [node, observer] of IntersectionObserver.watching)
      if (observer === this) IntersectionObserver.watching.delete(node);
  }

  static tell(node, isIntersecting = true) {
    IntersectionObserver.watching.get(node)?.tell([{ target: node, isIntersecting }]);
  }
}

const document = {
  head: new Node("head"),
  createElement: (tag) => new Node(tag),
  createElementNS: (_, tag) => new Node(tag),
  addEventListener() {},
  dispatchEvent() {},
};
const getComputedStyle = () => ({ getPropertyValue: () => "", fontFamily: "serif" });
const matchMedia = () => ({ matches: false });

Object.assign(globalThis, { document, ResizeObserver, IntersectionObserver, getComputedStyle, matchMedia });
globalThis.addEventListener ??= () => {};

export const place = () => new Node("div");
