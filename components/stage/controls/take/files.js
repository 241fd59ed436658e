// What of a run the server writes as files: one table for what they are called and what is in them.

/**
 * @typedef {{ what: string, label: string, says: string, now?: boolean }} File `now` where it is of the moment shown
 */

/** @type {File[]} */
export const FILES = [
  {
    what: "script.py",
    label: "Program as a script",
    says: "A Python file with the data in it. It prints these losses.",
  },
  {
    what: "notebook.ipynb",
    label: "Program as a notebook",
    says: "The same for Jupyter, with words between the cells.",
  },
  { what: "history.csv", label: "History as CSV", says: "A line for every update, for a spreadsheet." },
  { what: "history.parquet", label: "History as Parquet", says: "The same for pandas and other tools." },
  { what: "weights.json", label: "Weights as JSON", says: "All weights, as they are at this moment.", now: true },
  { what: "weights.pt", label: "Weights as a state_dict", says: "The same for torch.load.", now: true },
];

/**
 * The address of such a file.
 * @param {string} site
 * @param {File} file
 * @param {string} query of the run
 * @param {number} t the moment, in updates
 */
export const addressOf = (site, { what, now }, query, t) =>
  new URL(`take/${what}?${query}${now ? `&t=${t}` : ""}`, site).href;

/** How large a file is. @param {number} bytes */
export const sizeOf = (bytes) =>
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

/**
 * Asks the server for a file. Throws a sentence where it has none.
 * @param {string} address
 * @returns {Promise<Blob>}
 */
export async function asked(address) {
  for (let tries = 0; ; tries += 1) {
    const response = await fetch(address).catch(() => null);
    if (response?.ok) return response.blob();
    if (!response) throw new Error("The server cannot be reached. Check the network, and try again.");
    if (response.status !== 503 || tries === 3) throw new Error(await refusal(response));
    await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get("Retry-After") ?? 1)));
  }
}

/** @param {Response} response */
async function refusal(response) {
  const sentence = [400, 403, 500, 503].includes(response.status) ? (await response.text()).slice(0, 300) : "";
  return sentence && !sentence.trimStart().startsWith("<") ? sentence : "This site does not hand out this file.";
}
