// The indicators' pages work without this; with it they sort and open explanations in place, and filter as one types.
"use strict";

const parsed = (text) => new DOMParser().parseFromString(text, "text/html");

// Sorting and turning pages: only the view is fetched anew.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-swap]");
  const view = document.getElementById("view");
  if (!link || !view || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  const at = [...view.querySelectorAll("a[data-swap]")].indexOf(link);
  const answer = await fetch(link.href).catch(() => null);
  const found = answer?.ok && parsed(await answer.text()).getElementById("view");
  if (!found) { window.location.assign(link.href); return; }
  view.replaceChildren(...found.childNodes);
  history.replaceState(null, "", link.href);
  view.querySelectorAll("a[data-swap]")[at]?.focus();
});

// A figure opens: what it is made of is fetched once.
document.addEventListener("toggle", async (event) => {
  const details = event.target;
  if (!details.open || !details.dataset.load) return;
  const address = details.dataset.load;
  delete details.dataset.load;
  const answer = await fetch(address).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) { details.dataset.load = address; return; }
  const body = document.createElement("div");
  body.className = "body";
  body.append(...parsed(await answer.text()).body.childNodes);
  details.querySelector(":scope > .fallback")?.remove();
  details.append(body);
}, true);

// Filter as one types; the button asks the server for the same.
const filter = document.querySelector("[data-filter]");
filter?.addEventListener("input", () => {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  let left = 0;
  for (const topic of document.querySelectorAll(".topic")) {
    let any = false;
    for (const item of topic.querySelectorAll("[data-text]")) {
      const fits = words.every((word) => item.dataset.text.toLowerCase().includes(word));
      item.hidden = !fits;
      any = any || fits;
      left += fits;
    }
    topic.hidden = !any;
  }
  document.getElementById("none-left").hidden = left > 0;
});

// No more than so many may be set side by side.
for (const form of document.querySelectorAll("form[data-most]")) {
  const limit = () => {
    const boxes = [...form.querySelectorAll("input[type=checkbox]")];
    const full = boxes.filter((box) => box.checked).length >= Number(form.dataset.most);
    for (const box of boxes) box.disabled = full && !box.checked;
  };
  form.addEventListener("change", limit);
  limit();
}
