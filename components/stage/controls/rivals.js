// Who runs beside the film that leads: tells the player, and takes away what runs no more.

import { element } from "../kit/dom.js";

/**
 * What Python says of a race: each rival's run, the fields that are its `own`, and its name; the `named` of the lead, and
 * the height to reach, as it was typed.
 * @typedef {{ run: import("../play/player.js").Run & { reel: string }, own: Record<string, string>, named: string }} Rival
 * @typedef {{ rivals: Rival[], named: string, level: string }} Race
 */

export class Rivals {
  /**
   * @param {HTMLElement} host
   * @param {import("../play/reading.js").Reading} player
   * @param {unknown} _told
   * @param {import("../play/player.js").Turn} turn
   */
  constructor(host, player, _told, turn) {
    this.player = player;
    host.append(element("span", { class: "stage-silent", hidden: true }));
    player.race.turn = turn;
  }

  /** @param {Race} told */
  refresh(told) {
    this.player.race.tell(told);
  }
}
