/* Sorting, ticking and opening the search. Everything is readable without it. */
"use strict";

(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /** Let a table be sorted by any of its columns. */
  function sortable(table) {
    const heads = all("thead th", table);
    const body = table.tBodies[0];
    const value = (row, place) => {
      const cell = row.cells[place];
      return cell.dataset.value ?? cell.textContent.trim().toLowerCase();
    };
    heads.forEach((head, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "cf-sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const numbers = head.dataset.sort === "number";
        const sorted = [...body.rows].sort((a, b) => {
          const [x, y] = [value(a, place), value(b, place)];
          return (numbers ? x - y : x.localeCompare(y, "en-GB")) * (up ? 1 : -1);
        });
        body.append(...sorted);
      });
    });
  }

  /** Keep a checklist's ticks in this browser, and nowhere else. */
  function checklist(block) {
    const key = `caseflow/${block.dataset.checklist}`;
    const boxes = all("input[data-item]", block);
    const count = block.querySelector(".cf-checklist__count");
    const note = block.querySelector(".cf-checklist__note");
    let kept = true;
    const read = () => {
      try {
        const ticked = JSON.parse(localStorage.getItem(key) ?? "[]");
        return Array.isArray(ticked) ? ticked : [];
      } catch {
        return [];
      }
    };
    const write = (ticked) => {
      try {
        if (ticked.length) localStorage.setItem(key, JSON.stringify(ticked));
        else localStorage.removeItem(key);
      } catch {
        kept = false;
      }
    };
    const show = () => {
      const left = boxes.filter((box) => !box.checked).length;
      count.textContent = `${boxes.length - left} of ${boxes.length} ticked`;
      if (!kept) note.textContent = "This browser does not let the page keep your ticks.";
    };
    const ticked = read();
    boxes.forEach((box) => {
      box.checked = ticked.includes(box.dataset.item);
      box.addEventListener("change", () => {
        write(boxes.filter((one) => one.checked).map((one) => one.dataset.item));
        show();
      });
    });
    block.querySelector('[data-do="clear"]').addEventListener("click", () => {
      boxes.forEach((box) => (box.checked = false));
      write([]);
      show();
    });
    block.querySelector('[data-do="print"]').addEventListener("click", () => print());
    all("[hidden]", block).forEach((part) => (part.hidden = false));
    show();
  }

  /** Open the theme's search box. */
  function openSearch() {
    document.querySelector("#__search").checked = true;
    document.querySelector(".md-search__input").focus();
  }

  all("table.cf-sortable").forEach(sortable);
  all("[data-checklist]").forEach(checklist);
  all('[data-do="search"]').forEach((button) => button.addEventListener("click", openSearch));
  all(".cf-script").forEach((part) => (part.hidden = false));
  const shut = () => all("details.cf-more:not([open])");
  addEventListener("beforeprint", () => shut().forEach((part) => (part.open = true)));
})();
