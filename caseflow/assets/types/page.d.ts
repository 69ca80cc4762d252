// The types of caseflow.js, map.js and terms.js: checked, never sent to a browser.

/** The elements of whatever kind the selector asks for. */
type Every = (selector: string, within?: any) => any[];
/** Let a table be sorted by any of its columns. */
type Sorts = (table: HTMLTableElement & { tHead: HTMLTableSectionElement }) => void;

/** What a map shows of itself, above it. */
interface Tools extends HTMLElement {
  onclick: (event: any) => void;
  parentElement: HTMLElement;
  lastElementChild: HTMLElement;
}
/** The address of a page, then the ends of the line: what is to be lit. */
type Wanted = string[][];
/** A move that a case can make, as a line of a list: a link to the walk, then one to its page. */
interface Move extends HTMLLIElement {
  dataset: { move: string; from: string; to: string };
  firstElementChild: HTMLAnchorElement;
  cloneNode: (deep: boolean) => Move;
}
/** Copies of moves, each with the address of the walk that ends with it. */
type Copies = (some: Move[]) => Move[];
interface MapScript {
  /** What a link, or a part that may be one, leads to; null for no link. */
  page: (part: Element) => any;
  /**
   * Give a class to links of maps and their lines, by page and ends, and to rows of tables: those
   * of the pages wanted, or of those told.
   */
  light: (name: string, wanted: Wanted, told?: Wanted) => void;
  /** Light what belongs to the row, or to the link of a map, under the pointer or the focus. */
  near: (event: any) => void;
  /** Let a map change its size; it moves as any frame does: by keys, by touch, by its bar. */
  zoom: (tools: Tools) => void;
  /**
   * Show what the address names: one move (t=move), or a walk (from=team&t=move.team,...); return
   * whether it names any.
   */
  walk: () => boolean;
  /** Follow a change of the address; the focus moves only where it was on the walk. */
  changed: () => void;
}

/** The term whose meaning is shown, and the meaning. */
type Shown = [term: Element | null, tip: HTMLElement | null];
type Shows = (term: Element) => void;
type Reacts = (event: any) => void;
