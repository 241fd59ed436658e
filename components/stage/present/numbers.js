// Numbers that a teacher hides until the class has said them: each behind a bar of its own width.

/** What can be hidden. */
const NUMBERS =
  ".stage-cell-loss, .stage-rate-region, .stage-summary, .stage-words .stage-number, .losses-code strong, " +
  ".stage-picture :is(tbody, tfoot) td";
export { NUMBERS };

/** What a click means something else to. */
export const CONTROLS = "button, a, input, select, textarea, label, summary, [role=slider]";

/**
 * The number that a node is, or is part of.
 * @param {Element} node
 */
export const numberAt = (node) => /** @type {HTMLElement | null} */ (node.closest(NUMBERS));

/**
 * A way to find a cell again in the table that takes the place of its own.
 * @param {Element} cell
 */
function finder(cell) {
  const slot = cell.closest(".stage-slot");
  const row = cell.closest("tr");
  if (!slot || !row) return null;
  const [down, across] = [[...slot.querySelectorAll("tr")].indexOf(row), [...row.children].indexOf(cell)];
  const find = () => /** @type {HTMLElement | undefined} */ (slot.querySelectorAll("tr")[down]?.children[across]);
  return { slot, find };
}

export class HiddenNumbers {
  /** With a way to find each again. @type {Map<HTMLElement, ReturnType<typeof finder>>} */
  all = new Map();
  /** Another film may bring another table: what was hidden there stays so. */
  changes = new MutationObserver(() => this.keep());

  /** @param {HTMLElement} node */
  hide(node) {
    const found = finder(node);
    this.all.set(node, found);
    node.dataset.secret = "";
    node.inert = true;
    node.setAttribute("aria-hidden", "true");
    if (found) this.changes.observe(found.slot, { childList: true, subtree: true });
  }

  /** @param {HTMLElement} node */
  reveal(node) {
    this.all.delete(node);
    delete node.dataset.secret;
    node.inert = false;
    node.removeAttribute("aria-hidden");
  }

  keep() {
    for (const [node, found] of this.all) {
      if (node.isConnected) continue;
      this.all.delete(node);
      const now = found?.find();
      if (now) this.hide(now);
    }
  }

  /**
   * The hidden number at a place of the window. It hears no pointer itself, so that nothing of it is told on pointing.
   * @param {[number, number]} place
   */
  at([x, y]) {
    const top = document.elementFromPoint(x, y);
    const under = ({ left, right, top, bottom } = new DOMRect()) => x >= left && x <= right && y >= top && y <= bottom;
    return [...this.all.keys()].find((node) => top?.contains(node) && under(node.getBoundingClientRect())) ?? null;
  }

  revealAll() {
    for (const node of [...this.all.keys()]) this.reveal(node);
    this.changes.disconnect();
  }
}
