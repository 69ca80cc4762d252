// The types of parts.js, due.js, dates.js and checklist.js: checked, never sent to a browser.

/** A day of a calendar, as days since 1 January 1970. */
type Day = number;
type How = "age" | "days" | "midway" | "months" | "weekday" | "working days";
/** How to count and its words; how many (below nought: backwards), or which day of a week from Monday, 0; 1 where the day itself is day one, or an age is to come the day after. */
type Way = [how: How, because: string, number: number, first: number];
type Start = [anchors: string[], missing: string, ways: Way[]];
interface DueData {
  owner?: string;
  title?: string;
  step: string;
  what: string;
  head: string;
  tail: string;
  starts: Start[];
}
interface Owner {
  title: string;
  dues: number[];
}
interface Data {
  uid: string;
  /** A calendar file and an event of one, with {} where a part goes in. */
  calendar: string;
  event: string;
  /** The names of the months, in small letters. */
  months: string[];
  /** For each year, month, day and a letter for the name of each bank holiday in turn. */
  holidays: { names: Record<string, string>; years: Record<string, string> };
  owners: Record<string, Owner>;
  dues: DueData[];
}
/** Days are written 2021-04-28. */
interface Reading {
  date: string | null;
  because: string;
  skipped: { date: string; why: string }[];
}
interface Due extends DueData {
  readings: Reading[];
  safe: string | null;
  /** How many dates the readings give. */
  dates: number;
  note: string;
  /** Years whose bank holidays are not known here, though the dates turn on them. */
  unknown: string[];
}

/** What due.js offers, and what it does it with. */
interface Counting {
  iso: (day: Day) => string;
  dayOf: (text: string) => Day;
  /** Friday 5 April 2024. */
  words: (day: Day) => string;
  /** From Sunday, 0. */
  weekday: (day: Day) => number;
  /** The corresponding day, or the last of a shorter month. */
  addMonths: (day: Day, months: number) => Day;
  /** The day an age in months is reached: 1 March for those born on 29 February. */
  birthday: (born: Day, months: number) => Day;
  /** Work out every deadline of an owner from days by anchor. */
  due: (data: Data, owner: Owner, dates: Record<string, string>) => Due[];
}
/** Counting by the bank holidays that a page knows. */
interface Works {
  /** Why a day is not worked; empty for a working day. */
  off: (day: Day) => string;
  /** The day after so many working days; before, below nought. */
  add: (day: Day, number: number) => Day;
  /** The days from one to another that are not worked. */
  skipped: (from: Day, to: Day) => Reading["skipped"];
  read: (days: Day[], way: Way) => Reading;
}

/** The page's own words, with {} where a part goes in; a page has every one its script asks for. */
type Words = Record<string, string>;
/** A part of a page: by its tag where that is all that is asked. */
type Found<S> = (S extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[S] : HTMLElement) & {
  dataset: Words;
  parentElement: HTMLElement;
};
type Part = Found<string>;
/** What parts.js offers. */
interface Shared {
  all: <S extends string>(selector: S, within?: ParentNode) => Found<S>[];
  find: <S extends string>(selector: S, within?: ParentNode) => Found<S>;
  /** Put parts into words, one for each {}. */
  fill: (words: string, ...parts: (string | number)[]) => string;
  save: (download: string, parts: BlobPart[]) => void;
}
declare var caseflow: Shared & Counting & import("./find").Engine;

/** What dates.js does. */
interface Dates {
  owner: (id: string) => Part | undefined;
  long: (day: string | null) => string;
  make: (tag: string, className: string, ...inside: (Node | string)[]) => HTMLElement;
  /** A day as it was read, or what is wrong with it; neither for nothing typed. */
  read: (text: string) => { day?: string; wrong?: string };
  /** Read the days of a transfer; say beside each what was understood, or what is wrong. */
  given: (owner?: Part) => Record<string, string>;
  /** Say the day of a deadline, and each reading with what was not counted. */
  told: (due: Due) => Node[];
  /** Show the chosen transfer's deadlines, the soonest first, and keep the address true. */
  show: () => void;
  /** Take what the address gives. */
  arrive: () => void;
  escaped: (text: string) => string;
  folded: (line: string) => string;
  write: () => void;
}

/** `["=", question, answer, …]` or `["all" | "any" | "none", condition, …]`. */
type Condition = [how: string, ...rest: any[]];
/** A line of a checklist as a document holds it: its style, then its words. */
type Line = [style: "Heading1" | "Heading2" | "Normal" | "Detail", text: string];
/** What docx_parts.py writes. */
interface Docx {
  start: string;
  end: string;
  document: string;
  paragraph: string;
}
/** What checklist.js does. */
interface Checklist {
  /** Keep what is ticked and answered, or nothing where nothing is. */
  keep: () => void;
  /** Set boxes and answers. */
  set: (kept: { ticks?: string[]; answers?: Record<string, string> }) => void;
  /** Whether a condition holds: true, false, or null for not known. */
  holds: (condition: Condition) => boolean | null;
  /** How many items are ticked. */
  ticked: (within: Part) => number;
  /** Set apart what does not apply, saying why; count the rest. */
  show: () => void;
  today: () => string;
  /** The words of each part that fits. */
  text: (selector: string, within?: Part) => string[];
  styled: (style: Line[0], words: string[]) => Line[];
  lines: () => Line[];
  /** The lines of an item. */
  about: (item: Part) => Line[];
  /** The check sum of a file in a ZIP. */
  crc32: (bytes: Uint8Array) => number;
  /** A number as four bytes, the least first, each as the letter of that number. */
  four: (number: number) => string;
  bytes: (letters: string) => Uint8Array<ArrayBuffer>;
  /** Words as XML holds them. */
  safe: (words: string) => string;
}
