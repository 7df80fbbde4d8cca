// What every page shares. Pages work without it.
"use strict";

// A form sends once: a second click on a slow line would send again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (event.defaultPrevented || form.method !== "post") return;
  form.dataset.sent = "yes";
  setTimeout(() => { delete form.dataset.sent; }, 4000);
});
// A page shown again by the back button may send its form again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A question before something that cannot be undone: <button data-ask="Really?">.
document.addEventListener("click", (event) => {
  const asking = event.target.closest("[data-ask]");
  if (asking && !window.confirm(asking.dataset.ask)) event.preventDefault();
});

// A choice that takes effect at once: <select data-send>.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-send]")) event.target.form.requestSubmit();
});

// A menu closes when somebody clicks elsewhere or leaves it by the keyboard; Escape closes it too. Where the menus stand
// one below the other (narrow windows), focus closes none: what is being pressed would slip away from under the finger.
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("nav.main .more[open]")) if (menu !== except) menu.open = false;
};
const stacked = () => document.querySelector("nav.main .menu")?.getClientRects().length > 0;
document.addEventListener("click", (event) => closeMenus(event.target.closest("nav.main .more")));
document.addEventListener("focusin", (event) => stacked() || closeMenus(event.target.closest("nav.main .more")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("nav.main .more[open]");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});
