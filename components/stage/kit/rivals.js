// Who runs in a race, as a link carries it: the fields that are each rival's own.

/** @typedef {Record<string, string>} Own */

export const MOST = 8; // runners, that which leads among them
const LONGEST = 2000; // characters of a race in an address, as components/ui/address.py reads it

/**
 * The rivals, and one more. A sentence where it runs already, or there is no room.
 * @param {Own[]} rivals
 * @param {URLSearchParams} lead
 * @param {Own} own
 * @returns {Own[] | string}
 */
export function joined(rivals, lead, own) {
  if (placeOf(rivals, lead, own)) return "It runs already.";
  if (rivals.length >= MOST - 1) return `A race has at most ${MOST} runners. Remove one first.`;
  const all = [...rivals, own];
  return packed(all).length > LONGEST ? "A link has no room for one that differs so much." : all;
}

/**
 * The number of the runner, from 2, that is what these fields make of the lead; 0 where none is.
 * @param {Own[]} rivals
 * @param {URLSearchParams} lead
 * @param {Own} own
 */
export function placeOf(rivals, lead, own) {
  const same = (/** @type {Own} */ other) =>
    Object.keys({ ...own, ...other }).every(
      (name) => (other[name] ?? lead.get(name)) === (own[name] ?? lead.get(name)),
    );
  const found = rivals.findIndex(same);
  return found < 0 ? 0 : found + 2;
}

/**
 * The rivals, and one more that is as the lead is now in some fields. A sentence where it runs already, or there is no
 * room.
 * @param {Own[]} rivals
 * @param {URLSearchParams} lead
 * @param {string[]} fields
 * @returns {Own[] | string}
 */
export function added(rivals, lead, fields) {
  const own = Object.fromEntries(fields.map((name) => [name, lead.get(name) ?? ""]));
  const next = joined(rivals, lead, own);
  return placeOf(rivals, lead, own) ? `${next} Turn a knob first.` : next;
}

/**
 * The fields in which one differs from the lead.
 * @param {URLSearchParams} lead
 * @param {URLSearchParams} other
 * @returns {Own}
 */
export const differing = (lead, other) =>
  Object.fromEntries([...other].filter(([name, value]) => lead.get(name) !== value));

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
