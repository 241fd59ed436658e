// What is moved by hand inside a picture: a place between two ends, gliding on the page's own frames.

export class Hand {
  at = 0;
  /** @type {{ from: number, to: number, ms: number, begun: number }[]} */
  way = [];

  /** @param {{ schedule: () => void, still: { matches: boolean } }} player draws the frames, knows whether motion is wanted */
  constructor(player) {
    this.player = player;
  }

  /** Where it is now; while it glides, one more frame is asked for. */
  now() {
    const time = performance.now();
    while (this.way.length) {
      const { from, to, ms, begun } = this.way[0];
      const share = Math.min(1, Math.max(0, (time - begun) / ms));
      this.at = from + (to - from) * share;
      if (share < 1) {
        this.player.schedule();
        break;
      }
      this.way.shift();
      if (this.way.length) Object.assign(this.way[0], { from: this.at, begun: begun + ms });
    }
    return this.at;
  }

  get gliding() {
    return this.way.length > 0;
  }

  /** @param {number} at */
  put(at) {
    this.way = [];
    this.at = at;
    this.player.schedule();
  }

  /**
   * Glides through places, each with the milliseconds it takes: [[1, 3000], [2, 1000]]. Without motion it jumps to
   * the last.
   * @param {[number, number][]} stops at least one
   */
  go(...stops) {
    if (this.player.still.matches) return this.put(stops[stops.length - 1][0]);
    this.way = stops.map(([to, ms]) => ({ from: this.at, to, ms: Math.max(1, ms), begun: performance.now() }));
    this.player.schedule();
  }
}
