// Two pictures in words: the table of dtypes, and lines of Python with what came of them.

import { element } from "./dom.js";

/** A picture that only changes with its film. */
class Standing {
  constructor(host, name, player) {
    Object.assign(this, { name, player });
    this.root = host.appendChild(element("figure", { class: "stage-picture", "data-picture": name, "aria-busy": "true" }));
    player.add(this);
  }

  film(film) {
    const picture = film.header.pictures[this.name];
    const drawn = JSON.stringify(picture);
    if (!picture || drawn === this.drawn) return;
    this.drawn = drawn;
    const title = element("figcaption", {}, element("span", { class: "stage-title" }, picture.title));
    this.root.replaceChildren(title, this.body(picture));
    this.root.removeAttribute("aria-busy");
  }

  dispose() {
    this.root.remove();
    this.player.remove(this);
  }
}

/** `head` names the columns; each of `rows` has its `cells`, and whether it is `here`: that of the page. */
export class TwinsView extends Standing {
  body({ head, rows }) {
    const line = ({ cells, here }) => {
      const [first, ...others] = cells;
      const row = element("tr", { class: here ? "twins-here" : "", "aria-current": here && "true" }, element("th", { scope: "row" }, first));
      row.append(...others.map((text) => element("td", {}, text)));
      return row;
    };
    const top = element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)));
    return element("div", { class: "stage-scroll", tabindex: "0", role: "region", "aria-label": head[0] }, element("table", { class: "twins" }, element("thead", {}, top), element("tbody", {}, ...rows.map(line))));
  }
}

/** Each of `lines` has its `code`, its `result`, whether it `failed`, and `why` in a sentence. */
export class TriedView extends Standing {
  body({ lines }) {
    const line = ({ code, result, failed, why }) =>
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
