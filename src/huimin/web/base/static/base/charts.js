// Charts in one look, drawn by ECharts from data that the server wrote. Load with the macros of base/charts.html.
//
//   const made = huiminChart(element, spec);    // draws; made.png(), made.svg() give data to be saved
//
// element: an empty box with a width; its height follows from the data. spec is what Chart.spec() of huimin/charts
// gives. Common to all kinds:
//   kind        "trend" | "ranking" | "funnel" | "multiples" | "before-after" | "completeness" | "pyramid" |
//               "points-lost" | "choropleth" (also "map")
//   title       what the chart finds; drawn only where the chart is saved (the page says it in HTML)
//   subtitle, notes, footer   more lines for a saved chart: what is shown, how to read it, that figures are simulated
//   words       {none: "not reported", ...}: in the reader's language
//   format      {style, decimals, unit}: how a page that moves a chart writes its values
//   look        colours, marks, dashes and hatching, from huimin/charts/look.py: nothing of them is decided here
//   axis        {low, high, ticks, labels, unit}: as on paper; unit above 0 means a compressed (logarithmic) scale
// What is not known is null and left as a gap, never drawn as zero. rows, spots and periods bring the lines of their
// tooltips (tips). The data of each kind: see its data() in huimin/charts.
//
// huiminChartOf(id) gives what was drawn for [data-chart="id"]: change its spec and call its draw().
// Every [data-chart="id"] of a page is drawn from <script type="application/json" id="id">; a button with
// data-save="png" or "svg", data-of="id" and data-file saves it. A table beside each chart says the same to everybody.
"use strict";

(() => {
  const kinds = window.huiminChartKinds;

  function formatter(format) {
    const scale = { percent: 100, permille: 1000 }[format?.style] || 1;
    const sign = { percent: "%", permille: "‰" }[format?.style] || "";
    const least = format?.decimals ?? 0, most = format?.decimals ?? 6;
    const written = (value) => (value * scale + 0).toLocaleString("en-US", { minimumFractionDigits: least, maximumFractionDigits: most });
    return (value) => value === null || value === undefined ? "–" : written(value).replace("-", "−") + sign + (format?.unit || "");
  }

  // The option of a chart: what the kind draws, and what is the same for all. In a saved chart, head and foot as well.
  function optionOf(spec, width, saved) {
    const look = {
      ...spec.look, value: formatter(spec.format), width, top: saved ? saved.top : 0, bottom: saved ? saved.bottom : 0,
    };
    const { option } = kinds[spec.kind](spec, look);
    return {
      animation: false, backgroundColor: look.paper, aria: { enabled: false },
      textStyle: { fontFamily: kinds.font, color: look.ink },
      ...option, graphic: [...(option.graphic || []), ...(saved ? saved.lines : [])],
    };
  }

  function wrapped(text, width, size) {
    const most = Math.max(10, Math.floor(width / size));
    const lines = [""];
    const wide = (word) => [...word].reduce((sum, one) => sum + (one > "\u2e80" ? 1 : 0.55), 0);
    for (const word of text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+|\s+/g) || []) {
      if (wide(lines[lines.length - 1] + word) > most && lines[lines.length - 1]) lines.push("");
      lines[lines.length - 1] += word;
    }
    return lines.map((line) => line.trim()).filter(Boolean);
  }

  // A chart to be saved: of one size on every screen, with title, subtitle and footer in the picture.
  function saving(spec) {
    const width = 1000, lines = [];
    let top = 14;
    const put = (text, fontSize, fontWeight, fill, place) => lines.push({
      type: "text", left: 20, silent: true, ...place,
      style: { text, fontSize, fontWeight, fill, fontFamily: kinds.font },
    });
    const add = (text, size, weight, colour) => {
      for (const line of wrapped(text, width - 40, size)) {
        put(line, size, weight, colour, { top });
        top += size * 1.4;
      }
    };
    const { ink, soft } = spec.look;
    if (spec.title) add(spec.title, 20, 700, ink);
    if (spec.subtitle) add(spec.subtitle, 14, 400, soft);
    top += 8;
    const foot = [...(spec.notes?.length ? wrapped(spec.notes.join(" "), width - 40, 12) : []), ...(spec.footer ? [spec.footer] : [])];
    foot.forEach((line, at) => put(line, 12, 400, soft, { bottom: 8 + (foot.length - 1 - at) * 17 }));
    const bottom = 9 + foot.length * 17;
    const height = Math.round(kinds.height(spec, width) + top + bottom);
    return { width, height, option: optionOf(spec, width, { top, bottom, lines }) };
  }

  function drawnFor(spec, settings, give) {
    const { width, height, option } = saving(spec);
    const box = settings.ssr ? null : document.createElement("div");
    const chart = echarts.init(box, null, { width, height, ...settings });
    chart.setOption(option);
    const made = give(chart);
    chart.dispose();
    return made;
  }

    const asPng = (spec) => drawnFor(spec, { devicePixelRatio: 2 }, (chart) =>
    chart.getDataURL({ type: "png", backgroundColor: spec.look.paper }));
  const asSvg = (spec) => drawnFor(spec, { renderer: "svg", ssr: true }, (chart) => chart.renderToSVGString());

  window.huiminChart = function huiminChart(element, spec) {
    const height = () => { element.style.height = `${kinds.height(spec, element.clientWidth)}px`; };
    height();
    const chart = echarts.init(element, null, { renderer: "canvas" });
    const draw = () => {
      height();
      chart.resize();
      chart.setOption(optionOf(spec, element.clientWidth), true);
    };
    const ready = kinds.prepare(spec).then(draw);
    chart.on("click", ({ data }) => { if (data?.href) window.location.assign(data.href); });
    let width = element.clientWidth;
    new ResizeObserver(() => {
      if (!element.clientWidth || Math.abs(element.clientWidth - width) <= 1) return;
      width = element.clientWidth;
      ready.then(draw);
    }).observe(element);
    return { chart, ready, spec, draw, png: () => asPng(spec), svg: () => asSvg(spec) };
  };

  const drawn = new Map();
  window.huiminChartOf = (id) => drawn.get(id);
  window.huiminCharts = function huiminCharts(within) {
    for (const box of within.querySelectorAll("[data-chart]")) {
      if (box.dataset.drawn) continue;
      box.dataset.drawn = "yes";
      const spec = JSON.parse(document.getElementById(box.dataset.chart).textContent);
      drawn.set(box.dataset.chart, window.huiminChart(box, spec));
    }
    for (const button of within.querySelectorAll("[data-save]")) button.hidden = false;
  };

  function save(address, name) {
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-save]");
    const made = button && drawn.get(button.dataset.of);
    if (!made) return;
    await made.ready;
    if (button.dataset.save === "png") return save(made.png(), `${button.dataset.file}.png`);
    const address = URL.createObjectURL(new Blob([made.svg()], { type: "image/svg+xml" }));
    save(address, `${button.dataset.file}.svg`);
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  });

  huiminCharts(document);
})();
