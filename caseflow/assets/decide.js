/* Decides to the letter as conditions.py, decisions.py and follows.py do. null is not known, and never "no". */
"use strict";
/** @import * as D from "./types/decide" */
(() => {
/** @type {D.Once} */
const once = (all) => [...new Set(all)];
/** @type {D.Meet} */
const meet = (some, others) => some.some((one) => others.includes(one));
/** @type {D.Groups} */
const GROUPS = {
  all: (all) => !all.includes(false) && (all.includes(null) ? null : true),
  any: (all) => all.includes(true) || (all.includes(null) ? null : false),
  none: (all) => !all.includes(true) && (all.includes(null) ? null : true),
  open: () => null,
};
const DAY = 864e5;
/** @type {D.Parts} */
const parts = (day) => new Date(day * DAY).toISOString().slice(0, 10).split("-").map(Number);
/** @type {D.Engine} */
const my = {
// Days since 1970, exact fractions
addMonths(day, months) {
  const [year, month, date] = parts(day);
  return Math.min(Date.UTC(year, month + months - 1, date), Date.UTC(year, month + months, 0)) / DAY;
},
monthsBetween(start, end) {
  const [a, b] = [parts(start), parts(end)];
  let whole = (b[0] - a[0]) * 12 + b[1] - a[1];
  if (my.addMonths(start, whole) > end) whole -= 1;
  const reached = my.addMonths(start, whole);
  const length = my.addMonths(start, whole + 1) - reached;
  return [whole * length + end - reached, length];
},
ageOn(born, day) {
  const [n, d] = my.monthsBetween(born, day);
  const whole = Math.floor(n / d);
  const [year, month, date] = parts(born);
  const birthday = Date.UTC(year + Math.floor(whole / 12), month - 1, date) / DAY;
  return day < birthday ? [whole * 32 - 1, 384] : [n, d * 12];
},
// Conditions
valueOf({ data, facts, on }, fact) {
  const [from, unit] = data.facts[fact].since;
  if (fact in facts || !on || !(facts[from] <= on)) return facts[fact] ?? null;
  return SINCE[unit](Date.parse(facts[from]) / DAY, Date.parse(on) / DAY).join("/");
},
ruledOut(view) {
  if (view.out) return view.out;
  /** @type {D.Out} */
  const out = {};
  for (let more = true; more; ) {
    more = false;
    for (const tests of view.data.impossible) {
      const truths = tests.map((test) => my.plainly(test, view, out));
      const [how, fact, answers] = tests[truths.indexOf(null)] ?? [];
      if (how !== "is" || truths.filter((truth) => !truth).length > 1) continue;
      out[fact] = [...(out[fact] ?? []), ...answers];
      more = true;
    }
  }
  return (view.out = out);
},
plainly([how, fact, wanted], view, out) {
  const value = my.valueOf(view, fact);
  const [n, d = 1] = (value ?? "").split("/").map(Number);
  if (how === "number") {
    const [a, b, ...signs] = wanted;
    if (value) return signs.includes(Math.sign(n * b - a * d));
    const never = view.data.none[fact] ?? [];
    return never.some((tests) => tests.every((test) => my.plainly(test, view, {}))) ? false : null;
  }
  if (value) return wanted.includes(n >= 0 ? `${n / d}` : value);
  if (!out[fact]) return null;
  const left = view.data.facts[fact].values.filter((answer) => !out[fact].includes(answer));
  return meet(left, wanted) && (left.every((answer) => wanted.includes(answer)) || null);
},
evaluate(condition, view) {
  const [how, ...rest] = condition ?? ["all"];
  if (how in GROUPS) return GROUPS[how](rest.map((part) => my.evaluate(part, view)));
  return my.plainly([how, ...rest], view, my.ruledOut(view)) ?? my.evaluate(rest[2] ?? ["open"], view);
},
explain(condition, view, negated = false) {
  const [how, ...rest] = condition ?? ["all"];
  if (how in GROUPS) return rest.flatMap((part) => my.explain(part, view, negated !== (how === "none")));
  const met = my.evaluate([negated ? "none" : "all", condition], view);
  return [{ saw: my.valueOf(view, rest[0]), met, test: condition, negated }];
},
unknown(condition, view) {
  const [how, ...rest] = condition ?? ["all"];
  if (my.evaluate(condition, view) !== null) return [];
  const asked = /** @type {D.Condition[]} */ (how in GROUPS ? rest : rest[3] ?? []).flatMap((part) => my.unknown(part, view));
  return asked.length ? asked : [rest[0]];
},
// Decisions
applies({ since, when }, view) {
  const inForce = !since || (view.on ? view.on.slice(0, since.length) >= since : null);
  return GROUPS.all([inForce, my.evaluate(when, view)]);
},
consider(rule, at, view) {
  const own = my.applies(rule, view);
  return rule.ways.filter((way) => way.from === at).map((way) => {
    const seen = [rule.when, way.when].flatMap((when) => my.explain(when, view));
    const misses = seen.filter(({ met }) => met === false).length;
    return { rule, way, applies: GROUPS.all([own, my.evaluate(way.when, view)]), by: "", seen, misses };
  });
},
against(one, all) {
  const over = all.filter(({ rule }) => rule.overrides.includes(one.rule.id));
  const winner = over.find((other) => other.applies);
  if (winner && one.applies !== false) return { ...one, applies: false, by: winner.rule.id };
  return one.applies && over.some((other) => other.applies === null) ? { ...one, applies: null } : one;
},
outcome(sure, open) {
  const results = once(sure.map(({ way }) => way.result));
  if (results.length > 1) return "conflict";
  if (open.some(({ way }) => !results.includes(way.result))) return "needs_facts";
  return (results[0] ?? "silent").split(" ")[0];
},
needs(open, view) {
  /** @type {Record<string, D.Need>} */
  const found = {};
  for (const { rule, way } of open) {
    const facts = once(way.asks.flatMap((when) => my.unknown(when, view)));
    for (const fact of facts) {
      const need = (found[fact] ??= { fact, rules: [], weight: 0 });
      need.rules = once([...need.rules, rule.id]);
      need.weight += 1 / facts.length;
    }
  }
  const all = Object.values(found).sort((a, b) => (a.fact < b.fact ? -1 : 1));
  return all.sort((a, b) => b.rules.length - a.rules.length || b.weight - a.weight);
},
follows(view, { at, event, ticked = [] }, rules, to, about) {
  const { data } = view;
  const also = [...data.duties, ...data.joint]
    .filter((one) => (one.on.includes(event) && one.at.includes(at)) || rules.some(({ id }) => one.transfers.includes(id)))
    .map((one) => ({ ...one, applies: my.applies(one, view) }));
  const owners = [...rules, ...also.filter(({ kind, applies }) => applies ?? kind === "joint")];
  const lists = data.checklists.filter(({ id }) => rules.some((rule) => rule.lists.includes(id)));
  const seen = new Set();
  const steps = owners.flatMap(({ id, steps }) => steps.map(([step, onlyIf], place) => {
    const again = to.length === 1 && seen.has(step);
    seen.add(step);
    return { owner: id, number: place + 1, applies: again ? false : my.evaluate(onlyIf, view) };
  }));
  const items = lists.flatMap((list) => list.items.map(({ id, only_if, judged, to: only }) => {
    const truth = only.length && !meet(only, to) ? false : my.evaluate(only_if, view);
    return { list: list.id, item: id, applies: truth && judged ? null : truth, done: ticked.includes(id) };
  }));
  const wanted = [at, ...to, ...about, ...[...owners, ...lists].flatMap(({ bears }) => bears)];
  /** @type {D.Bearing} */
  const bearing = (all) => all.flatMap(([id, ...on]) => (meet(on, wanted) ? [id] : []));
  /** @type {D.Live} */
  const live = (all) => all.filter(({ applies }) => applies !== false);
  const [findings, principles] = [data.findings, data.principles].map(bearing);
  return { also: live(also), steps: live(steps), items: live(items), findings, principles };
},
decide(data, given) {
  const { at, event, on = null } = given;
  const view = { data, facts: { ...given.facts, ...data.events[event] }, on };
  const rules = data.rules.filter((rule) => rule.on.includes(event));
  const looked = rules.flatMap((rule) => my.consider(rule, at, view));
  const considered = looked.map((one) => my.against(one, looked));
  const open = considered.filter(({ applies }) => applies === null);
  const how = my.outcome(considered.filter(({ applies }) => applies), open);
  const [silent, asks] = [how === "silent", how === "needs_facts"];
  const sure = considered.filter(({ applies }) => applies && !asks);
  const deciding = once(sure.map(({ rule }) => rule));
  const to = once(sure.flatMap(({ way }) => way.offers).map((team) => team ?? at));
  const about = silent || asks ? considered.map(({ rule }) => rule.id) : [];
  const elsewhere = rules.flatMap((rule) => my.consider(rule, rule.at[0], view).slice(0, 1));
  const near = considered.length ? [...considered].sort((a, b) => a.misses - b.misses) : elsewhere;
  return {
    outcome: how,
    to,
    rules: deciding,
    considered,
    needs: asks ? my.needs(open, view) : [],
    nearest: silent ? near.slice(0, 5) : [],
    disputes: how === "conflict" ? data.disputes[at] : [],
    ...my.follows(view, given, deciding, to, about),
  };
},
};
/** @type {Record<string, D.Period>} */
const SINCE = { years: my.ageOn, months: my.monthsBetween, weeks: (a, b) => [b - a, 7], days: (a, b) => [b - a, 1] };
window.caseflow = { ...window.caseflow, ...my };
})();
