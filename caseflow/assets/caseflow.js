/* Sorting and opening the search. Everything is readable without it. */
/// <reference path="types/page.d.ts" />
"use strict";
(() => {
/** @type {Every} */
const all = (selector) => [...document.querySelectorAll(selector)];
/** @type {Sorts} */
const sortable = ({ tHead, tBodies: [body] }) => {
  const heads = [...tHead.rows[0].cells];
  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cf-sort";
    button.append(...head.childNodes);
    head.append(button);
    button.onclick = () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      body.append(...[...body.rows].sort((...two) => {
        const [x, y] = two.map(({ cells }) => cells[place]?.dataset.value ?? cells[place]?.textContent.trim().toLowerCase() ?? "");
        return (head.dataset.sort === "number" ? Number(x) - Number(y) : x.localeCompare(y, "en-GB")) * (up ? 1 : -1);
      }));
    };
  });
};
const openSearch = () => {
  const [toggle, input] = all("#__search, .md-search__input");
  toggle.checked = true;
  input.focus();
};
all("table.cf-sortable").forEach(sortable);
all("[data-do=search]").forEach((button) => (button.onclick = openSearch));
all(".cf-script").forEach((part) => (part.hidden = false));
addEventListener("beforeprint", () => all("details.cf-more").forEach((part) => (part.open = true)));
})();
