// Lines of Python that were tried, and what came of them.

import { element } from "../../stage/kit/dom.js";
import { View } from "../../stage/kit/view.js";

/** Each of `lines` has its `code`, its `result`, whether it `failed`, and `why` in a sentence. */
export default class TriedView extends View {
  /** @param {{ lines: { code: string, result: string, failed: boolean, why: string }[] }} picture */
  build({ lines }) {
    const line = (/** @type {typeof lines[number]} */ { code, result, failed, why }) =>
      element(
        "li",
        {},
        element("code", { class: "tried-code" }, code),
        element("code", { class: failed ? "tried-result tried-failed" : "tried-result" }, result),
        element("span", { class: "tried-why" }, why),
      );
    this.root.replaceChildren(this.caption, element("ol", { class: "tried" }, ...lines.map(line)));
  }
}
