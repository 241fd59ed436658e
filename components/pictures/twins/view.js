// The table of dtypes: what NumPy and PyTorch call each of them.

import { element } from "../../stage/kit/dom.js";
import { View } from "../../stage/kit/view.js";

/** `head` names the columns; each of `rows` has its `cells`, and whether it is `here`: that of the page. */
export default class TwinsView extends View {
  /** @param {{ head: string[], rows: { cells: string[], here: boolean }[] }} picture */
  build({ head, rows }) {
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
    const box = element("div", { class: "stage-scroll", tabindex: "0", role: "region", "aria-label": head[0] }, table);
    this.root.replaceChildren(this.caption, box);
  }
}
