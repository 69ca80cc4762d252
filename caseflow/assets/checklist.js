/* A checklist: what applies to this case, ticks kept in this browser only, print, copy, a Word file. */
"use strict";

(() => {
const { all, fill, find, save } = caseflow;
const block = find("[data-checklist]");
const say = block.dataset;
const key = `caseflow/${say.checklist}`;
const items = all(".cf-item", block);
const homes = items.map((item) => item.parentElement);
const apart = find(".cf-items--apart", block);
const note = find(".cf-checklist__note [role]", block);
const cases = all("select", block);

/** @type {Checklist} */
const my = {
keep() {
  const ticks = all("input:checked", block).map(({ id }) => id);
  const answers = cases.filter(({ value }) => value).map(({ name, value }) => [name, value]);
  note.textContent = "";
  try {
    if (ticks.length + answers.length) localStorage.setItem(key, JSON.stringify({ ticks, answers: Object.fromEntries(answers) }));
    else localStorage.removeItem(key);
  } catch {
    note.textContent = say.lost;
  }
  my.show();
},
set({ ticks = [], answers = {} }) {
  for (const box of all("input", block)) box.checked = ticks.includes(box.id);
  for (const one of cases) {
    one.value = answers[one.name];
    if (one.selectedIndex < 0) one.value = "";
  }
},
holds([how, ...rest]) {
  if (how === "=") {
    const answer = cases.find(({ name }) => name === rest[0])?.value;
    return answer ? rest.includes(answer, 1) : null;
  }
  const parts = rest.map(my.holds);
  if (parts.includes(how !== "all")) return how === "any";
  return parts.includes(null) ? null : how !== "any";
},
ticked: (within) => all(".cf-item > :checked", within).length,
show() {
  const focused = /** @type {HTMLElement} */ (document.activeElement);
  items.forEach((item, place) => {
    const out = my.holds(JSON.parse(item.dataset.when)) === false;
    const why = out ? say.answered : all(".cf-item__apart :checked", item).length ? say.judged : "";
    find(".cf-item__why", item).textContent = why;
    (why ? apart : homes[place]).append(item);
  });
  apart.hidden = !all(".cf-item", apart).length;
  focused.focus();
  const counts = all("[data-strength]", block).map((part) => fill(say.count, my.ticked(part), all(".cf-item", part).length, say[part.dataset.strength]));
  find(".cf-checklist__count", block).textContent = counts.join(", ");
},

// --- as text, and as a Word document
today: () => new Date().toLocaleDateString("en-GB", { dateStyle: "long" }),
text: (selector, within) => all(selector, within).map((part) => part.textContent.replace(/\s+/g, " ").trim()).filter(Boolean),
styled: (style, words) => words.map((one) => [style, one]),
lines: () => [
  ...my.styled("Heading1", [my.text("h1")[0]]),
  ...my.styled("Normal", [...my.text(".cf-checklist__stamp"), fill(say.written, my.today(), my.text(".cf-checklist__count")[0])]),
  ...all("fieldset:not([hidden])", block).flatMap((part) => [...my.styled("Heading2", my.text("legend", part)), ...all(".cf-item", part).flatMap(my.about)]),
  ...my.styled("Normal", my.text(".cf-signature").map((line) => line.replace(/:/g, ": ____________________"))),
],
about(item) {
  const more = my.text(".cf-item__more > p:not(.cf-item__apart), .cf-item__more li", item);
  const source = fill(say.source, all(".cf-cites a", item).map(({ title }) => title).join("; "));
  return [["Normal", `${my.ticked(item) ? "☒" : "☐"} ${my.text("label", item)[0]}`], ...my.styled("Detail", [...more, source])];
},
crc32(bytes) {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 && 0xedb88320);
  }
  return ~sum;
},
four: (number) => String.fromCharCode(...[0, 8, 16, 24].map((by) => (number >>> by) & 255)),
bytes: (text) => Uint8Array.from(text, (sign) => sign.charCodeAt(0)),
safe: (words) => words.replace(/[\0-\x1f\ufffe\uffff]/g, "").replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`),
};

/** @type {Record<string, () => void>} */
const actions = {
clear() {
  my.set({});
  my.keep();
},
async copy() {
  const indent = { Heading1: "", Heading2: "\n", Normal: "", Detail: "    " };
  const words = my.lines().map(([style, line]) => indent[style] + line).join("\n");
  const box = find("textarea", block);
  try {
    await navigator.clipboard.writeText(words);
    note.textContent = say.copied;
  } catch {
    box.parentElement.hidden = false;
    box.value = words;
    box.select();
    note.textContent = say.select;
  }
},
docx() {
  /** @type {Docx} */
  const parts = JSON.parse(find("#cf-docx").textContent);
  const body = my.lines().map(([style, words]) => fill(parts.paragraph, style, my.safe(words))).join("");
  const content = new TextEncoder().encode(fill(parts.document, body));
  const sums = [my.crc32(content), content.length, content.length].map(my.four);
  const start = my.bytes(fill(parts.start, ...sums));
  const end = my.bytes(fill(parts.end, ...sums, my.four(start.length + content.length)));
  save(`${say.checklist.replaceAll("/", "-")}.docx`, [start, content, end]);
},
print: () => print(),
};

try {
  my.set(JSON.parse(localStorage.getItem(key) ?? "{}"));
} catch {
  my.set({});
}
block.onchange = my.keep;
for (const button of all("[data-do]", block)) button.onclick = actions[button.dataset.do];
for (const part of all(".cf-checklist__case, .cf-checklist__tools, .cf-item__apart", block)) part.hidden = false;
window.onbeforeprint = () => (find(".cf-checklist__printed").textContent = my.today());
my.show();
})();
