// Progress of work in a process of its own. Without it, a link shows the page anew.
"use strict";
(() => {
  const card = document.querySelector("[data-job]");
  if (!card) return;
  const count = card.querySelector("[data-count]"), progress = card.querySelector("progress");
  const look = async () => {
    try {
      const answer = await fetch(card.dataset.job, { headers: { Accept: "application/json" } });
      if (answer.ok) {
        const job = await answer.json();
        if (job.state !== "running") { location.reload(); return; }
        count.textContent = `${job.done} / ${job.total || "–"}`;
        if (job.total) { progress.max = job.total; progress.value = job.done; }
      }
    } catch { /* the line dropped: ask again */ }
    setTimeout(look, 1000);
  };
  setTimeout(look, 500);
})();
