// Loads the stage: all that the first page needs is asked for at once, not one after the other; then what others need.

const PLOTS = "stage/plots/view.js"; // draws what has no view of its own

/**
 * The modules that some need, and those that these need.
 * @param {Record<string, string[]>} imports by module, what it imports as it loads
 * @param {string[]} names
 */
export function needed(imports, names) {
  const all = new Set(names.filter((name) => name in imports));
  for (const name of all) for (const other of imports[name]) all.add(other); // a set also goes through what is added
  return all;
}

/**
 * @param {{ subject: string, pictures: string[] }[]} reels of the page that is opened first
 * @returns {Promise<typeof import("./stage.js")>}
 */
export async function load(reels) {
  const below = (/** @type {string} */ name) => new URL(`../${name}`, import.meta.url);
  const imports = /** @type {Record<string, string[]>} */ (await (await fetch(below("modules.json"))).json());
  const ask = (/** @type {string} */ name, rel = "modulepreload") =>
    document.head.append(Object.assign(document.createElement("link"), { rel, as: "script", href: below(name) }));
  const own = (/** @type {string} */ name) =>
    [`pictures/${name}/view.js`, `stage/${name}/view.js`].find((view) => view in imports);
  const views = reels.flatMap(({ pictures }) => pictures).map((name) => own(name) ?? PLOTS);
  const early = needed(imports, ["stage/stage.js", ...views]);
  for (const name of early) ask(name);
  if (views.includes(PLOTS) && reels[0]?.subject === "run") ask("plotly.min.js", "preload");
  const stage = await import("./stage.js");
  const others = Object.keys(imports).filter((name) => name.endsWith("/view.js"));
  for (const name of needed(imports, others)) if (!early.has(name)) ask(name);
  return stage;
}
