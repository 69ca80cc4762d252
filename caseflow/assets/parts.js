/* What the scripts of several pages share. */
/// <reference path="types/dates.d.ts" />
"use strict";

(() => {
/** @type {Shared} */
const my = {
all: (selector, within = document) => [.../** @type {NodeListOf<any>} */ (within.querySelectorAll(selector))],
find: (selector, within) => my.all(selector, within)[0],
fill: (words, ...parts) => words.replaceAll("{}", () => `${parts.shift() ?? ""}`),
save(download, parts) {
  const href = URL.createObjectURL(new Blob(parts));
  Object.assign(document.createElement("a"), { href, download }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
},
};
window.caseflow = { ...window.caseflow, ...my };
})();
