// Who runs in a race, as a link carries it: the fields that are each rival's own.

/** @typedef {Record<string, string>} Own */

export const MOST = 8; // runners, that which leads among them

/**
 * The rivals, and one more that is as the lead is now in some fields. A sentence where it runs already, or there is no
 * room.
 * @param {Own[]} rivals
 * @param {URLSearchParams} lead
 * @param {string[]} fields
 * @returns {Own[] | string}
 */
export function added(rivals, lead, fields) {
  if (rivals.length >= MOST - 1) return `A race has at most ${MOST} runners. Remove one first.`;
  const own = Object.fromEntries(fields.map((name) => [name, lead.get(name) ?? ""]));
  const same = (/** @type {Own} */ other) =>
    Object.keys({ ...own, ...other }).every(
      (name) => (other[name] ?? lead.get(name)) === (own[name] ?? lead.get(name)),
    );
  if (rivals.some(same)) return "It runs already. Turn a knob first.";
  return [...rivals, own];
}

/**
 * @param {Own[]} rivals
 * @param {number} place
 */
export const without = (rivals, place) => rivals.filter((_, i) => i !== place);

/**
 * As `pack_race` of components/spec/race.py writes it.
 * @param {Own[]} rivals
 */
export const packed = (rivals) => rivals.map((own) => new URLSearchParams(own).toString()).join(";") || "alone";
