// What steers a formula: the line it is typed into, a slider for each variable, and how often backward is called.

import { element, write } from "./dom.js";
import { short } from "./passes.js";
import { range } from "./range.js";

const HINT = "Type any formula of x, w and b that gives one number. It is computed as you type.";

const often = (times) => ["once", "twice", "three times"][times - 1] ?? `${times} times`;

export class Sliders {
  /** `label`, `help` and `longest` are the formula's; `calls` and `sliders` those of the others. `commit({field: value})` tells Python. */
  constructor(host, player, { label, help, longest, calls, sliders }, commit) {
    Object.assign(this, { player, commit, longest });
    this.line = element("input", { type: "text", "aria-label": label, title: help, autocomplete: "off", autocapitalize: "off", spellcheck: "false", oninput: () => this.type(), onkeydown: (event) => event.key === "Enter" && this.done() });
    for (const end of ["change", "blur"]) this.line.addEventListener(end, () => this.done());
    this.told = element("p", { class: "sliders-told", "aria-live": "polite" }, HINT);
    this.calls = Array.from({ length: calls.most }, (_, i) => element("button", { type: "button", "aria-pressed": "false", "aria-label": `Call backward ${often(i + 1)}`, onclick: () => this.call(i + 1) }, often(i + 1)));
    this.sliders = sliders.map((slider) => this.slider(slider));
    const switches = element("div", { class: "sliders-calls" }, element("span", { "aria-hidden": "true" }, "y.backward()"), element("span", { class: "stage-switch", role: "group", "aria-label": calls.label, title: calls.help }, ...this.calls));
    const top = element("div", { class: "sliders-top" }, element("div", { class: "sliders-line" }, element("span", { "aria-hidden": "true" }, "y ="), this.line), switches);
    this.root = host.appendChild(element("div", { class: "sliders" }, top, this.told, ...this.sliders.map(({ root }) => root)));
    player.add(this);
  }

  slider({ field, help, low, high, step }) {
    const id = `slider-${field}`;
    const input = range(
      { class: "sliders-range", id, title: help, min: low, max: high, step },
      { turn: () => this.drag(made), release: () => this.release(made) },
    );
    const output = element("output", { for: id });
    const made = { field, input, output, low, high, root: element("div", { class: "sliders-one" }, element("label", { for: id }, field), input, output) };
    return made;
  }

  /** Takes over what the page was asked for; what is in the visitor's hand is left alone. */
  refresh({ run }) {
    if (this.player.held) return;
    const { values } = run;
    if (this.text !== values.text && (document.activeElement !== this.line || !this.typing)) this.line.value = values.text;
    for (const slider of this.sliders) {
      slider.input.value = values[slider.field];
      this.show(slider);
    }
    this.pressed(values.calls);
  }

  film(film) {
    const { failure, pictures } = film.header;
    this.line.setAttribute("aria-invalid", String(Boolean(failure?.column)));
    this.told.toggleAttribute("data-failed", Boolean(failure));
    if (failure) this.say(failure, film);
    else write(this.told, HINT);
    const drawn = Object.values(pictures).find(Boolean);
    for (const { field, root } of this.sliders) root.toggleAttribute("data-unused", Boolean(drawn) && !drawn.nodes.some(({ kind, name, source }) => kind === "variable" && (name === field || source === field)));
  }

  /** Why there is no y, or no way back: the place, PyTorch's own words, and plainer ones. */
  say({ message, explanation, line, column }, film) {
    const text = (new URLSearchParams(film.header.query).get("text") ?? "").split("\n")[line - 1] ?? "";
    const parts = [];
    if (column) {
      const at = Math.min(column - 1, text.length);
      const code = element("code", {}, text.slice(0, at), element("mark", {}, text.slice(at, at + 1) || " "), text.slice(at + 1));
      parts.push(code);
    } else parts.push(element("code", {}, "y.backward()"));
    parts.push(element("strong", {}, column ? message : `RuntimeError: ${message}`), explanation ? ` ${explanation}` : "");
    this.told.replaceChildren(...parts);
  }

  // ---- hands

  want(field, value) {
    const query = new URLSearchParams(this.player.query);
    query.set(field, value);
    this.player.want(query.toString());
  }

  /** What was typed; of a text that is too long, one character more than it may have. */
  get text() {
    return this.line.value.slice(0, this.longest + 1);
  }

  type() {
    this.player.held = this.typing = true;
    this.want("text", this.text);
  }

  done() {
    if (!this.typing) return;
    this.player.held = this.typing = false;
    this.commit({ text: this.text });
  }

  /** While a hand turns a number, all that depends on it is in sight: the film stands at its end, unless it was stopped on the way. */
  drag(slider) {
    const { player } = this;
    player.held = true;
    if (player.clock.playing || player.clock.position === 0) player.clock.seek(player.clock.tape.end);
    this.show(slider);
    this.want(slider.field, slider.input.value);
  }

  release(slider) {
    if (this.typing) return;
    this.player.held = false;
    this.commit({ [slider.field]: Number(slider.input.value) });
  }

  call(times) {
    this.pressed(times);
    this.want("calls", times);
    this.commit({ calls: times });
  }

  pressed(times) {
    this.calls.forEach((button, i) => button.setAttribute("aria-pressed", String(i + 1 === times)));
  }

  show({ input, output, low, high }) {
    const value = Number(input.value);
    write(output, short(value));
    input.style.setProperty("--done", (value - low) / (high - low));
    input.setAttribute("aria-valuetext", short(value));
  }

  dispose() {
    this.root.remove();
    this.player.remove(this);
  }
}
