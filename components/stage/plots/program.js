// A program, line by line, and a button that copies it.

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
