// The server's clock, as this browser knows it: by echoes, of which the quickest errs least.

const ROUND = 5; // echoes, after which a new round forgets the one before

/** Milliseconds of this browser's clock, which no correction of the day's time can set back. */
export const here = () => performance.timeOrigin + performance.now();

export class ServerTime {
  /** What the server's clock is ahead of this one, in ms. */
  offset = 0;
  /** How long the echo took that said so, in ms; endless before the first. */
  took = Infinity;
  #heard = 0;

  /** @param {() => number} [clock] this browser's */
  constructor(clock = here) {
    this.clock = clock;
  }

  /** Now, by the server. */
  now() {
    return this.at(this.clock());
  }

  /** By the server, when this browser's clock said so. @param {number} local */
  at(local) {
    return local + this.offset;
  }

  /**
   * A first word of the server, which took nobody knows how long: any echo is better.
   * @param {number} now by the server
   */
  begin(now) {
    this.took = Infinity;
    this.#heard = 0;
    this.offset = now - this.clock();
  }

  /**
   * An echo has come back.
   * @param {number} sent when it was sent, by this browser
   * @param {number} now when the server heard it, by the server
   */
  take(sent, now) {
    const back = this.clock();
    if (this.#heard === ROUND) {
      this.#heard = 0;
      this.took = Infinity;
    }
    this.#heard += 1;
    const took = back - sent;
    if (!(took >= 0) || took >= this.took) return;
    this.took = took;
    this.offset = now - (sent + back) / 2;
  }
}
