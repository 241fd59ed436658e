// What steers a formula: the line it is typed into, a slider for each variable, and how often backward is called.

import { element, write } from "../kit/dom.js";
import { short } from "../kit/passes.js";
import { range } from "../kit/range.js";
import { Switch } from "../kit/switch.js";

const HINT = "Type any formula of x, w and b that gives one number. It is computed as you type.";

/**
 * A slider on the page, with its field and its ends.
 * @typedef {{ field: string, input: HTMLInputElement, output: HTMLElement, low: number, high: number, root: HTMLElement }} Slider
 */

const often = (/** @type {number} */ times) => ["once", "twice", "three times"][times - 1] ?? `${times} times`;

export class Sliders {
  told = element("p", { class: "sliders-told", "aria-live": "polite" }, HINT);
  typing = false;

  /**
   * `label`, `help` and `longest` are the formula's; `calls` and `sliders` those of the others. `turn({field: value})` tells Python.
   * @param {HTMLElement} host
   * @param {import("../play/reading.js").Reading} player
   * @param {{ label: string, help: string, longest: number, calls: { label: string, help: string, most: number }, sliders: { field: string, help: string, low: number, high: number, step: number }[] }} data
   * @param {import("../play/player.js").Turn} turn
   */
  constructor(host, player, { label, help, longest, calls, sliders }, turn) {
    this.player = player;
    this.turn = turn;
    this.longest = longest;
    this.line = element("input", {
      type: "text",
      "aria-label": label,
      title: help,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      oninput: () => this.type(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && this.done(),
    });
    for (const end of ["change", "blur"]) this.line.addEventListener(end, () => this.done());
    this.line.readOnly = player.holds("text"); // on a prepared page
    this.calls = new Switch(
      calls.label,
      Array.from({ length: calls.most }, (_, i) => often(i + 1)),
      (place) => this.call(place + 1),
      -1,
    );
    this.calls.node.title = calls.help;
    for (const one of this.calls.buttons) {
      one.setAttribute("aria-label", `Call backward ${one.textContent}`);
      one.disabled = player.holds("calls");
    }
    this.sliders = sliders.map((slider) => this.slider(slider));
    const line = element(
      "div",
      { class: "sliders-line" },
      element("span", { "aria-hidden": "true" }, "y ="),
      this.line,
    );
    line.hidden = player.hides("text");
    const switches = element(
      "div",
      { class: "sliders-calls" },
      element("span", { "aria-hidden": "true" }, "y.backward()"),
      this.calls.node,
    );
    switches.hidden = player.hides("calls");
    const top = element("div", { class: "sliders-top" }, line, switches);
    host.append(element("div", { class: "sliders" }, top, this.told, ...this.sliders.map(({ root }) => root)));
  }

  /** @param {{ field: string, help: string, low: number, high: number, step: number }} data */
  slider({ field, help, low, high, step }) {
    const id = `slider-${field}`;
    const input = range(
      { class: "sliders-range", id, title: help, min: low, max: high, step },
      { turn: () => this.drag(made), release: () => this.release(made) },
    );
    input.disabled = this.player.holds(field);
    const output = element("output", { for: id });
    /** @type {Slider} */
    const made = {
      field,
      input,
      output,
      low,
      high,
      root: element("div", { class: "sliders-one" }, element("label", { for: id }, field), input, output),
    };
    return made;
  }

  /**
   * Takes over what the page was asked for; what is in the visitor's hand is left alone.
   * @param {{ run: import("../play/player.js").Run }} data
   */
  refresh({ run }) {
    if (this.player.held) return;
    const { values = {} } = run;
    if (this.text !== values.text && (document.activeElement !== this.line || !this.typing))
      this.line.value = values.text;
    for (const slider of this.sliders) {
      slider.input.value = values[slider.field];
      this.show(slider);
    }
    this.calls.press(values.calls - 1);
  }

  /** @param {import("../play/film.js").Film} film */
  film(film) {
    const { refused: failure, pictures } = film.header;
    this.line.setAttribute("aria-invalid", String(Boolean(failure?.column)));
    this.told.toggleAttribute("data-failed", Boolean(failure));
    if (failure) this.say(failure, film);
    else write(this.told, HINT);
    const drawn = Object.values(pictures).find(Boolean);
    for (const { field, root } of this.sliders)
      root.toggleAttribute(
        "data-unused",
        Boolean(drawn) &&
          !drawn.nodes.some(
            (/** @type {any} */ { kind, name, source }) => kind === "variable" && (name === field || source === field),
          ),
      );
  }

  /**
   * Why there is no y, or no way back: the place, PyTorch's own words, and plainer ones.
   * @param {any} failure
   * @param {import("../play/film.js").Film} film
   */
  say({ message, explanation, line, column }, film) {
    const text = (new URLSearchParams(film.header.query).get("text") ?? "").split("\n")[line - 1] ?? "";
    const parts = [];
    if (column) {
      const at = Math.min(column - 1, text.length);
      const code = element(
        "code",
        {},
        text.slice(0, at),
        element("mark", {}, text.slice(at, at + 1) || " "),
        text.slice(at + 1),
      );
      parts.push(code);
    } else parts.push(element("code", {}, "y.backward()"));
    parts.push(
      element("strong", {}, column ? message : `RuntimeError: ${message}`),
      explanation ? ` ${explanation}` : "",
    );
    this.told.replaceChildren(...parts);
  }

  // ---- hands

  /** What was typed; of a text that is too long, one character more than it may have. */
  get text() {
    return this.line.value.slice(0, this.longest + 1);
  }

  type() {
    this.player.held = this.typing = true;
    this.player.vary({ text: this.text });
  }

  done() {
    if (!this.typing) return;
    this.player.held = this.typing = false;
    this.turn({ text: this.text });
  }

  /**
   * While a hand turns a number, all that depends on it is in sight: the film stands at its end, unless it was
   * stopped on the way.
   * @param {Slider} slider
   */
  drag(slider) {
    const { player } = this;
    player.held = true;
    if (player.clock.playing || player.clock.position === 0) player.clock.seek(player.clock.tape.end);
    this.show(slider);
    this.player.vary({ [slider.field]: slider.input.value });
  }

  /** @param {Slider} slider */
  release(slider) {
    if (this.typing) return;
    this.player.held = false;
    this.turn({ [slider.field]: Number(slider.input.value) });
  }

  /** @param {number} times */
  call(times) {
    this.calls.press(times - 1);
    this.player.vary({ calls: times });
    this.turn({ calls: times });
  }

  /** @param {Slider} slider */
  show({ input, output, low, high }) {
    const value = Number(input.value);
    write(output, short(value));
    input.style.setProperty("--done", String((value - low) / (high - low)));
    input.setAttribute("aria-valuetext", short(value));
  }
}
