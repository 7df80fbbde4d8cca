// Progress of a run that is being made, and the tree of an explanation that opens in place. Without it, links do both.
"use strict";
(() => {
  const bar = document.querySelector("[data-job]");
  if (bar) {
    const words = bar.querySelector("[data-words]"), count = bar.querySelector("[data-count]");
    const progress = bar.querySelector("progress");
    const look = async () => {
      try {
        const answer = await fetch(bar.dataset.job, { headers: { Accept: "application/json" } });
        if (answer.ok) {
          const job = await answer.json();
          if (job.state !== "running") { location.reload(); return; }
          const left = job.total && job.done < job.total;
          words.textContent = job.total ? (left ? words.dataset.compiling : words.dataset.scoring) : words.textContent;
          count.textContent = `${job.done} / ${job.total || "–"}`;
          if (job.total) progress.value = 90 * job.done / job.total;
        }
      } catch { /* the line dropped: ask again */ }
      setTimeout(look, 1000);
    };
    setTimeout(look, 500);
  }
  const prepare = (root) => {
    for (const link of root.querySelectorAll("a[data-open]")) {
      const details = document.createElement("details"), summary = document.createElement("summary");
      const target = link.dataset.open;
      summary.textContent = link.textContent;
      details.append(summary);
      details.addEventListener("toggle", async () => {
        if (!details.open || details.dataset.state) return;
        details.dataset.state = "asked";
        try {
          const answer = await fetch(target);
          if (!answer.ok) throw new Error(answer.status);
          const made = new DOMParser().parseFromString(await answer.text(), "text/html");
          details.append(...made.body.childNodes);
          prepare(details);
        } catch {
          location.assign(link.href);
        }
      });
      link.replaceWith(details);
    }
  };
  for (const tree of document.querySelectorAll(".tree")) prepare(tree);
})();
