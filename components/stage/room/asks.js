// What a browser asks of the site about rooms, besides the line itself; each refusal is a sentence.

const AWAY = "The site cannot be reached. Look at your net, and try again.";

/**
 * @param {string} address
 * @param {RequestInit} [how]
 */
async function asked(address, how) {
  let answer;
  try {
    answer = await fetch(address, { ...how, cache: "no-store" });
  } catch {
    throw new Error(AWAY);
  }
  if (!answer.ok) throw new Error((await answer.text()).slice(0, 300) || AWAY);
  return answer.json();
}

/**
 * Starts a room.
 * @param {string} site
 * @returns {Promise<{ code: string, secret: string, ends: number }>}
 */
export const started = (site) => asked(String(new URL("rooms", site)), { method: "POST" });

/**
 * Whether there is a room of this code.
 * @param {string} site
 * @param {string} code
 * @returns {Promise<{ open: boolean }>}
 */
export const found = (site, code) => asked(String(new URL(`rooms/${code}`, site)));

/**
 * The link by which others join.
 * @param {string} site
 * @param {string} code
 * @param {boolean} [screen] as a second screen
 */
export const linkInto = (site, code, screen = false) => `${new URL(".", site)}#room=${code}${screen ? "&screen" : ""}`;

/** The picture of a link, for a camera. @param {string} site @param {string} link */
export const qr = (site, link) => String(new URL(`rooms/qr.svg?${new URLSearchParams({ link })}`, site));
