// A follower's side: the teacher's page, clock and pictures are on this screen too, until a hand lets go of them.

import { Shared } from "../present/shared.js";
import { below, same } from "./address.js";
import { bring, since } from "./clocked.js";
import { Hands } from "./hands.js";

const EACH = 100; // ms between two looks
const AGAIN = 3_000; // ms before a page that has gone elsewhere by itself is sent back once more
const HELD = "Your teacher holds the page now.";

export class Follow {
  /** The address that was put here last, or that was found and left. */
  put = "";
  /** @type {Shared | null} */
  shared = null;
  went = -Infinity; // when it was last sent somewhere
  #timer = 0;
  /** @type {(() => void)[]} */
  #hears;

  /**
   * @param {import("./room.js").Room} room
   * @param {import("./places.js").House} house
   * @param {(text: string) => void} say tells whoever touches what the teacher holds
   */
  constructor(room, house, say) {
    this.room = room;
    this.house = house;
    this.say = say;
    this.hands = new Hands({
      player: () => this.house.shown?.player,
      follows: () => this.follows,
      bound: () => this.room.bound || this.room.role === "screen",
      taken: () => this.letGo(),
      refused: (what) => say(what === "cover" ? "Your teacher reveals it." : HELD),
    });
    this.#hears = ["welcome", "page", "free", "lock", "race", "shown"].map((is) => room.hear(is, () => this.look()));
    this.#timer = setInterval(() => this.look(), EACH);
    document.addEventListener("visibilitychange", this.#seen);
    this.look();
  }

  /** Whether this screen goes where the teacher goes. */
  get follows() {
    return !this.room.over && !this.room.free && this.room.state.page !== null;
  }

  #seen = () => this.look();

  /** A hand has turned something: it goes its own way, or what it did is taken back. */
  letGo() {
    if (!this.follows) return;
    if (this.room.letGo(true)) return;
    this.say(HELD);
    this.look();
  }

  look() {
    const { page } = this.room.state;
    if (!this.follows || !page) return this.release();
    const { site } = this.room;
    const here = below(location.href, site);
    if (!same(here, page.address)) {
      const stays = this.put !== "" && same(this.put, page.address); // it was there, and has gone elsewhere since
      if (stays && this.hands.recent) {
        if (this.room.letGo(true)) return this.release();
        this.say(HELD);
      }
      if (!ready() || (stays && performance.now() - this.went < AGAIN)) return;
      this.went = performance.now();
      this.hands.brought += 1;
      this.house.go(page.address);
    }
    this.put = page.address;
    const { shown, presenter } = this.house;
    if (!shown || shown.path !== location.pathname) return;
    if (presenter) (this.shared ??= new Shared(presenter)).take(page);
    if (bring(shown.player, page, this.room.time.at(since(shown.player)))) this.hands.brought += 1;
  }

  /** What was large or hidden by the teacher is so no more. */
  release() {
    this.put = "";
    this.shared?.end();
    this.shared = null;
  }

  end() {
    clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this.#seen);
    for (const deaf of this.#hears) deaf();
    this.hands.end();
    this.release();
  }
}

/** Whether Streamlit can be sent to another page now: while its line is down it would forget that. */
const ready = () =>
  document.querySelector("[data-testid=stApp]")?.getAttribute("data-test-connection-state") === "CONNECTED";
