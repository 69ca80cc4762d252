/* What a term means, beside it: by mouse, keyboard and touch. */
"use strict";
(() => {
/** @type {Shown} */
let [term, tip] = [null, null];
let [timer, tap] = [0, false];
const hide = () => {
  if (tip) tip.hidden = true;
  term = tip = null;
  tap = false;
};
/** @type {Shows} */
const show = (on) => {
  if (on === term) return;
  hide();
  tip = document.getElementById(on.getAttribute("aria-describedby") || "");
  if (!tip) return;
  term = on;
  tip.hidden = false;
  const { left, bottom } = on.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(left, innerWidth - tip.offsetWidth - 24))}px`;
  tip.style.top = `${bottom + scrollY}px`;
};
/** @type {Reacts} */
const react = (event) => {
  const { target, type, pointerType } = event;
  if (!target.closest) return;
  const on = target.closest(".cf-term");
  const touch = pointerType === "touch";
  const click = type === "click";
  const out = type === "pointerout";
  if (out || on || tip?.contains(target)) clearTimeout(timer);
  if (out) timer = setTimeout(() => term?.matches(":focus") || hide(), 400);
  else if (on && (click || !touch)) {
    show(on);
    if (touch && !tap) event.preventDefault();
    tap = click;
  } else if (type !== "pointerover") hide();
};
for (const kind of ["pointerover", "pointerout", "focusin", "click"]) addEventListener(kind, react);
addEventListener("keydown", ({ key }) => key === "Escape" && hide());
})();
