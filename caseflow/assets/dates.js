/* The page of dates: from the days entered, every deadline of a transfer, and a calendar file. */
"use strict";

(() => {
const { all, dayOf, due, fill, find, iso, save, words } = caseflow;
const page = find(".cf-dates");
const say = page.dataset;
/** @type {Data} */
const data = JSON.parse(find("#cf-dates-data").textContent);
const select = find("select", page);
const owners = all("[data-owner]");
const items = new Map(owners.map((owner) => [owner, all(".cf-due", owner)]));
const BORN = "date_of_birth";
/** @type {Dates} */
const my = {
owner: (id) => owners.find((one) => one.dataset.owner === id),
long: (day) => (day ? words(dayOf(day)) : say.none),
make(tag, className, ...inside) {
  const made = Object.assign(document.createElement(tag), { className });
  made.append(...inside);
  return made;
},

read(text) {
  const written = /^(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)[\s/.-]+(\d\d?|[a-z]{3,9})[\s/.-]+(\d{4}))$/;
  const [, y1, m1, d1, d2, m2, y2] = written.exec(text.toLowerCase()) ?? [];
  const named = data.months.findIndex((one) => one.startsWith(m2)) + 1;
  const [year, month, date] = [y1 ?? y2, named || (m1 ?? m2), d1 ?? d2].map(Number);
  if (!text) return {};
  if (!year || !month) return { wrong: say.wrong };
  const day = iso(Date.UTC(year, month - 1, date) / 864e5);
  if (+day.slice(5, 7) !== month || +day.slice(8) !== date) return { wrong: say.never };
  return year < 1900 || year > 2200 ? { wrong: say.years } : { day };
},
given(owner) {
  /** @type {Words} */
  const good = {};
  const fields = all("input", owner).map((input) => ({ input, ...my.read(input.value.trim()) }));
  for (const { input, day = "", wrong = "" } of fields) {
    const { since, early } = input.dataset;
    const before = input.name === BORN && fields.find((one) => one.day && one.day < day);
    const problem = before ? fill(say.born, before.input.labels?.[0].textContent ?? "") : fill(wrong, input.value.trim());
    if (day && !problem) good[input.name] = day;
    find(".cf-dates__said", input.parentElement).textContent = day && `${my.long(day)}. ${day < since ? early : ""}`;
    find(".cf-dates__wrong", input.parentElement).textContent = problem;
    input.setAttribute("aria-invalid", `${problem !== ""}`);
  }
  return good;
},

told({ safe, dates, note, unknown, readings }) {
  const several = dates > 1;
  const lines = readings.map(({ date, because, skipped }) => {
    const off = skipped.map(({ date: day, why }) => my.long(day).replace(/ \d+$/, why.startsWith("a ") ? "" : ` (${why})`));
    return my.make("li", "", my.make("strong", "", several ? `${my.long(date)}: ` : ""), `${because}. `,
      several && safe && safe === date ? my.make("span", "cf-badge cf-may", say.badge) : "", off.length ? ` ${fill(say.off, off.join(", "))}` : "");
  });
  const notes = [note, unknown.length ? fill(say.unknown, unknown.join(", ")) : ""].filter(Boolean);
  return [my.make("p", "", my.make("strong", "cf-due__date", my.long(safe)), several && safe ? ` ${say.safe}` : ""),
    ...notes.map((text) => my.make("p", "cf-due__note", text)), my.make("ul", "", ...lines)];
},
show() {
  const owner = my.owner(select.value);
  const status = find(".cf-dates__status");
  for (const part of [...owners, ...all(".cf-dates__kind")]) part.hidden = !part.contains(owner ?? part);
  for (const part of all(".cf-dates__asks, .cf-dates__save")) part.hidden = !owner?.contains(part);
  status.textContent = say.choose;
  if (!owner) return;
  const dates = my.given(owner);
  const found = due(data, data.owners[select.value], dates);
  const dated = found.filter(({ safe }) => safe).length;
  const lines = items.get(owner) ?? [];
  lines.forEach((line, place) => find(".cf-due__day", line).replaceChildren(...my.told(found[place])));
  const soonest = [...lines.keys()].sort((a, b) => (found[a].safe ?? "9").localeCompare(found[b].safe ?? "9"));
  lines[0]?.parentElement.append(...soonest.map((place) => lines[place]));
  status.textContent = found.length ? fill(say.count, dated, found.length) : "";
  for (const part of all(".cf-dates__save", owner)) part.hidden = !dated;
  const address = new URLSearchParams([["transfer", select.value], ...Object.entries(dates)]);
  address.delete(BORN);
  history.replaceState(null, "", `#${address}`);
},
// A date of birth is never taken from the address.
arrive() {
  const address = new URLSearchParams(location.hash.slice(1));
  const wanted = address.get("transfer");
  if (wanted === null) return;
  const owner = my.owner(wanted);
  select.value = owner ? wanted : "";
  find(".cf-dates__problem").textContent = owner ? "" : fill(say.address, wanted);
  for (const input of owner ? all("input", owner) : []) if (input.name !== BORN) input.value = address.get(input.name) ?? input.value;
  my.show();
},

// --- a calendar file, as exports/ics.py writes it
escaped: (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n"),
// A line breaks after 75 octets, never within a letter.
folded(line) {
  const lines = [""];
  for (const letter of line) {
    if (new TextEncoder().encode(lines[0] + letter).length > 75) lines.unshift(" ");
    lines[0] += letter;
  }
  return `${lines.reverse().join("\r\n")}\r\n`;
},
write() {
  const id = select.value;
  const now = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const events = due(data, data.owners[id], my.given(my.owner(id))).flatMap(({ safe, ...one }) => {
    if (!safe) return [];
    const [first, next] = [0, 1].map((more) => iso(dayOf(safe) + more).replaceAll("-", ""));
    const read = one.readings.map(({ date, because }) => `- ${my.long(date)}: ${because}`);
    const about = [one.title ?? data.owners[id].title, one.head, ...read, one.note && `Note: ${one.note}`, one.tail].filter(Boolean);
    const uid = `${data.uid}${one.owner ?? id}_${one.step}_${safe}@caseflow.invalid`;
    return fill(data.event, uid, now, first, next, my.escaped(`${one.dates > 1 ? "Safe date" : "Due"}: ${one.what}`), my.escaped(about.join("\n")));
  });
  save(`${data.uid}${id}.ics`, fill(data.calendar, events.join("\n")).split("\n").map(my.folded));
},
};

page.hidden = false;
for (const button of all(".cf-dates__save button")) button.onclick = my.write;
for (const part of [select, ...all("[data-owner] input")]) part.onchange = my.show;
window.onhashchange = my.arrive;
my.arrive();
})();
