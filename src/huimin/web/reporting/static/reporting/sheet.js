// The form in the page: moving by keyboard, pasting blocks, drafts that survive a dropped line, checks as one types.
// Without this script the same form is saved and sent by its buttons.
"use strict";
(() => {
  const form = document.querySelector("form.sheet");
  if (!form || form.dataset.locked) return;
  const words = JSON.parse(form.dataset.words), many = Boolean(form.dataset.many), kept = form.dataset.key;
  const say = (code, facts = {}) => words[code].replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
  const version = form.elements.version, csrf = form.elements.csrfmiddlewaretoken.value;
  const state = form.querySelector(".foot-bar .state"), problems = form.querySelector(".problems");
  const cells = new Map(), places = new Map();
  for (const input of form.querySelectorAll("input.fig")) {
    cells.set(input.id, input);
    places.set(input.dataset.at, input);
  }
  const noteOf = (cell) => form.elements["n:" + cell];
  const notesNow = () => new Map([...form.querySelectorAll('[name^="n:"]')].map((one) => [one.name.slice(2), one.value.trim()]));
  const cellsNow = () => new Map([...cells].map(([name, input]) => [name, input.value.trim()]));

  // What the server has: cells and notes as they were last saved or read.
  let synced = { cells: cellsNow(), notes: notesNow() };
  let saving = false, wanted = 0, clashes = new Map(), lastTold = [];

  // --- the draft

  function changes(now, then) {
    const found = {};
    for (const [name, text] of now) if ((then.get(name) ?? "") !== text && !clashes.has(name)) found[name] = text;
    for (const name of then.keys()) if (!now.has(name)) found[name] = "";
    return found;
  }
  const difference = () => ({ cells: changes(cellsNow(), synced.cells), notes: changes(notesNow(), synced.notes) });
  const isEmpty = (change) => !Object.keys(change.cells).length && !Object.keys(change.notes).length;

  function tell(text, bad = false) {
    state.textContent = text;
    state.classList.toggle("bad", bad);
  }
  function keepHere() {
    const change = difference();
    try {
      if (isEmpty(change)) localStorage.removeItem(kept);
      else localStorage.setItem(kept, JSON.stringify(change));
      return true;
    } catch { return false; }  // no room, or the browser keeps nothing
  }
  function changed() {
    keepHere();
    clearTimeout(wanted);
    wanted = setTimeout(save, 900);
    count();
    totals();
  }

  async function save() {
    clearTimeout(wanted);
    const change = difference();
    if (saving) { wanted = setTimeout(save, 300); return; }
    if (isEmpty(change)) { keepHere(); return; }
    saving = true;
    tell(say("saving"));
    const sent = { cells: cellsNow(), notes: notesNow() };
    for (const name of clashes.keys()) sent.cells.set(name, synced.cells.get(name) ?? "");
    const stop = new AbortController(), patience = setTimeout(() => stop.abort(), 20000);
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST", redirect: "manual", signal: stop.signal,
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
        body: JSON.stringify({ version: version.value, ...change }),
      });
      if (answer.status === 200) took(await answer.json(), sent);
      else if (answer.status === 409) merge(await answer.json());
      else if (answer.type === "opaqueredirect" || answer.status === 403) { keepHere(); tell(say("expired"), true); }
      else { keepHere(); tell(say("broken"), true); }
    } catch {
      keepHere();
      tell(say("offline"), true);
      wanted = setTimeout(save, 15000);
    } finally {
      clearTimeout(patience);
      saving = false;
    }
  }
  function took(said, sent) {
    version.value = said.version;
    synced = sent;
    keepHere();
    if (!clashes.size) tell(say("saved-at", { time: said.saved }));
    lastTold = said.problems;
    show();
    if (!isEmpty(difference())) wanted = setTimeout(save, 900);
  }

  // Somebody else saved first: take in what only they changed, keep what only we changed, ask where both did.
  function merge(theirs) {
    const mine = cellsNow(), base = synced.cells;
    version.value = theirs.version;
    for (const [name, input] of cells) {
      const their = theirs.cells[name] ?? "", own = mine.get(name), before = base.get(name) ?? "";
      if (own === before && !input.readOnly) input.value = their;
      else if (their !== before && their !== own) clashes.set(name, their);
    }
    const noted = notesNow(), notesBefore = synced.notes;
    for (const [name, text] of Object.entries(theirs.notes)) if ((noted.get(name) ?? "") === (notesBefore.get(name) ?? "")) setNote(name, text);
    synced = { cells: new Map(Object.entries(theirs.cells)), notes: new Map(Object.entries(theirs.notes)) };
    for (const name of cells.keys()) if (!synced.cells.has(name)) synced.cells.set(name, "");
    keepHere();
    tell(say("by-other", { person: theirs.person, time: theirs.saved }), true);
    show();
    if (!clashes.size) wanted = setTimeout(save, 300);
    count(); totals();
  }
  function settle(name, takeTheirs) {
    if (takeTheirs) cells.get(name).value = clashes.get(name);
    clashes.delete(name);
    cells.get(name).classList.remove("clash");
    show();
    changed();
  }

  // --- what is wrong, at the cell and above

  function show() {
    const at = new Map();
    for (const one of lastTold) at.set(one.cell, [...(at.get(one.cell) ?? []), one]);
    for (const [name, input] of cells) {
      const told = at.get(name) ?? [], worst = told[0]?.severity;
      input.classList.toggle("error", worst === "error");
      input.classList.toggle("warning", worst === "warning");
      input.classList.toggle("clash", clashes.has(name));
      if (worst === "error") input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
      if (!many) besideCell(name, told);
    }
    list();
    if (many) strip();
  }
  function besideCell(name, told) {
    const row = [...form.querySelectorAll("tr.told")].find((one) => one.dataset.for === name);
    if (!row) return;
    row.querySelector(".live").replaceChildren(...told.map((one) => text("p", one.text, one.severity)));
    row.hidden = !row.querySelector("p");
  }
  function text(tag, words, kind = "") {
    const made = document.createElement(tag);
    made.textContent = words;
    if (kind) made.className = kind;
    return made;
  }
  function list() {
    const items = [];
    for (const [name, their] of clashes) {
      const item = document.createElement("li"), input = cells.get(name), choose = text("span", "", "choose");
      const where = text("a", input.getAttribute("aria-label"), "where");
      where.href = "#" + name;
      for (const [word, theirs] of [["take-theirs", true], ["keep-mine", false]]) {
        const button = text("button", words[word], "plain");
        button.type = "button";
        button.addEventListener("click", () => settle(name, theirs));
        choose.append(button);
      }
      item.append(where, " ", say("theirs", { theirs: their, mine: input.value }), choose);
      items.push(item);
    }
    // One row: what is wrong stands at the cell itself.
    for (const one of lastTold) if (many || !cells.has(one.cell)) {
      const item = document.createElement("li");
      item.className = one.severity;
      if (one.where && cells.has(one.cell)) {
        const where = text("a", one.where, "where");
        where.href = "#" + one.cell;
        item.append(where, " ");
      }
      item.append(text("span", one.text, one.severity));
      items.push(item);
    }
    problems.querySelector("ul").replaceChildren(...items);
    problems.hidden = !items.length;
  }
  problems.addEventListener("click", (event) => {
    const link = event.target.closest("a.where");
    if (!link) return;
    event.preventDefault();
    cells.get(decodeURIComponent(link.hash.slice(1)))?.focus();
  });

  // --- counting

  const left = text("p", "", "left");
  left.setAttribute("role", "status");
  state.before(left);
  function count() {
    // A row in which nothing stands is not reported, and lacks nothing.
    const rows = new Map();
    for (const input of cells.values()) {
      const row = input.dataset.at.split(",")[0], one = many ? row : "0";
      const seen = rows.get(one) ?? { any: !many, missing: 0 };
      if (input.value.trim()) seen.any = true; else if ("required" in input.dataset) seen.missing += 1;
      rows.set(one, seen);
    }
    let missing = 0, begun = false;
    for (const row of rows.values()) if (row.any) { missing += row.missing; begun = true; }
    left.textContent = !begun ? "" : missing ? say("required-left", { count: missing }) : say("nothing-left");
    left.classList.toggle("good", begun && !missing);
  }
  function number(words) {
    const plain = words.normalize("NFKC").trim().replace(/(\d)[, ](?=\d{3})/g, "$1");
    return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
  }
  function totals() {
    const foot = form.querySelector("tfoot");
    if (!foot) return;
    foot.hidden = false;
    const sums = new Map();
    for (const input of cells.values()) {
      const column = input.dataset.at.split(",")[1], value = number(input.value);
      if (!Number.isNaN(value)) sums.set(column, (sums.get(column) ?? 0) + value);
    }
    for (const cell of foot.querySelectorAll("[data-total]")) {
      const sum = sums.get(cell.dataset.total);
      cell.textContent = sum === undefined ? "–" : (Math.round(sum * 1e6) / 1e6).toLocaleString("en");
    }
  }

  // --- moving and pasting

  const at = (input) => input.dataset.at.split(",").map(Number);
  function go(input, down, right) {
    const [row, column] = at(input);
    let next = places.get(`${row + down},${column + right}`);
    while (next && next.readOnly) {
      const [r, c] = at(next);
      next = places.get(`${r + down},${c + right}`);
    }
    if (next) { next.focus(); next.select(); }
    return Boolean(next);
  }
  form.addEventListener("keydown", (event) => {
    const input = event.target;
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || input.tagName !== "INPUT") return;
    if (event.key === "Enter") event.preventDefault();
    if (!many && input.classList.contains("note")) { fromNote(event, input); return; }
    if (!input.classList.contains("fig")) return;
    const start = input.selectionStart === 0, end = input.selectionEnd === input.value.length;
    const whole = start && end;
    let moved = false;
    if (event.key === "Enter") go(input, event.shiftKey ? -1 : 1, 0);
    else if (event.key === "Tab" && !many) moved = go(input, event.shiftKey ? -1 : 1, 0);
    else if (event.key === "ArrowRight" && (end || whole) && !many) { noteOf(input.id)?.focus(); moved = true; }
    else if (event.key === "ArrowDown") moved = go(input, 1, 0);
    else if (event.key === "ArrowUp") moved = go(input, -1, 0);
    else if (event.key === "ArrowRight" && (end || whole) && !event.shiftKey) moved = go(input, 0, 1);
    else if (event.key === "ArrowLeft" && (start || whole) && !event.shiftKey) moved = go(input, 0, -1);
    if (moved) event.preventDefault();
  });
  // One area's form: Tab goes from figure to figure, the arrow to the right to the note beside it, and left back.
  function fromNote(event, input) {
    const cell = cells.get(input.name.slice(2)), left = event.key === "ArrowLeft" && input.selectionEnd === 0;
    if (!cell) return;
    if (left || event.key === "Enter") { event.preventDefault(); cell.focus(); cell.select(); }
    else if (event.key === "Tab" && go(cell, event.shiftKey ? -1 : 1, 0)) event.preventDefault();
  }
  form.addEventListener("paste", (event) => {
    const input = event.target;
    const block = event.clipboardData?.getData("text/plain") ?? "";
    if (!input.classList.contains("fig") || !/[\t\n]/.test(block.replace(/\r?\n$/, ""))) return;
    event.preventDefault();
    const [row, column] = at(input), lines = block.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t"));
    // One area's form runs downwards: a row of a spreadsheet fills it from top to bottom.
    const lying = !many && lines.length === 1;
    lines.forEach((line, i) => line.forEach((word, j) => {
      const target = places.get(lying ? `${row + j},${column}` : `${row + i},${column + j}`);
      if (target && !target.readOnly) target.value = word.trim();
    }));
    changed();
  });
  form.addEventListener("input", (event) => { if (event.target.id !== "strip-note") changed(); });
  form.addEventListener("focusin", (event) => { if (event.target.classList.contains("fig")) { current = event.target; if (many) strip(); } });

  // --- the strip: last period, a year ago, note and findings of the cell one is at

  let current = null;
  const bar = form.querySelector(".strip"), note = document.getElementById("strip-note");
  function strip() {
    if (!current || !bar) return;
    bar.hidden = false;
    const put = (name, words) => { bar.querySelector(name).textContent = words; };
    put(".what", current.getAttribute("aria-label"));
    put(".then", `${words.before} ${current.dataset.before ?? "–"} · ${words["year-before"]} ${current.dataset.year ?? "–"}`);
    const told = lastTold.filter((one) => one.cell === current.id);
    bar.querySelector(".live").replaceChildren(...told.map((one) => text("span", one.text + " ", one.severity)));
    if (document.activeElement !== note) note.value = noteOf(current.id)?.value ?? "";
    note.disabled = current.readOnly;
  }
  function setNote(cell, words) {
    let field = noteOf(cell);
    if (!field) {
      field = document.createElement("input");
      field.type = "hidden";
      field.className = "cell-note";
      field.name = "n:" + cell;
      form.append(field);
    }
    field.value = words;
    if (cells.has(cell)) cells.get(cell).classList.toggle("noted", Boolean(words.trim()) && many);
  }
  note?.addEventListener("input", () => { if (current) { setNote(current.id, note.value); changed(); } });
  for (const field of form.querySelectorAll(".cell-note")) setNote(field.name.slice(2), field.value);

  // --- sending waits for the draft on its way; leaving keeps what is not saved

  form.addEventListener("submit", (event) => {
    if (!saving) { clearTimeout(wanted); leaving = true; return; }
    event.preventDefault();
    const button = event.submitter;
    const wait = setInterval(() => { if (!saving) { clearInterval(wait); form.requestSubmit(button); } }, 100);
  });
  let leaving = false;
  window.addEventListener("pagehide", () => { if (!leaving) keepHere(); else localStorage.removeItem(kept); });
  window.addEventListener("online", save);

  function bringBack() {
    let here = null;
    try { here = JSON.parse(localStorage.getItem(kept)); } catch { return; }
    if (!here) return;
    for (const [name, words] of Object.entries(here.cells ?? {})) if (cells.has(name) && !cells.get(name).readOnly) cells.get(name).value = words;
    for (const [name, words] of Object.entries(here.notes ?? {})) setNote(name, words);
    if (isEmpty(difference())) { keepHere(); return; }
    tell(words.back);
    save();
  }
  bringBack();
  count();
  totals();
})();
