// Above the bar, where a link needs a table that neither the server nor this browser has: what is missing, and a way on.

import { element, write } from "../kit/dom.js";
import { claim } from "./data/told.js";

export class Lost {
  sentence = element("p", { role: "status" });
  problem = element("p", { class: "stage-lost-problem", role: "alert" });
  file = element("input", { type: "file", "aria-label": "Open the file of this link", onchange: () => this.open() });
  node = element(
    "div",
    { class: "stage-lost", hidden: true },
    this.sentence,
    element("label", {}, this.file, element("span", {}, "Open the file")),
    this.problem,
  );

  /** @param {() => import("../play/reading.js").Reading} reading */
  constructor(reading) {
    this.reading = reading;
  }

  /** Whether a table is lacking, as the sentence says. @param {string} sentence */
  look(sentence) {
    const lacks = Boolean(this.reading().lacks);
    this.node.hidden = !lacks;
    write(this.sentence, lacks ? sentence : "");
    if (!lacks) write(this.problem, "");
    return lacks;
  }

  async open() {
    const [file] = this.file.files ?? [];
    const player = this.reading();
    if (!file || !player.lacks) return;
    const how = new URL(location.href).searchParams.get("reading") ?? "";
    const sentence = await claim(player.site, player.lacks, file, how);
    this.file.value = "";
    write(this.problem, sentence);
    if (!sentence) player.again();
  }
}
