// The types of find.js: checked, never sent to a browser.

import type { Considered, Data, Decide, Decision, Holds, Truth } from "./decide";

export type { Data };
/** What decide.js offers. */
export interface Engine {
  decide: Decide;
  evaluate: Holds;
}
/** What the script needs beside the pieces. */
export interface Words {
  /** A fact, or "at", "event", "on"; its question; its answers as an address has them, in words. */
  ask: [name: string, question: string, answers: [value: string, words: string][]][];
  /** The service of each team. */
  services: Record<string, string>;
  /** The words of each test, by the test as JSON. */
  tests: Record<string, string>;
  headlines: Record<string, string>;
  /** Who decides, for each rule that leaves it to somebody. */
  roles: Record<string, string>;
  /** For each rule, the pieces that are its steps. */
  steps: Record<string, number[]>;
  /** The title of each rule and each joint work. */
  titles: Record<string, string>;
  impossible: string[];
  nobody: string;
  /** What stands before the title of the rule that goes before another. */
  beaten: string;
  met: Record<string, string>;
  answered: string;
  follows: string;
}

/** What stands in the page. */
export type Both = [Data, Words];
/** The first element that fits. */
export type Select = (what: string, within?: any) => any;
/** The words of an answer. */
export type Label = (name: string, value: string) => string;
/** A copy of a piece of the page, with a text in its empty span. */
export type Copy = (name: string, text?: string) => HTMLElement;
export type Make = (tag: string, ...inner: (Node | string)[]) => HTMLElement;
/** Mark what turns on a fact that is not known. */
export type Maybe = (made: HTMLElement, applies: Truth) => HTMLElement;
export type Joined = (all: string[], by: string) => string;
/** An address with the answers given, and more. */
export type Address = (...more: [string, string][]) => string;
export type Ask = (name: string) => void;
/** A rule, with each of its tests and what was answered. */
export type Reason = (one: Considered) => HTMLElement;
export type Answer = (decision: Decision) => void;
export type Pieces = (kind: string, ids: string[]) => HTMLElement[];
/** Make the page anew from the address; move to its heading where the address changed. */
export type Show = (moved: boolean) => void;
