// What became of the run: a verdict, PyTorch's own words, what the losses did, and why.

import { element, write } from "../../stage/kit/dom.js";
import { compared, cut, judged } from "./words.js";

export class Outcome {
  verdict = element("p", { class: "wiring-verdict" });
  error = element("pre", { class: "wiring-error" });
  words = element("p", { class: "wiring-words" });
  why = element("p", { class: "wiring-why" });
  more = element("p", {});
  rest = element(
    "details",
    { class: "wiring-rest" },
    element("summary", {}, "The rest of PyTorch's message"),
    this.more,
  );
  node = element(
    "div",
    { class: "wiring-outcome", role: "status" },
    this.verdict,
    this.error,
    this.words,
    this.why,
    this.rest,
  );

  /**
   * @param {import("./view.js").Wired} data
   * @param {{ asked: boolean, done: boolean, waiting: boolean, guess?: string, end?: number }} known whether a wiring
   *   is asked about, the run is whole, another is on its way; what the visitor said; where the one wired right ended
   */
  tell(data, { asked, done, waiting, guess, end }) {
    this.node.hidden = asked;
    this.node.classList.toggle("wiring-waiting", waiting);
    if (asked) return;
    const whole = done && !waiting;
    const said = judged(data, whole ? guess : undefined);
    const { error, why } = waiting ? { error: "", why: "" } : data.outcome;
    const [first, more] = cut(error);
    if (said.guess) this.node.dataset.guess = said.guess;
    else delete this.node.dataset.guess;
    write(this.verdict, waiting ? "Trying it …" : said.verdict);
    write(this.words, whole ? compared(data, end) : "");
    write(this.error, first);
    write(this.more, more);
    write(this.why, why);
    this.error.hidden = !error;
    this.rest.hidden = !more;
    this.why.hidden = !why;
  }
}
