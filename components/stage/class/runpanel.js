// A student's part in a race: the task, the run that is brought under a nickname or none, and how it ended.

import { button, element, write } from "../kit/dom.js";
import { count, number } from "../kit/format.js";
import { placeOf, trackOf } from "./ranking.js";
import { LONGEST_NAME, LONGEST_QUERY, nickname } from "./runs.js";

export class RunPanel {
  head = element("h2", { id: "stage-class-task" }, "Race of the class");
  task = element("p", { class: "stage-class-task" });
  may = element("p", { class: "stage-class-note" });
  name = element("input", {
    class: "stage-class-input",
    type: "text",
    maxlength: LONGEST_NAME,
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "Nickname, if you like",
    "aria-label": "Nickname, if you like",
    onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
  });
  bring = button("Bring my run", () => this.send(), { class: "hand-button stage-class-main" });
  back = button("Begin again", () => this.room.go(this.room.state.race?.address ?? ""), { class: "hand-button" });
  best = element("p", { class: "stage-class-note" });
  said = element("p", { class: "stage-class-said", role: "status" });
  fold = button("Fold", () => this.folded(!this.node.hasAttribute("data-folded")), {
    class: "hand-button stage-class-fold",
    "aria-expanded": "true",
  });
  node = element(
    "section",
    { class: "stage-class-panel stage-class-run", "aria-labelledby": "stage-class-task", hidden: true },
    element("div", { class: "stage-class-head" }, this.head, this.fold),
    this.task,
    this.may,
    this.best,
    element("div", { class: "stage-class-say" }, this.name, this.bring, this.back),
    this.said,
  );
  raced = 0;
  /** The run that was just sent, until the room has it. */
  sent = "";
  refused = "";
  last = ""; // what was told of the last race, which is over

  /** @param {import("../room/room.js").Room} room */
  constructor(room) {
    this.room = room;
  }

  /** @param {boolean} folded */
  folded(folded) {
    if (folded && !this.room.state.race) {
      this.last = ""; // how a race ended that is over is read once
      return this.draw();
    }
    this.node.toggleAttribute("data-folded", folded);
    this.fold.setAttribute("aria-expanded", String(!folded));
    write(this.fold, folded ? "Unfold" : "Fold");
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    event.stopPropagation(); // the bar has keys of its own
    if (event.key === "Enter") this.send();
  }

  send() {
    const { race, mine } = this.room.state;
    const film = this.room.shown()?.reading.film;
    const query = film?.header.query;
    if (!race) return;
    if (!query || this.room.shown()?.reading.kind !== "run")
      return this.refuse("There is no run on this page. Press “Begin again” to come back to the race’s page.", true);
    if (query.length > LONGEST_QUERY)
      return this.refuse("What you turned is too much for a race: bring a run with fewer numbers of its own.", true);
    const name = nickname(this.name.value);
    this.name.value = name;
    if (name !== (mine.name ?? "")) this.room.send({ is: "name", name });
    this.refused = "";
    this.sent = query;
    this.room.send({ is: "run", race: race.id, query });
    this.draw();
  }

  /** @param {string} sentence @param {boolean} [here] whether this page says so, not the room */
  refuse(sentence, here = false) {
    if (!this.sent && !here) return;
    this.sent = "";
    this.refused = sentence;
    this.draw();
  }

  /** The room has told what it holds of this student. */
  heard() {
    this.sent = "";
  }

  draw() {
    const { race, result, mine, connected } = this.room.state;
    const place = result?.order.length ? placeOf(result.order, this.room.you) : "";
    const over = result?.order.length ? `${result.text} ${place}`.trim() : "";
    if (over) this.last = over;
    this.node.hidden = !race && !this.last;
    if (!race) return this.after();
    if (race.id !== this.raced) this.begin(race);
    write(this.task, race.task || "Bring the loss as low as you can.");
    write(this.may, `You may turn: ${this.labels(race)}. The lowest loss within ${count(race.updates)} updates wins.`);
    write(this.bring, mine.run ? "Bring this run instead" : "Bring my run");
    this.look();
    if (this.refused) return write(this.said, this.refused);
    if (over) return write(this.said, over);
    if (result) return write(this.said, "The race is on. Look at the screen of the class.");
    const held = this.sent || mine.run;
    const later = connected ? "" : " It is sent once the room is back.";
    write(this.said, held ? `Your run is in. You can bring another until the race is run.${later}` : "");
  }

  /** The race is over; how it ended stays until it is folded away, or another begins. */
  after() {
    for (const node of [this.may, this.best]) write(node, "");
    write(this.task, "The race is over.");
    this.name.hidden = this.bring.hidden = this.back.hidden = true;
    write(this.said, this.last);
  }

  /** Another race: its page, and hands that are free to turn. @param {import("../room/room.js").Race} race */
  begin(race) {
    this.raced = race.id;
    this.sent = this.refused = this.last = "";
    this.folded(false);
    this.name.hidden = this.bring.hidden = this.back.hidden = false;
    this.name.value ||= this.room.state.mine.name ?? "";
    if (this.room.state.mine.run) return; // this page was loaded anew in a race that was on
    if (!this.room.free) this.room.go(race.address);
    this.room.letGo(true);
  }

  /** How the run on this page does. */
  look() {
    const { race } = this.room.state;
    const film = this.room.shown()?.reading.film;
    if (!race || !film?.arrays.loss || film.header.query === undefined) return write(this.best, "");
    const { lows, left } = trackOf(film, race.updates);
    if (!lows.length) return write(this.best, "");
    const gone = left === null ? "" : ` It explodes at update ${count(left)}.`;
    write(this.best, `This run: best loss ${number(lows[lows.length - 1])}.${gone}`);
  }

  /** @param {import("../room/room.js").Race} race */
  labels({ fields }) {
    const settings = this.room.shown()?.reading.film?.header.settings ?? [];
    return fields.map((field) => settings.find((one) => one.field === field)?.label ?? field).join(", ");
  }

  dispose() {}
}
