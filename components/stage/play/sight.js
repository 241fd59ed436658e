// A film plays where it is seen: out of sight it rests, and goes on once one of its pictures is back.

export class Sight {
  /** @type {Set<Element>} */
  seen = new Set();
  /** What the clock was told last where it rests because nobody sees the film. @type {number | null} */
  halted = null;
  /** @type {IntersectionObserver | null} once there is something to watch */
  observer = null;

  /** @param {import("./clock.js").Clock} clock */
  constructor(clock) {
    this.clock = clock;
  }

  /** Whether the clock rests because nobody sees the film: no hand has told it anything since. */
  get rests() {
    return this.halted === this.clock.told;
  }

  /** @param {Element} picture */
  watch(picture) {
    this.observer ??= new IntersectionObserver((entries) => this.hear(entries));
    this.observer.observe(picture);
  }

  /** @param {Element} picture that is no longer on the page */
  forget(picture) {
    this.observer?.unobserve(picture);
    this.seen.delete(picture);
  }

  /** @param {{ target: Element, isIntersecting: boolean }[]} entries */
  hear(entries) {
    const { clock, seen } = this;
    const before = seen.size;
    for (const { target, isIntersecting } of entries)
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
    if (before && !seen.size && clock.playing) {
      clock.pauseAt();
      this.halted = clock.told;
    } else if (!before && seen.size) {
      if (this.rests) clock.play();
      this.halted = null;
    }
  }

  dispose() {
    this.observer?.disconnect();
  }
}
