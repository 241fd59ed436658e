// What a visitor did, or another text of ours, as a link: packed into the part of an address that browsers send to no server.

import { LARGEST } from "./file.js";

export const LONGEST = 16_000; // characters; more are cut off on their way by too many mailers and chats
export const NAME = "handed";

/**
 * What such a link is called in an address, how long it may be, and what to ask for instead of one that is damaged.
 * @typedef {{ name: string, longest: number, instead: string }} Kind
 */
/** @type {Kind} */
const HANDED = { name: NAME, longest: LONGEST, instead: "Ask for the file." };
const PACKED = "z";
const PLAIN = "j";
const TOO_OLD = "This browser is too old to open such a link.";
const CUT_OFF = "This link is cut off or damaged.";

/**
 * A link to a page that holds a file's text; null where it would be too long.
 * @param {string} page the address of the page that opens it
 * @param {string} text
 * @returns {Promise<string | null>}
 */
export async function linked(page, text, { name, longest } = HANDED) {
  const small = JSON.stringify(JSON.parse(text)); // no blanks
  const packs = typeof CompressionStream === "function";
  const bytes = new TextEncoder().encode(small);
  const packed = packs ? await through(bytes, new CompressionStream("deflate"), LARGEST) : bytes;
  const link = `${page.split("#")[0]}#${name}=${packs ? PACKED : PLAIN}${base64(packed)}`;
  return link.length <= longest ? link : null;
}

/** Whether an address holds such a text. @param {string} hash of the address */
export const holds = (hash, name = NAME) => hash.startsWith(`#${name}=`);

/**
 * The file's text in an address; an Error says in a sentence why there is none.
 * @param {string} hash of the address
 * @returns {Promise<string>}
 */
export async function unlinked(hash, kind = HANDED) {
  try {
    return await unpacked(hash.slice(kind.name.length + 2), kind);
  } catch (error) {
    throw new Error(`${/** @type {Error} */ (error).message} ${kind.instead}`, { cause: error });
  }
}

/**
 * @param {string} packed
 * @param {Kind} kind
 */
async function unpacked(packed, { longest }) {
  if (packed.length > longest) throw new Error(CUT_OFF);
  const bytes = bytesOf(packed.slice(1));
  if (packed[0] === PLAIN) return text(bytes);
  if (packed[0] !== PACKED) throw new Error(CUT_OFF);
  if (typeof DecompressionStream !== "function") throw new Error(TOO_OLD);
  /** @type {Uint8Array} */
  let whole;
  try {
    whole = await through(bytes, new DecompressionStream("deflate"), LARGEST);
  } catch {
    throw new Error(CUT_OFF);
  }
  return text(whole);
}

/**
 * Bytes through a stream; what grows larger than it may is given up.
 * @param {Uint8Array} bytes
 * @param {CompressionStream | DecompressionStream} stream
 * @param {number} most
 */
async function through(bytes, stream, most) {
  const reader = new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(stream).getReader();
  const parts = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > most) {
      await reader.cancel();
      throw new Error(CUT_OFF);
    }
    parts.push(next.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** @param {Uint8Array} bytes */
function text(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error(CUT_OFF);
  }
}

/** @param {Uint8Array} bytes */
function base64(bytes) {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} letters */
function bytesOf(letters) {
  try {
    return Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  } catch {
    throw new Error(CUT_OFF);
  }
}
