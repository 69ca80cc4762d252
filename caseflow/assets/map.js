/* Maps: larger and smaller; rows and lines light each other; a case is followed along them. */
"use strict";
(() => {
/** @type {Every} */
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const [panel, select, wrong, trail, next, title, ways, moves] = all("[data-part]");
/** @type {MapScript} */
const my = {
page: (a) => a.getAttribute("href"),
light(name, wanted, told = wanted) {
  for (const part of all(".cf-drawing a, .cf-line")) {
    const { ends = "", pages = "" } = part.closest("[data-ends]")?.dataset ?? {};
    const [has, leads] = [ends, my.page(part) ?? pages].map((ids) => ids.split(" "));
    part.classList.toggle(name, wanted.some(([one, ...teams]) => leads.includes(one) && teams.every((team) => has.includes(team))));
  }
  for (const row of all("tbody tr")) {
    row.classList.toggle(name, all("a", row).some((a) => told.some(([one]) => one === my.page(a))));
  }
},
near({ target, type }) {
  const own = ".cf-drawing a, tbody tr";
  const at = target.closest?.(own) ?? document.activeElement?.closest(own);
  const row = at?.cells;
  const links = row ? all("a", at) : at ? [at] : [];
  my.light("cf-near", links.map((a) => [my.page(a)]), row && []);
  if (type === "focusin" && !row) at?.scrollIntoView({ block: "nearest", inline: "nearest" });
},
zoom(tools) {
  const [frame, svg] = all(".cf-drawing, svg", tools.parentElement);
  const full = svg.viewBox.baseVal.width;
  tools.onclick = ({ target: { dataset } }) => {
    if (!dataset.zoom) return;
    const [before, half] = [svg.getBoundingClientRect().width, frame.clientWidth / 2];
    const now = Math.min(Math.max(+dataset.zoom ? before * dataset.zoom : half * 2 - 8, 200), full * 3);
    const left = ((frame.scrollLeft + half) / before) * now - half;
    svg.style.cssText = `width:${now}px;max-width:none`;
    frame.scrollLeft = left;
    tools.lastElementChild.textContent = `${Math.round((now / full) * 100)} %`;
  };
  tools.hidden = false;
},
walk() {
  const { from: start = "", t: names = "" } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const every = all("li", moves.content);
  select.value = start;
  let [at, so] = [select.value, ""];
  let unknown = at ? "" : start;
  const done = [];
  /** @type {Copies} */
  const copies = (some) => some.map((way) => {
    const made = way.cloneNode(true);
    const { move, from, to } = way.dataset;
    made.firstElementChild.href = `#from=${start || from}&t=${so}${move}.${to},`;
    return made;
  });
  for (const name of names.split(",").filter(Boolean)) {
    const [move, to] = name.split(".");
    const found = every.filter(({ dataset: way }) => way.move === move && (!start || (way.from === at && way.to === to)));
    if ((unknown ||= found[0] ? "" : name)) break;
    done.push(...copies(found));
    if (start) [at, so] = [to, `${so}${name},`];
  }
  wrong.textContent = unknown;
  trail.replaceChildren(...done);
  ways.replaceChildren(...copies(every.filter(({ dataset: way }) => way.from === at)));
  next.hidden = !at;
  const lines = done.map((way) => [my.page(all("a", way)[1]), way.dataset.from, way.dataset.to]);
  const teams = [at, ...lines.flatMap(([, ...ends]) => ends)].map((id) => [`teams/${id}.html`]);
  my.light("cf-lit", [...lines, ...teams], lines);
  document.body.classList.toggle("cf-some", !!done[0]);
  return !!(start || done[0]);
},
changed() {
  const focused = document.activeElement;
  const inside = panel.contains(focused);
  if (!my.walk() || focused === select) return;
  if (inside) title.focus();
  else all("#map")[0].scrollIntoView();
},
};
if (all(".cf-drawing")[0]) ["mouseover", "focusin"].forEach((kind) => addEventListener(kind, my.near));
all(".cf-zoom").forEach(my.zoom);
if (panel) {
  select.onchange = () => (location.hash = `from=${select.value}`);
  ["hashchange", "load"].forEach((kind) => addEventListener(kind, my.changed));
  panel.hidden = false;
}
})();
