// What the class sees of a room: its state, and what is asked, answered, brought and ranked in it.

import type { Reading } from "../play/reading.js";

export type Kind = "choice" | "direction" | "number";

/** A question as the teacher asks it; `answer` is the place of a choice, or a number, or null where nobody knows. */
export interface Asked {
  kind: Kind;
  text: string;
  choices?: string[];
  unit?: string;
  answer?: number | null;
}

/** A question in a room. Who answers it does not know its `answer` before it is revealed. */
export interface Question extends Asked {
  id: number;
}

/** What the class has answered: how many have each choice, or all numbers, in no order. */
export interface Tally {
  question: number;
  answers: number;
  counts?: number[];
  values?: number[];
  /** Whose each number is, for the teacher alone. */
  of?: string[];
  revealed: boolean;
  answer?: number | null;
}

/** A race as the teacher sets it. */
export interface Problem {
  address: string;
  query: string;
  fields: string[];
  updates: number;
  task: string;
}

export interface Race extends Problem {
  id: number;
}

/** A run that someone has brought. */
export interface Run {
  of: string;
  name: string;
  number: number;
  query: string;
}

/** When all leave update 0, how long the race takes, and how it ended: nobody in order while it runs. */
export interface Result {
  race: number;
  at: number;
  seconds: number;
  order: string[];
  text: string;
}

export interface State {
  question: Question | null;
  tally: Tally | null;
  race: Race | null;
  runs: Run[];
  result: Result | null;
  people: { here: number; free: number; screens: number };
  mine: { name: string; answer: { question: number; value: number } | null; run: string | null };
  locked: boolean;
}

/** The page on the screen: its lead's film and clock, its name, and the lesson's questions. */
export interface Shown {
  reading: Reading;
  id: string;
  items: any[];
}

export interface Room {
  role: "teacher" | "follower" | "screen";
  state: State;
  you: string;
  site: string;
  send(message: { is: string; [field: string]: unknown }): void;
  hear(is: string, heard: (message: any) => void): () => void;
  now(): number;
  shown(): Shown | null;
  go(address: string): void;
  letGo(free: boolean): void;
}
