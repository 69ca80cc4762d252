/* From a folder, "Run it here" says why it needs a server and how to start one. */
"use strict";
(() => {
if (location.protocol !== "file:") return;
const [note, command] = ["p", "code"].map((tag) => document.createElement(tag));
command.textContent = "python3 -m http.server --bind 127.0.0.1 8000";
for (const link of document.querySelectorAll(".cf-run")) link.addEventListener("click", (event) => {
  event.preventDefault();
  note.setAttribute("role", "alert");
  note.replaceChildren(
    "Browsers run notebooks only from a server; a zip has none. Where it was built, run ",
    command,
    " in site/ and open http://127.0.0.1:8000/.",
  );
  link.parentElement?.after(note);
});
})();
