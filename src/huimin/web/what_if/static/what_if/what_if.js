// Trying as one types: the results are fetched a moment after the last key, and the address follows.
"use strict";

const form = document.getElementById("numbers");
const part = document.getElementById("part");
const status = document.getElementById("status");
const PAUSE = 350;
let timer = 0, asked = null;

// Only what differs from the scheme goes into the address, so that it stays short enough to be sent on.
function address() {
  const query = new URLSearchParams();
  for (const box of form.querySelectorAll(".number")) {
    const value = box.querySelector("input, select").value.trim();
    const changed = value !== box.dataset.was;
    box.classList.toggle("changed", changed);
    box.querySelector(".was").hidden = !changed;
    if (changed) query.append("c", `${box.dataset.name}=${value}`);
  }
  if (new URLSearchParams(location.search).has("all")) query.append("all", "1");
  const text = query.toString();
  return form.action + (text ? `?${text}` : "");
}

function showFaults() {
  const faults = new Map([...part.querySelectorAll("[data-fault]")].map((one) => [one.dataset.fault, one.textContent]));
  for (const box of form.querySelectorAll(".number")) {
    const said = faults.get(box.dataset.name) || "";
    const input = box.querySelector("input, select");
    box.classList.toggle("bad", Boolean(said));
    if (said) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
    box.querySelector(".fault").textContent = said;
    if (said) {
      box.querySelector(".was").hidden = false;
      box.closest("details").open = true;
    }
  }
}

async function tryIt() {
  const target = address();
  asked?.abort();
  asked = new AbortController();
  part.setAttribute("aria-busy", "true");
  status.textContent = status.dataset.working;
  try {
    const answer = await fetch(target, { headers: { "X-Part": "results" }, signal: asked.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    part.innerHTML = await answer.text();
    history.replaceState(null, "", target);
    showFaults();
    offerCopy();
    const told = part.querySelector("[data-summary]");
    const summary = document.getElementById("summary");
    summary.hidden = !told;
    if (told) summary.querySelector("span").textContent = told.textContent;
    status.textContent = part.querySelector(".facts, .box")?.textContent.replace(/\s+/g, " ").trim() ?? "";
  } catch (problem) {
    if (problem.name === "AbortError") return;
    status.textContent = form.dataset.failed;
  }
  part.removeAttribute("aria-busy");
}

function offerCopy() {
  const copy = document.getElementById("copy");
  if (!copy || !navigator.clipboard) return;
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    copy.textContent = copy.dataset.done;
  });
}

form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(tryIt, PAUSE); });
form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); tryIt(); });
offerCopy();
