/* "Find your transfer": the address holds the answers, the page every word. */
"use strict";
/** @import * as T from "./types/find" */
(() => {
const { decide, evaluate } = caseflow;
/** @type {T.Select} */
const $ = (what, within = document) => within.querySelector(what);
const [data, words] = /** @type {T.Both} */ (["data", "words"].map((part) => JSON.parse($(`#find-${part}`).textContent)));
const asks = new Map(words.ask.map(([name, question, answers]) => [name, { question, answers: new Map(answers) }]));
/** @type {T.Label} */
const label = (name, value) => asks.get(name)?.answers.get(value) ?? value;
/** @type {Map<string, string>} */
let given = new Map();
/** @type {T.Copy} */
function piece(name, text = "") {
  const copy = $(`template[data-of="${name}"]`).content.firstElementChild.cloneNode(true);
  if (text) $("span:empty", copy).textContent = text;
  return copy;
}
/** @type {T.Make} */
function make(tag, ...inner) {
  const made = document.createElement(tag);
  made.append(...inner);
  return made;
}
/** @type {T.Maybe} */
const maybe = (made, applies) => made.prepend(...(applies === null ? [piece("maybe"), " "] : [])) ?? made;
/** @type {T.Joined} */
const joined = (all, by) => [all.slice(0, -1).join(", "), ...all.slice(-1)].filter(Boolean).join(` ${by} `);

/** @type {T.Address} */
const address = (...more) => `#${new URLSearchParams([...new Map([...given, ...more])])}`;
/** @type {T.Ask} */
function ask(name) {
  const rules = [...data.rules, ...data.duties, ...data.joint].filter((rule) => rule.at.includes(`${given.get("at")}`));
  const here = rules.flatMap((rule) => rule.on);
  const [box, other] = [$("#find-options"), piece("other")];
  box.replaceChildren();
  $("#find-question").textContent = asks.get(name)?.question;
  let group = "";
  for (const [value, text] of asks.get(name)?.answers ?? []) {
    const heading = name === "at" ? words.services[value] : "";
    if (heading !== group) box.append(make("strong", (group = heading)));
    const option = piece("option", text);
    Object.assign($("input", option), { name, value, checked: given.get(name) === value });
    (name === "event" && !here.includes(value) ? other : box).append(option);
  }
  if (name === "event") box.append(other);
}
$("#find-form").onsubmit = (/** @type {Event} */ event) => {
  event.preventDefault();
  const [[name, value]] = new FormData($("#find-form"));
  location.hash = address([name, `${value}`]);
};
/** @type {T.Reason} */
function reason({ rule, way, seen, by }) {
  const made = piece(`rule/${rule.id}`);
  if (way.to) $("[data-to]", made).textContent = `→ ${label("at", way.to)}`;
  $("ul", made).append(...seen.map(({ test, saw, met, negated }) => {
    const answer = saw ? ` (${words.answered}: ${label(test[1], saw)})` : met === null ? "" : ` (${words.follows})`;
    return make("li", make("strong", words.met[`${met}`]), `: ${negated ? "Not: " : ""}${words.tests[JSON.stringify(test.slice(0, 3))]}${answer}`);
  }));
  if (by) $("ul", made).append(make("li", words.beaten, words.titles[by]));
  return made;
}
/** @type {T.Answer} */
function answer(d) {
  const open = d.outcome === "needs_facts";
  const teams = joined(d.to.map((team) => label("at", team)), d.outcome === "conflict" ? "and to" : "or");
  const roles = joined(d.rules.map(({ id }) => words.roles[id]).filter(Boolean), "and") || words.nobody;
  const headline = words.headlines[d.outcome].replace("{to}", () => teams).replace("{roles}", () => roles);
  /** @type {T.Pieces} */
  const pieces = (kind, ids) => ids.map((id) => piece(`${kind}/${id}`));
  const findings = pieces("finding", d.findings);
  $("#find-headline").textContent = $("#find-said").textContent = headline;
  /** @type {Record<string, (Node | string)[]>} */
  const parts = {
    note: pieces("note", [d.outcome]),
    moments: pieces("moment", d.rules.flatMap(({ id, kind }) => (kind === "transfer" ? [id] : []))),
    open: open ? d.considered.filter(({ applies }) => applies !== false).map(reason) : [],
    why: open ? [] : d.considered.filter(({ applies }) => applies).map(reason),
    steps: d.steps.map(({ owner, number, applies }, place) => {
      const whose = d.steps[place - 1]?.owner === owner ? "" : make("p", words.titles[owner]);
      return make("li", whose, maybe(piece(`step/${words.steps[owner][number - 1]}`), applies));
    }),
    items: d.items.map(({ list, item, applies }) => make("li", maybe(piece(`item/${list}/${item}`), applies))),
    joint: d.also.filter(({ kind }) => kind === "joint").map(({ id, applies }) => maybe(piece(`joint/${id}`), applies)),
    maybe: pieces("rule", d.also.flatMap(({ id, kind, applies }) => (kind === "duty" && applies === null ? [id] : []))),
    findings: findings.filter((one) => $(".cf-sev-high", one)),
    lesser: findings.filter((one) => !$(".cf-sev-high", one)),
    disputes: pieces("dispute", d.disputes),
    nearest: d.nearest.map(reason),
    principles: pieces("principle", d.principles),
    others: d.outcome === "silent" ? [] : d.considered.filter(({ applies }) => applies === false).map(reason),
  };
  for (const [name, inner] of Object.entries(parts)) {
    const part = $(`#find-${name}`);
    part.hidden = !inner.length;
    $("[data-here]", part).replaceChildren(...inner);
    const count = $("[data-count]", part);
    if (count) count.textContent = inner.length;
  }
}
/** @type {T.Show} */
function show(moved) {
  if (moved && !/^$|^#find$|=/.test(location.hash)) return;
  given = new Map();
  let again = "";
  const wrong = [];
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    if (name === "ask" && asks.has(value)) again = value;
    else if (asks.get(name)?.answers.has(value)) given.set(name, value);
    else if (value) wrong.push(`${name}=${value}`);
  }
  const known = [...given].filter(([, value]) => value !== "not-known");
  const { at = "", event = "", on = null, ...facts } = Object.fromEntries(known);
  const d = at && event ? decide(data, { at, event, on, facts }) : null;
  const need = d?.needs.find(({ fact }) => asks.has(fact) && !given.has(fact));
  const dated = d?.outcome === "needs_facts" && d.considered.some(({ applies, rule }) => applies === null && rule.since);
  const next = again || (!at && "at") || (!d && "event") || need?.fact || (dated && !given.has("on") && "on");
  if (next) ask(next);
  else if (d) answer(d);
  $("#find-form").hidden = !next;
  for (const part of ["result", "parts", "copy"]) $(`#find-${part}`).hidden = next;
  $("#find-given").hidden = !given.size;
  $("#find-answers").replaceChildren(...[...given].map(([name, value]) => {
    const line = piece("answer", label(name, value));
    $("dt", line).textContent = $(".cf-sr", line).textContent = asks.get(name)?.question;
    $("a", line).href = address(["ask", name]);
    return line;
  }));
  const view = { data, facts: { ...facts, ...data.events[event] }, on };
  const clash = data.impossible.flatMap((tests, place) => (evaluate(["all", ...tests], view) ? [words.impossible[place]] : []));
  $("#find-problems").replaceChildren(...wrong.map((part) => piece("problem", part)), ...clash.map((why) => piece("impossible", why)));
  if (moved) $(next ? "#find-question" : "#find-headline").focus();
}
$("#find-copy").onclick = () => {
  getSelection()?.selectAllChildren($("#find"));
  document.execCommand("copy");
};
addEventListener("hashchange", () => show(true));
show(false);
$("#find").hidden = !($("#find-off").hidden = true);
})();
