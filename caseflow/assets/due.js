/* Deadlines as dates, to the letter as workdays.py, readings.py and due.py; due_data.py writes the data. */
"use strict";

(() => {
const DAY = 864e5;
const LONG = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" });
/** @type {Counting} */
const my = {
// --- days, counted from 1 January 1970: no clock, no time zone
iso: (day) => new Date(day * DAY).toISOString().slice(0, 10),
dayOf: (text) => Date.parse(text) / DAY,
words: (day) => LONG.format(day * DAY).replace(",", ""), // older browsers put a comma
weekday: (day) => new Date(day * DAY).getUTCDay(),
addMonths(day, months) {
  const [year, month, date] = my.iso(day).split("-").map(Number);
  return Math.min(Date.UTC(year, month + months - 1, date), Date.UTC(year, month + months, 0)) / DAY;
},
birthday(born, months) {
  const day = my.addMonths(born, months);
  return months % 12 || my.iso(born).slice(5) === my.iso(day).slice(5) ? day : day + 1;
},

due({ dues, holidays: { names, years } }, owner, dates) {
  /** @type {Set<string>} */
  const unknown = new Set();
  /** @type {Works} */
  const work = {
    off(day) {
      const [year, month, date] = my.iso(day).split("-");
      if (!years[year]) unknown.add(year);
      const [, letter] = years[year]?.split(month + date) ?? [];
      if (letter) return names[letter[0]];
      return my.weekday(day) % 6 ? "" : `a ${my.words(day).split(" ")[0]}`;
    },
    add(day, number) {
      for (const step = Math.sign(number); number; number -= step) do day += step; while (work.off(day));
      return day;
    },
    skipped(from, to) {
      const days = Array.from({ length: to - from + 1 }, (_, place) => from + place);
      return days.filter(work.off).map((day) => ({ date: my.iso(day), why: work.off(day) }));
    },
    read([start, end], [how, because, number, first]) {
      const day = {
        age: () => my.birthday(start, number) - first,
        days: () => start + number - first,
        midway: () => start + Math.floor((end - start) / 2),
        months: () => my.addMonths(start, number) - first,
        weekday: () => start + ((number + 8 - my.weekday(start)) % 7),
        "working days": () => work.add(start, first && !work.off(start) ? number - 1 : number),
      }[how]();
      const skipped = how !== "working days" ? [] : number < 0 ? work.skipped(day, start - 1) : work.skipped(start + 1 - first, day);
      const text = how === "midway" ? because.replace("{}", my.words(start)).replace("{}", my.words(end)) : because;
      return { date: my.iso(day), because: text, skipped };
    },
  };
  return owner.dues.map((place) => {
    unknown.clear();
    const every = dues[place].starts.flatMap(([anchors, missing, ways]) => {
      const days = anchors.map((anchor) => dates[anchor]).filter(Boolean).map(my.dayOf);
      const given = ways.length && days.length === anchors.length;
      return given ? ways.map((way) => work.read(days, way)) : [{ date: null, because: missing, skipped: [] }];
    });
    const readings = [...new Map(every.map((one) => [JSON.stringify(one), one])).values()];
    const days = [...new Set(readings.map(({ date }) => date))].sort();
    const safe = days.includes(null) ? null : days[0];
    let last = my.dayOf(safe ?? "");
    const why = safe && work.off(last);
    while (why && work.off(last)) last -= 1;
    const note = why ? `This is ${why}; the last working day before it is ${my.words(last)}` : "";
    return { ...dues[place], readings, safe, dates: days.length, note, unknown: [...unknown] };
  });
},
};
window.caseflow = { ...window.caseflow, ...my };
})();
