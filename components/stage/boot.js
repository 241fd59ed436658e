// Loads the stage: all that the first page needs is asked for at once, not one after the other; then what others need.

/**
 * @param {{ subject: string, pictures: string[] }[]} reels of the page that is opened first
 * @returns {Promise<typeof import("./stage.js")>}
 */
export async function load(reels) {
  const below = (/** @type {string} */ name) => new URL(`../${name}`, import.meta.url);
  const all = /** @type {string[]} */ (await (await fetch(below("modules.json"))).json());
  // What is loaded by who is in a room, or asks for it.
  const modules = all.filter(
    (name) => !/^stage\/(room\/(?!door)|class\/|controls\/prepare\/|series\/|kit\/series)/.test(name),
  );
  const shown = reels.flatMap(({ pictures }) => pictures.map((name) => `pictures/${name}/`));
  const early = (/** @type {string} */ name) => ["stage/", ...shown].some((folder) => name.startsWith(folder));
  const ask = (/** @type {string} */ name, rel = "modulepreload") =>
    document.head.append(Object.assign(document.createElement("link"), { rel, as: "script", href: below(name) }));
  for (const name of modules.filter(early)) ask(name);
  // A picture of a run without a view of its own is drawn by Plotly.
  const plots = reels.flatMap(({ pictures }) => pictures).some((name) => !modules.includes(`pictures/${name}/view.js`));
  if (reels[0]?.subject === "run" && plots) ask("plotly.min.js", "preload");
  const stage = await import("./stage.js");
  for (const name of modules) if (!early(name)) ask(name);
  return stage;
}
