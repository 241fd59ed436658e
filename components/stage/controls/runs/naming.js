// What a kept run is called before its visitor calls it something else: by what differs, and only that.

/**
 * The fields of a run that differ from where its page begins, in words: "Adam, rate 0.1". Where another of its kind is
 * called so already, also by what differs from that one.
 * @param {import("../../../stage/told").Setting[]} settings of the run
 * @param {string} query of the run
 * @param {string} begins the query that its page begins with
 * @param {{ name: string, query: string }[]} others of its kind
 */
export function nameFor(settings, query, begins, others) {
  const own = new URLSearchParams(query);
  /** @type {Set<string>} */
  const differ = new Set();
  /** @param {string} other */
  const compare = (other) => {
    const there = new URLSearchParams(other);
    for (const { field } of settings) if (own.get(field) !== there.get(field)) differ.add(field);
  };
  const name = () => {
    const said = settings.filter(({ field }) => differ.has(field)).map((setting) => setting.said);
    return said.filter(Boolean).join(", ") || "as the page begins";
  };
  compare(begins);
  for (const same of others.filter((other) => other.name === name())) compare(same.query);
  return name();
}
