// The five steps of an update in a loop, each with its code; what a fault changes there is marked.

import { element, write } from "../../stage/kit/dom.js";

export class Loop {
  node = element("ol", { class: "wiring-loop" });
  /** `was` is what `code` lacks. @type {{ phase: string, root: HTMLElement, code: HTMLElement, was: HTMLElement }[]} */
  steps = [];

  /** @param {string[]} phases */
  build(phases) {
    this.steps = phases.map((phase, i) => {
      const code = element("pre", { class: "wiring-code" });
      const was = element("pre", { class: "wiring-was" });
      const number = element("span", { class: "wiring-number", "aria-hidden": "true" }, String(i + 1));
      const root = element(
        "li",
        { class: "wiring-step", "data-phase": phase },
        element("span", { class: "wiring-name" }, number, phase),
        code,
        was,
      );
      return { phase, root, code, was };
    });
    this.node.replaceChildren(...this.steps.map(({ root }) => root));
  }

  /**
   * Shows the code, with one fault or none.
   * @param {import("./view.js").Wired} data
   * @param {string} wiring
   */
  wire({ lines, faults }, wiring) {
    const fault = faults[wiring];
    for (const { phase, root, code, was } of this.steps) {
      const here = fault?.phase === phase;
      root.classList.toggle("wiring-fault", here);
      root.classList.toggle("wiring-missing", here && !fault.lines);
      const right = lines[phase].split("\n");
      const now = here ? (fault.lines || "left out").split("\n") : right;
      if (code.textContent !== now.join("\n"))
        code.replaceChildren(
          ...now.flatMap((line, n) => [n ? "\n" : "", right.includes(line) ? line : element("b", {}, line)]),
        );
      write(was, here ? right.filter((line) => !now.includes(line)).join("\n") : "");
      was.hidden = !was.textContent;
    }
  }

  /**
   * Lights the step of a phase, none where they blur.
   * @param {string | undefined} lit
   */
  light(lit) {
    for (const { phase, root } of this.steps) root.classList.toggle("wiring-lit", phase === lit);
  }
}
