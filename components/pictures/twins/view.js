// Two pictures in words: the table of dtypes, and lines of Python with what came of them.

import { element } from "./dom.js";
import { View } from "./view.js";

/** A picture that only changes with its film. */
class Standing extends View {
  /** @param {any} picture */
  build(picture) {
    this.root.replaceChildren(this.caption, this.body(picture));
  }

  /**
   * @param {any} _picture
   * @returns {Element}
   */
  body(_picture) {
    throw new TypeError("a picture has a body");
  }
}

/** `head` names the columns; each of `rows` has its `cells`, and whether it is `here`: that of the page. */
export class TwinsView extends Standing {
  /** @param {{ head: string[], rows: { cells: string[], here: boolean }[] }} picture */
  body({ head, rows }) {
    const lines = rows.map(({ cells: [first, ...others], here }) =>
      element(
        "tr",
        { class: here ? "twins-here" : "", "aria-current": here && "true" },
        element("th", { scope: "row" }, first),
        ...others.map((text) => element("td", {}, text)),
      ),
    );
    const top = element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)));
    const table = element("table", { class: "twins" }, element("thead", {}, top), element("tbody", {}, ...lines));
    return element("div", { class: "stage-scroll", tabindex: "0", role: "region", "aria-label": head[0] }, table);
  }
}

/** Each of `lines` has its `code`, its `result`, whether it `failed`, and `why` in a sentence. */
export class TriedView extends Standing {
  /** @param {{ lines: { code: string, result: string, failed: boolean, why: string }[] }} picture */
  body({ lines }) {
    const line = (/** @type {typeof lines[number]} */ { code, result, failed, why }) =>
      element(
        "li",
        {},
        element("code", { class: "tried-code" }, code),
        element("code", { class: failed ? "tried-result tried-failed" : "tried-result" }, result),
        element("span", { class: "tried-why" }, why),
      );
    return element("ol", { class: "tried" }, ...lines.map(line));
  }
}
