// What a teacher has prepared of a page, as a link carries it: the twin of components/spec/prepared.py. Both are held to
// tests/prepared.json.

import { unpacked } from "./rivals.js";

export const NAME = "prepared"; // of the field in an address
export const LONGEST_TASK = 500; // characters
const LONGEST = 12_000; // characters of the text form

/**
 * What is not offered, and what is seen but cannot be turned; what the page begins with, as a query; what is to be done;
 * and the places of the questions that are asked, from 0, null for all.
 * @typedef {{ hidden: string[], fixed: string[], start: string, task: string, questions: number[] | null }} Prepared
 */

/**
 * The text form; empty where nothing is prepared.
 * @param {Prepared} prepared
 */
export function written({ hidden, fixed, start, task, questions }) {
  const all = { h: hidden, f: fixed, s: start, t: task };
  const told = Object.fromEntries(Object.entries(all).filter(([, value]) => value.length));
  if (questions) told.q = /** @type {any} */ (questions);
  if (!Object.keys(told).length) return "";
  const bytes = new TextEncoder().encode(JSON.stringify(told));
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * What a text form says; null for one that says nothing.
 * @param {string} text
 * @returns {Prepared | null}
 */
export function read(text) {
  if (!text) return { hidden: [], fixed: [], start: "", task: "", questions: null };
  const told = content(text);
  if (typeof told !== "object" || told === null || Array.isArray(told)) return null;
  const { h = [], f = [], s = "", t = "", q = null, ...other } = told;
  const names = [h, f].every((list) => Array.isArray(list) && list.every(isName));
  const held = names ? [...h, ...f] : [];
  const places =
    q === null ||
    (Array.isArray(q) && q.every((at, i) => Number.isInteger(at) && at >= 0 && at < 30 && !(at <= q[i - 1])));
  const whole =
    names &&
    places &&
    held.length <= 60 &&
    new Set(held).size === held.length &&
    typeof s === "string" &&
    typeof t === "string" &&
    s.length <= 8000 &&
    [...t].length <= LONGEST_TASK &&
    !Object.keys(other).length;
  return whole ? { hidden: h, fixed: f, start: s, task: t, questions: q } : null;
}

/** @param {unknown} name */
const isName = (name) => typeof name === "string" && /^[a-z][a-z0-9_]{0,29}$/.test(name);

/**
 * @param {string} text
 * @returns {any} undefined for what is none of ours
 */
function content(text) {
  if (text.length > LONGEST || !/^[\w-]+$/.test(text)) return undefined;
  try {
    const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/**
 * A task as it was typed: lines of text, without what nobody can read.
 * @param {string} text
 */
export const tidy = (text) =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/\t/g, " ")
    .replace(/(?!\n)\p{Cc}|\p{Cs}/gu, "")
    .trim()
    .slice(0, LONGEST_TASK);

// ---- what is held

/** How an address writes what Python calls nothing. */
const NOTHING = ["", "random", "constant"];

/**
 * Whether a value is the one that an address has.
 * @param {unknown} value
 * @param {string | null} text
 */
function same(value, text) {
  if (text === null) return false;
  const told = String(value);
  if (told === text || (told !== "" && text !== "" && Number(told) === Number(text))) return true;
  return NOTHING.includes(told) && NOTHING.includes(text);
}

/**
 * The names of those that are held, and that these fields would turn.
 * @param {Record<string, string>} held by name what it is called
 * @param {Record<string, any>} fields
 * @param {string} query of what is shown
 * @param {import("./rivals.js").Own[]} rivals who run beside it
 */
export function against(held, fields, query, rivals) {
  const now = new URLSearchParams(query);
  const found = Object.keys(held).filter((name) => name in fields && !same(fields[name], now.get(name)));
  if (typeof fields.race !== "string") return found;
  const mine = (/** @type {import("./rivals.js").Own} */ own) =>
    JSON.stringify(Object.keys(held).flatMap((name) => (name in own ? [[name, own[name]]] : [])));
  const there = new Set([...rivals.map(mine), "[]"]);
  const apart = unpacked(fields.race).filter((own) => !there.has(mine(own)));
  return [...new Set([...found, ...Object.keys(held).filter((name) => apart.some((own) => name in own))])];
}

/**
 * Why these cannot be turned.
 * @param {string[]} names
 * @param {Record<string, string>} held
 */
export function refusal(names, held) {
  const called = names.map((name) => `“${held[name]}”`).join(" and ");
  return `${called} cannot be turned here: your teacher has prepared this page.`;
}
