// Words of a question, with `code`, **strong** and live values in them, and the marks of what is right or wrong.

import { element, svg } from "../kit/dom.js";
import { textOf, valueOf } from "./sources.js";

const MARKS = { right: "M5 12.5l4.5 4.5L19 7.5", wrong: "M7 7l10 10M17 7L7 17" };

/**
 * @param {any} words a sentence, or a list of them with sources in between
 * @param {import("./sources.js").Clocked | null} moment
 * @returns {(string | HTMLElement)[]}
 */
export function pieces(words, moment = null) {
  const parts = Array.isArray(words) ? words : [words];
  return parts.flatMap((part) => {
    if (typeof part !== "string")
      return [element("b", { class: "question-value" }, moment ? textOf(valueOf(part, moment)) : "…")];
    return part
      .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
      .filter(Boolean)
      .map((piece) => {
        if (piece.startsWith("`")) return element("code", {}, piece.slice(1, -1));
        return piece.startsWith("**") ? element("b", {}, piece.slice(2, -2)) : piece;
      });
  });
}

/**
 * Whether every live value of some words can be told by now: what a film that still grows does not say yet, cannot.
 * @param {any} words
 * @param {import("./sources.js").Clocked | null} moment
 */
export function known(words, moment) {
  const live = Array.isArray(words) ? words.filter((part) => typeof part !== "string") : [];
  return live.every((part) => moment !== null && valueOf(part, moment) !== undefined);
}

/** @param {"right" | "wrong"} state */
export function mark(state) {
  return svg("svg", { viewBox: "0 0 24 24" }, svg("path", { d: MARKS[state] }));
}
