// The types of decide.js: checked, never sent to a browser.

/** True, false, or null for not known. */
export type Truth = boolean | null;
/**
 * `["is", fact, [answer, …], defined, asks]`: `defined` is what the policy's own definitions make of
 * it, `asks` their conditions, both where there are any. `["number", fact, [n, d, sign, …]]`: the
 * signs that the fact less n/d may have. `["all" | "any" | "none", condition, …]`; `["open"]` is
 * never known.
 */
export type Condition = any[];
/** A numerator and a denominator. */
export type Fraction = [number, number];
/** A condition, or null for one that always holds. */
export type Maybe = Condition | null;
/** Answers that a fact cannot have. */
export type Out = Record<string, string[]>;

export interface Fact {
  /** For a choice, and yes or no: every answer. */
  values: string[];
  /** The date it follows from, and the unit; empty where it does not. */
  since: string[];
}
/** One way a rule can go. */
export interface Way {
  from: string;
  /** Where it sends a case; null for a stay or a discretion. */
  to: string | null;
  when: Maybe;
  /** What would come of it; rules that come to the same agree. */
  result: string;
  /** Where the case goes or may go; null for the present team. */
  offers: (string | null)[];
  /** Every condition on which the rule turns on the way to that team. */
  asks: Condition[];
}
/** A step's number, the same wherever the step is shared, and on what condition it applies. */
export type Step = [number: number, onlyIf: Maybe];
/** A rule that decides, a duty, or joint work. */
export interface Thing {
  id: string;
  kind: "transfer" | "stay" | "discretion" | "duty" | "joint";
  at: string[];
  on: string[];
  since: string;
  /** What it asks of a case, its exceptions included. */
  when: Maybe;
  steps: Step[];
  /** Its own id, and those of the shared steps it has: what findings can bear on. */
  bears: string[];
  /** For joint work: the transfers it belongs to. */
  transfers: string[];
}
export interface Rule extends Thing {
  ways: Way[];
  overrides: string[];
  /** The ids of its checklists. */
  lists: string[];
}
export interface Item {
  id: string;
  only_if: Maybe;
  judged: boolean;
  to: string[];
}
export interface Data {
  version: number;
  policy: string;
  facts: Record<string, Fact>;
  /** The facts that each event establishes. */
  events: Record<string, Record<string, string>>;
  impossible: Condition[][];
  /** A figure that a case cannot have at all, by the tests that say so. */
  none: Record<string, Condition[][]>;
  rules: Rule[];
  duties: Rule[];
  joint: Thing[];
  checklists: { id: string; bears: string[]; items: Item[] }[];
  /** Ids, each followed by the ids that it bears on or binds. */
  findings: string[][];
  principles: string[][];
  /** The ids of the ladders that bind each team. */
  disputes: Record<string, string[]>;
}

/** A case as conditions see it; numbers are written 63/4. */
export interface View {
  data: Data;
  facts: Record<string, string>;
  on: string | null;
  out?: Out;
}
/** A test, what it saw, whether the rule gets what it asks, and whether it should not hold. */
export interface Seen {
  test: any;
  saw: string | null;
  met: Truth;
  negated: boolean;
}
export interface Considered {
  rule: Rule;
  way: Way;
  applies: Truth;
  /** The rule that goes before it, or nothing. */
  by: string;
  seen: Seen[];
  /** How many tests are not met. */
  misses: number;
}
export interface Need {
  fact: string;
  rules: string[];
  weight: number;
}
export interface ToDo {
  owner: string;
  /** From one, within its owner. */
  number: number;
  applies: Truth;
}
export interface Ticked {
  list: string;
  item: string;
  applies: Truth;
  done: boolean;
}
export interface Follows {
  /** The duties and the joint work that apply, or may. */
  also: (Thing & { applies: Truth })[];
  steps: ToDo[];
  items: Ticked[];
  findings: string[];
  principles: string[];
}
export interface Decision extends Follows {
  outcome: string;
  to: string[];
  rules: Rule[];
  considered: Considered[];
  needs: Need[];
  nearest: Considered[];
  disputes: string[];
}
export interface Given {
  at: string;
  event: string;
  on?: string | null;
  facts: Record<string, string>;
  ticked?: string[];
}

export type Once = <S>(all: S[]) => S[];
export type Meet = (some: string[], others: string[]) => boolean;
export type Groups = Record<string, (all: Truth[]) => Truth>;
export type Parts = (day: number) => number[];
/** The corresponding day some months on, or the last of that month. */
export type AddMonths = (day: number, months: number) => number;
/** The time from one day to another, exactly. Born on 29 February, a child is a year older on 1 March of a common year. */
export type Period = (start: number, end: number) => Fraction;
/** A fact as given, or as it follows from a date; null where it is not known. */
export type ValueOf = (view: View, fact: string) => string | null;
/** What a fact that is not given cannot be, beside what is given: where all of an impossible case holds but one test, that one cannot. */
export type RuledOut = (view: View) => Out;
/** Whether a test holds by what is given, or by what cannot be. */
export type Plainly = (test: Condition, view: View, out: Out) => Truth;
/** Whether a condition holds; none always does. */
export type Holds = (condition: Maybe, view: View) => Truth;
/** Every test of a condition with what it saw. */
export type Explain = (condition: Maybe, view: View, negated?: boolean) => Seen[];
/** The facts on which a condition that is not settled still turns. */
export type Unknown = (condition: Maybe, view: View) => string[];
/** Whether a rule holds: in force, and its condition met. */
export type Applies = (thing: Thing, view: View) => Truth;
/** A rule, once for each way it can send the case. */
export type Consider = (rule: Rule, at: string, view: View) => Considered[];
/** A rule beside those that go before it. */
export type Against = (one: Considered, all: Considered[]) => Considered;
export type Outcome = (sure: Considered[], open: Considered[]) => string;
/** The open questions, the one that settles most rules first. */
export type Needs = (open: Considered[], view: View) => Need[];
/** Everything that follows from a decision. */
export type What = (view: View, given: Given, rules: Rule[], to: string[], about: string[]) => Follows;
export type Bearing = (all: string[][]) => string[];
export type Live = <S extends { applies: Truth }>(all: S[]) => S[];
/** Where a case goes when something happens, and why. */
export type Decide = (data: Data, given: Given) => Decision;

export interface Engine {
  addMonths: AddMonths;
  monthsBetween: Period;
  ageOn: Period;
  valueOf: ValueOf;
  ruledOut: RuledOut;
  plainly: Plainly;
  evaluate: Holds;
  explain: Explain;
  unknown: Unknown;
  applies: Applies;
  consider: Consider;
  against: Against;
  outcome: Outcome;
  needs: Needs;
  follows: What;
  decide: Decide;
}
