// Checks a definition file while it is written, and marks what is wrong under the character. The page works without it.
"use strict";
(() => {
  const form = document.getElementById("editing");
  if (!form) return;
  const text = document.getElementById("text");
  const behind = form.querySelector(".behind"), numbers = form.querySelector(".numbers");
  const told = document.getElementById("checked");
  const WAIT = 500; // ms after the last key
  let marks = [], asked = 0, timer = 0, running = null;

  const part = (name, className, content) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (content) made.textContent = content;
    return made;
  };
  const fill = (words, facts) => words.replace(/\{(\w+)\}/g, (whole, name) => (name in facts ? facts[name] : whole));

  // The text again, transparent, with a mark at every fault: it lies exactly behind what is typed.
  function draw() {
    const lines = text.value.split("\n");
    const byLine = new Map();
    for (const one of marks) if (one.line && !byLine.has(one.line)) byLine.set(one.line, one);
    behind.replaceChildren();
    numbers.replaceChildren();
    lines.forEach((line, index) => {
      const one = byLine.get(index + 1);
      if (one && one.column <= line.length) {
        const begin = one.column - 1;
        const word = /^[\p{L}\p{N}_.%]+/u.exec(line.slice(begin));
        const end = begin + (word ? word[0].length : 1);
        const mark = part("mark", one.severity, line.slice(begin, end));
        mark.dataset.line = one.line;
        behind.append(line.slice(0, begin), mark, line.slice(end));
      } else {
        behind.append(line);
        if (one) behind.append(part("mark", one.severity, " "));
      }
      behind.append("\n");
      numbers.append(one ? part("b", "", String(index + 1)) : String(index + 1), "\n");
    });
    follow();
  }
  function follow() {
    behind.scrollTop = numbers.scrollTop = text.scrollTop;
    behind.scrollLeft = text.scrollLeft;
  }

  function goTo(line, column) {
    const lines = text.value.split("\n");
    const at = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    text.focus();
    text.setSelectionRange(at, at);
    text.scrollTop = Math.max(0, (line - 6) * (text.scrollHeight / lines.length));
    const mark = [...behind.querySelectorAll("mark")].find((one) => Number(one.dataset.line) === line);
    text.scrollLeft = mark && column > 1 ? Math.max(0, mark.offsetLeft - text.clientWidth / 2) : 0;
    follow();
  }

  function tell(answer) {
    marks = answer.findings;
    draw();
    told.replaceChildren();
    if (!marks.length) {
      told.append(part("p", "state good", form.dataset.sound));
      return;
    }
    told.append(part("p", answer.sound ? "state" : "state bad", fill(form.dataset.faults, { count: marks.length })));
    const list = part("ol", "marks");
    for (const one of marks) list.append(item(one));
    told.append(list);
    showCarets();
  }
  // A caret far to the right of a long line would lie outside of a small screen.
  function showCarets() {
    for (const caret of told.querySelectorAll(".caret b")) {
      const pre = caret.closest("pre");
      pre.scrollLeft = caret.offsetLeft - pre.clientWidth / 2;
    }
  }
  function item(one) {
    const made = part("li", one.severity), line = part("p");
    const kind = { error: "stop", warning: "warn", note: "grey" }[one.severity];
    line.append(part("span", `tag ${kind}`, form.dataset[one.severity]), " ");
    if (one.line) {
      const link = part("a", "soft small to-line", fill(form.dataset.at, one));
      link.href = "#text";
      link.dataset.line = one.line;
      link.dataset.column = one.column;
      line.append(link, " ");
    } else if (one.file && one.file !== form.elements.file.value) {
      line.append(part("span", "soft small", fill(form.dataset.in, one)), " ");
    }
    line.append(one.text);
    if (one.next) line.append(" ", part("span", "soft", fill(form.dataset.next, { step: one.next })));
    made.append(line);
    if (one.line) {
      const pre = part("pre", "caret"), code = part("code");
      pre.tabIndex = 0; // a long line scrolls, by keyboard too
      code.append(`${one.source}\n`, part("span", "lead", one.lead), part("b", "", "^"));
      pre.append(code);
      made.append(pre);
    }
    return made;
  }

  async function check() {
    const mine = (asked += 1);
    if (running) running.abort();
    running = new AbortController();
    const body = new FormData();
    for (const name of ["csrfmiddlewaretoken", "file", "text"]) body.append(name, form.elements[name].value);
    try {
      const answer = await fetch(form.dataset.check, { method: "POST", body, signal: running.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      if (mine === asked) tell(found);
    } catch (problem) {
      if (problem.name !== "AbortError" && mine === asked) told.replaceChildren(part("p", "state", form.dataset.noLine));
    }
  }

  function later() {
    draw();
    clearTimeout(timer);
    timer = setTimeout(check, WAIT);
  }
  text.addEventListener("input", later);
  form.elements.file.addEventListener("change", check);
  text.addEventListener("scroll", follow);
  new ResizeObserver(follow).observe(text);

  // Tab writes two spaces; after Esc it leaves the text, for those who work without a mouse.
  let leaving = false;
  text.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { leaving = true; return; }
    if (event.key === "Tab" && !event.shiftKey && !event.ctrlKey && !event.altKey && !leaving) {
      event.preventDefault();
      text.setRangeText("  ", text.selectionStart, text.selectionEnd, "end");
      later();
    }
    if (event.key !== "Tab") leaving = false;
  });
  text.addEventListener("blur", () => { leaving = false; });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".to-line");
    if (!link) return;
    event.preventDefault();
    goTo(Number(link.dataset.line), Number(link.dataset.column));
  });

  // What was written and not sent is not lost by a slip.
  const first = text.value;
  let sending = false;
  form.addEventListener("submit", () => { sending = true; });
  window.addEventListener("beforeunload", (event) => { if (!sending && text.value !== first) event.preventDefault(); });

  draw();
  showCarets();
  const line = /^#line-(\d+)$/.exec(location.hash);
  if (line) goTo(Number(line[1]), 1);
})();
