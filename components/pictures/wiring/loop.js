// The five steps of an update in a loop, each with its code, in the order in which they run; what a fault changes there
// is marked.

import { element, write } from "../../stage/kit/dom.js";

export class Loop {
  node = element("ol", { class: "wiring-loop" });
  /**
   * `was` is what `code` lacks.
   * @type {{ phase: string, root: HTMLElement, number: HTMLElement, code: HTMLElement, was: HTMLElement }[]}
   */
  steps = [];

  /** @param {string[]} phases */
  build(phases) {
    this.steps = phases.map((phase) => {
      const code = element("pre", { class: "wiring-code" });
      const was = element("pre", { class: "wiring-was" });
      const number = element("span", { class: "wiring-number", "aria-hidden": "true" });
      const root = element(
        "li",
        { class: "wiring-step", "data-phase": phase },
        element("span", { class: "wiring-name" }, number, phase),
        code,
        was,
      );
      return { phase, root, number, code, was };
    });
    this.node.replaceChildren(...this.steps.map(({ root }) => root));
  }

  /**
   * Shows the code, with one fault or none.
   * @param {import("./view.js").Wired} data
   * @param {string} wiring
   */
  wire({ phases, lines, faults }, wiring) {
    const fault = faults[wiring];
    this.arrange(fault?.phases ?? phases);
    for (const { phase, root, code, was } of this.steps) {
      const wired = fault?.lines[phase];
      const here = wired !== undefined;
      root.classList.toggle("wiring-fault", here);
      root.classList.toggle("wiring-missing", here && !wired);
      const right = lines[phase].split("\n");
      const now = here ? (wired || "left out").split("\n") : right;
      if (code.textContent !== now.join("\n"))
        code.replaceChildren(
          ...now.flatMap((line, n) => [n ? "\n" : "", right.includes(line) ? line : element("b", {}, line)]),
        );
      write(was, here ? fault?.place || right.filter((line) => !now.includes(line)).join("\n") : "");
      was.hidden = !was.textContent;
    }
  }

  /**
   * Puts the steps in an order, and numbers them.
   * @param {string[]} phases
   */
  arrange(phases) {
    const steps = [...this.steps].sort((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase));
    steps.forEach(({ number }, at) => write(number, String(at + 1)));
    if (steps.some(({ root }, at) => this.node.children[at] !== root))
      this.node.replaceChildren(...steps.map(({ root }) => root));
  }

  /**
   * Lights the step of a phase, none where they blur.
   * @param {string | undefined} lit
   */
  light(lit) {
    for (const { phase, root } of this.steps) root.classList.toggle("wiring-lit", phase === lit);
  }
}
