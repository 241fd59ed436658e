// Who runs in a race, as a link carries it: the fields that are each rival's own.

/** @typedef {Record<string, string>} Own */

export const MOST = 8; // runners, that which leads among them
const LONGEST = 2000; // characters of a race in a link, as LONGEST of components/ui/address.py
const FULL = `A race has at most ${MOST} runners. Remove one first.`;
const LONG = "These runners are too much for one link. Remove one first.";

/**
 * What is a runner's own, if it stays as the lead is now in some fields.
 * @param {URLSearchParams} lead
 * @param {string[]} fields
 * @returns {Own}
 */
export const ownOf = (lead, fields) => Object.fromEntries(fields.map((name) => [name, lead.get(name) ?? ""]));

/**
 * The fields in which one differs from the lead.
 * @param {URLSearchParams} lead
 * @param {URLSearchParams} other
 * @returns {Own}
 */
export const differing = (lead, other) =>
  Object.fromEntries([...other].filter(([name, value]) => lead.get(name) !== value));

/**
 * The number, from 2, of the runner that is the same as one with these fields of its own; 0 where none is.
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
 * Whether one of the rivals is the same runner as one with these fields of its own.
 * @param {Own[]} rivals
 * @param {URLSearchParams} lead
 * @param {Own} own
 */
export const runs = (rivals, lead, own) => placeOf(rivals, lead, own) > 0;

/**
 * The rivals and one more; a sentence where there is no room for it.
 * @param {Own[]} rivals
 * @param {Own} own
 * @returns {Own[] | string}
 */
export function joined(rivals, own) {
  const all = [...rivals, own];
  if (all.length >= MOST) return FULL;
  return packed(all).length > LONGEST ? LONG : all;
}

/**
 * The rivals, and one more that is as the lead is now in some fields; a sentence where it runs already, or there is no
 * room.
 * @param {Own[]} rivals
 * @param {URLSearchParams} lead
 * @param {string[]} fields
 */
export function added(rivals, lead, fields) {
  const own = ownOf(lead, fields);
  return runs(rivals, lead, own) ? "It runs already. Turn a knob first." : joined(rivals, own);
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
export const packed = (rivals) =>
  rivals.map((own) => new URLSearchParams(own).toString().replaceAll("%7E", "~")).join(";") || "alone";

/**
 * The rivals that `packed` has written.
 * @param {string} race
 * @returns {Own[]}
 */
export const unpacked = (race) =>
  race === "alone" ? [] : race.split(";").map((own) => Object.fromEntries(new URLSearchParams(own)));
