// What a visitor has answered, page by page: kept in this browser, and nowhere else.

import { browsers, keep, kept } from "../kit/store.js";

export const KEY = "gradient-descent-visualizer/questions";

/**
 * How a question stands: whether it was solved, after how many tries, and what was chosen, the last one last; and
 * whether the hint was asked for before, or the answer.
 * @typedef {{ solved: boolean, tries: number, chosen: string[], hint?: true, shown?: true }} Answer
 *
 * The answers of a page, by the names of its questions, and how many questions it has.
 * @typedef {{ of: number, answers: Record<string, Answer> }} Page
 */

/** @type {Answer} */
const NEW = { solved: false, tries: 0, chosen: [] };

/**
 * The answer after another try. The same wrong choice again is no try, and what was solved stays so.
 * @param {Answer} answer
 * @param {string} choice
 * @param {boolean} right
 * @returns {Answer}
 */
export function tried(answer, choice, right) {
  const again = answer.chosen.includes(choice);
  if (!right && (again || answer.solved)) return answer;
  const chosen = [...answer.chosen.filter((one) => one !== choice), choice];
  if (answer.solved) return { ...answer, chosen };
  return { ...answer, solved: right, tries: answer.tries + 1, chosen };
}

/**
 * All pages that something is kept of. What is not as we write it is not there.
 * @returns {Record<string, Page>}
 */
export function pages(store = browsers()) {
  const found = kept(store, KEY);
  if (typeof found !== "object" || found === null) return {};
  const whole = Object.entries(found).filter(
    ([, page]) => Number.isInteger(page?.of) && page.answers instanceof Object,
  );
  return Object.fromEntries(
    whole.map(([name, { of, answers }]) => [
      name,
      { of, answers: Object.fromEntries(Object.entries(answers).filter(([, answer]) => isAnswer(answer))) },
    ]),
  );
}

/**
 * Keeps the answers of all pages in the place of those that are there. False where the browser does not.
 * @param {Record<string, Page>} all
 */
export const putPages = (all, store = browsers()) => keep(store, KEY, all);

/** @param {any} answer */
export function isAnswer(answer) {
  return (
    typeof answer?.solved === "boolean" &&
    Number.isInteger(answer.tries) &&
    Array.isArray(answer.chosen) &&
    answer.chosen.every((/** @type {unknown} */ one) => typeof one === "string") &&
    [answer.hint, answer.shown].every((looked) => looked === undefined || looked === true)
  );
}

/** The answers of one page. Where the browser keeps nothing, they last as long as the page is open. */
export class Kept {
  /**
   * @param {string} page
   * @param {string[]} names of its questions; what is kept under another name was another question
   * @param {string[]} asked those of them that are asked, where a teacher has chosen
   */
  constructor(page, names, store = browsers(), asked = names) {
    this.page = page;
    this.names = names;
    this.asked = asked;
    this.store = store;
    const there = pages(store)[page];
    this.answers = this.own(there?.answers);
    if (there) this.#write(this.answers);
  }

  /** @param {Record<string, Answer>} [answers] */
  own(answers = {}) {
    return Object.fromEntries(Object.entries(answers).filter(([name]) => this.names.includes(name)));
  }

  /** @param {string} name */
  of(name) {
    return this.answers[name] ?? NEW;
  }

  get empty() {
    return !this.asked.some((name) => name in this.answers);
  }

  get solved() {
    return this.asked.filter((name) => this.of(name).solved).length;
  }

  /**
   * Another window may have answered meanwhile: nothing of it is lost.
   * @param {string} name
   * @param {Answer} answer
   */
  keep(name, answer) {
    const there = this.own(pages(this.store)[this.page]?.answers);
    this.answers = { ...this.answers, ...there, [name]: answer };
    this.#write(this.answers);
  }

  clear() {
    const left = Object.entries(this.answers).filter(([name]) => !this.asked.includes(name));
    this.answers = Object.fromEntries(left);
    this.#write(left.length ? this.answers : null);
  }

  /** @param {Record<string, Answer> | null} answers */
  #write(answers) {
    const all = pages(this.store);
    if (answers) all[this.page] = { of: this.names.length, answers };
    else delete all[this.page];
    putPages(all, this.store);
  }
}
