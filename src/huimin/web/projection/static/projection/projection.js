// The pyramid that moves through time: a slider, a button, a scenario. Without this the page shows four still ones.
"use strict";

(() => {
  const box = document.getElementById("moving");
  if (!box) return;
  // This comes before the charts are drawn, which need a box with a width.
  box.hidden = false;
  document.getElementById("still").classList.add("on-paper");
  document.addEventListener("DOMContentLoaded", () => { if (window.huiminChartOf) moving(huiminChartOf("pyramid")); });

  function moving(made) {
    const slider = document.getElementById("pyramid-year");
    const shown = document.getElementById("pyramid-shown");
    const run = document.getElementById("pyramid-run");
    const play = document.getElementById("pyramid-play");
    const years = made.spec.years;
    let timer = 0;

    function draw() {
      made.spec.at = Number(slider.value);
      made.spec.run = run ? Number(run.value) : 0;
      const year = String(years[made.spec.at]);
      shown.textContent = year;
      slider.setAttribute("aria-valuetext", year);
      made.spec.subtitle = run ? `${year} · ${run.selectedOptions[0].textContent}` : year;
      made.draw();
    }

    function stop() {
      clearInterval(timer);
      timer = 0;
      play.textContent = box.dataset.play;
      play.setAttribute("aria-pressed", "false");
    }

    function start() {
      if (Number(slider.value) >= years.length - 1) slider.value = 0;
      play.textContent = box.dataset.stop;
      play.setAttribute("aria-pressed", "true");
      draw();
      timer = setInterval(() => {
        if (Number(slider.value) >= years.length - 1) { stop(); return; }
        slider.value = Number(slider.value) + 1;
        draw();
      }, 280);
    }

    slider.addEventListener("input", () => { stop(); draw(); });
    if (run) run.addEventListener("change", draw);
    play.addEventListener("click", () => (timer ? stop() : start()));
    // Who asked for less motion moves the slider themselves.
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    const settle = () => { play.hidden = calm.matches; if (calm.matches) stop(); };
    calm.addEventListener("change", settle);
    settle();
    made.ready.then(draw);
  }
})();
