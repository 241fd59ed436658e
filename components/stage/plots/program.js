// A program, line by line, and a button that copies it. Where it has less room than lines, it scrolls to those that run.

import { button, element, write } from "../kit/dom.js";

/**
 * The program, and its button.
 * @param {{ text: string, phase?: string }[]} lines
 */
export function program(lines) {
  const code = element(
    "code",
    {},
    ...lines.map(({ text, phase }) => element("span", { class: "stage-line", "data-phase": phase ?? "" }, `${text}\n`)),
  );
  const copy = button("Copy", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      write(copy, "Copied");
    } catch {
      getSelection()?.selectAllChildren(code); // where there is no clipboard
      write(copy, "Selected");
    }
  });
  return {
    node: element("pre", { tabindex: "0", role: "region", "aria-label": "The program" }, code),
    copy: element("span", { class: "stage-switch" }, copy),
  };
}

/**
 * Scrolls a program, and nothing around it, until the lines that run are seen; while none runs, the first of its loop.
 * @param {HTMLElement} node
 */
export function follow(node) {
  const lit = node.querySelectorAll(".stage-lit");
  const loop = lit.length ? lit : node.querySelectorAll('[data-phase]:not([data-phase=""])');
  if (!loop.length || node.scrollHeight <= node.clientHeight) return;
  const box = node.getBoundingClientRect();
  const [first, last] = [loop[0], loop[lit.length ? loop.length - 1 : 0]].map((line) => line.getBoundingClientRect());
  const margin = 2 * first.height;
  if (first.top < box.top + margin) node.scrollTop -= box.top + margin - first.top;
  else if (last.bottom > box.bottom - margin) node.scrollTop += last.bottom - box.bottom + margin;
}
