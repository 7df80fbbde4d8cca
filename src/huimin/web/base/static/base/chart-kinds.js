// How each kind of chart is drawn (maps: chart-map.js); see charts.js for what they take. The palette is told apart
// without colour too: by lightness, by the shape of marks, by dashes and by hatching.
"use strict";

window.huiminChartKinds = (() => {
  const ink = "#1d2733", soft = "#55616d", line = "#d5dce2", edge = "#7c8a96";
  // Single quotes: the SVG writer of ECharts does not escape double ones in its attributes.
  const font = getComputedStyle(document.body).fontFamily.replaceAll('"', "'");
  // For series: dark enough on white (3:1 at least), apart for the colour-blind, each with its own mark and dash.
  const colours = ["#17585c", "#c4570a", "#5b4b9a", "#8a6d00", "#b03a6f", "#45505c"];
  const pale = "#94c7c9";
  const marks = ["circle", "rect", "triangle", "diamond", "roundRect", "arrow"];
  const dashes = ["solid", [6, 4], [2, 3], [10, 3, 2, 3], [1, 2], [12, 6]];
  // Hatching on bars: none, slanted lines, dots, and again.
  const decals = [
    undefined,
    { color: "rgba(255,255,255,.75)", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4, symbolSize: 1 },
    {
      color: "rgba(255,255,255,.9)", symbol: "circle", symbolSize: 0.5, dashArrayX: [[7, 7], [0, 7, 7, 0]],
      dashArrayY: [7, 0],
    },
  ];

  // --- what kinds share

  const known = (value) => value !== null && value !== undefined;
  const small = (more) => ({ color: soft, fontSize: 12, ...more });
  const words = (text, more) => ({ text, fontSize: 12, fontFamily: font, fill: ink, ...more });
  const wide = (name) => [...String(name)].reduce((sum, one) => sum + (one > "\u2e80" ? 12.5 : 6.9), 0);
  const room = (names, width) => Math.min(Math.max(40, ...names.map(wide)), width * 0.38);
  const told = (row, look) => [row.name, row.shown ?? look.value(row.value), ...(row.notes || [])].join("\n");
  const tooltip = (formatter, more) => ({
    renderMode: "richText", confine: true, trigger: "item", backgroundColor: "#fff", borderColor: edge,
    textStyle: { color: ink, fontSize: 13 }, formatter, ...more,
  });
  const grid = (look, top, right = 24) => ({
    left: 12, right, top: top + look.top, bottom: 12 + look.bottom, containLabel: true,
  });
  const legend = (look, names) => ({ top: look.top + 4, left: 8, data: names, textStyle: small({ color: ink }) });
  const valueAxis = (look, more) => ({
    type: "value", scale: true, axisLine: { show: false }, splitLine: { lineStyle: { color: line } },
    axisLabel: small({ formatter: look.axis, hideOverlap: true }), ...more,
  });
  const nameAxis = (names, look) => ({
    type: "category", data: names, inverse: true, axisTick: { show: false }, axisLine: { lineStyle: { color: edge } },
    axisLabel: small({ color: ink, width: room(names, look.width), overflow: "truncate", interval: 0 }),
  });

  // Round ends of an axis that hold everything, intervals too; from zero where that is not far.
  function ends(all) {
    if (!all.length) return {};
    const from = Math.min(...all), to = Math.max(...all);
    const low = from >= 0 && from < to * 0.4 ? 0 : from;
    const rough = (to - low || Math.abs(to) || 1) / 5, power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough * 0.999);
    const tidy = (value) => Number(value.toPrecision(12));
    const top = Math.ceil(to / step - 1e-9) * step;
    return {
      min: tidy(Math.floor(low / step + 1e-9) * step), max: tidy(to === low ? top + step : top), interval: tidy(step),
    };
  }

  // Slanted lines within a rectangle: hatching that a saved picture keeps.
  function hatchLines({ x, y, width, height }, stroke) {
    const made = [];
    for (let from = -height; from < width; from += 6) {
      const a = Math.max(from, 0), b = Math.min(from + height, width);
      if (b <= a) continue;
      const shape = { x1: x + a, y1: y + height - (a - from), x2: x + b, y2: y + height - (b - from) };
      made.push({ type: "line", silent: true, shape, style: { stroke, lineWidth: 1 } });
    }
    return made;
  }

  // --- trend

  // A stretch of periods where the interval is known, as one shape: where it is not, the ribbon has a gap.
  function ribbon(series, colour) {
    const runs = [];
    series.values.forEach((_, at) => {
      if (!known(series.low[at]) || !known(series.high[at])) return;
      const last = runs[runs.length - 1];
      if (last && last[1] === at - 1) last[1] = at; else runs.push([at, at]);
    });
    const renderItem = (_, api) => {
      const from = api.value(0), to = api.value(1), points = [];
      const aside = from === to ? api.size([1, 0])[0] / 8 : 0; // a lone period gets some width
      for (let at = from; at <= to; at += 1) points.push(api.coord([at, series.high[at]]));
      for (let at = to; at >= from; at -= 1) points.push(api.coord([at, series.low[at]]));
      if (aside) {
        const [[x, top], [, bottom]] = points;
        points.splice(0, 2, [x - aside, top], [x + aside, top], [x + aside, bottom], [x - aside, bottom]);
      }
      return { type: "polygon", shape: { points }, style: { fill: colour, opacity: 0.18 } };
    };
    return {
      type: "custom", name: series.name, silent: true, z: 1, clip: true, tooltip: { show: false },
      encode: { x: [0, 1], y: [] }, data: runs, renderItem,
    };
  }

  function trend(spec, look) {
    const all = spec.series.flatMap((one) => [...one.values, ...(one.low || []), ...(one.high || [])]).filter(known);
    const many = spec.series.length > 1;
    const within = (one, at) => !known(one.low?.[at]) ? ""
      : ` (${look.value(one.low[at])} – ${look.value(one.high[at])})`;
    const value = (one, at) => known(one.values[at]) ? look.value(one.values[at]) : spec.words.none;
    const tell = (points) => {
      const at = points[0].dataIndex;
      const lines = spec.series.map((one) => (many ? `${one.name}  ` : "") + value(one, at) + within(one, at));
      return [spec.categories[at], ...lines, ...(spec.notes?.[at] || [])].join("\n");
    };
    return { option: {
      grid: grid(look, many ? 40 : 20),
      legend: many ? legend(look, spec.series.map((one) => one.name)) : undefined,
      xAxis: {
        type: "category", data: spec.categories, axisLabel: small({ hideOverlap: true }),
        axisLine: { lineStyle: { color: edge } },
      },
      yAxis: valueAxis(look, ends(all)),
      tooltip: tooltip(tell, { trigger: "axis" }),
      series: spec.series.flatMap((one, at) => [
        {
          type: "line", name: one.name, data: one.values, connectNulls: false, z: 3, color: colours[at % 6],
          symbol: marks[at % 6], symbolSize: 7, showAllSymbol: true, lineStyle: { width: 2, type: dashes[at % 6] },
        },
        ...(one.low ? [ribbon(one, colours[at % 6])] : []),
      ]),
    } };
  }

  // --- dots: one for each row, with a line over its interval

  function whisker(api) {
    const [from, y] = api.coord([api.value(1), api.value(0)]), [to] = api.coord([api.value(2), api.value(0)]);
    const style = { stroke: colours[0], lineWidth: 2 };
    const end = (x) => ({ type: "line", shape: { x1: x, y1: y - 4, x2: x, y2: y + 4 }, style });
    const whole = { type: "line", shape: { x1: from, y1: y, x2: to, y2: y }, style };
    return { type: "group", children: [whole, end(from), end(to)] };
  }

  function dot(row, at) {
    const filled = row.weak ? { color: "#fff", borderColor: colours[0], borderWidth: 2 } : { color: colours[0] };
    return { value: [row.value, at], row, href: row.href, itemStyle: { opacity: 1, ...filled } };
  }

  function dots(spec, look) {
    const rows = spec.rows.map((row, at) => ({ row, at }));
    const there = rows.filter(({ row }) => known(row.value)), missing = rows.filter(({ row }) => !known(row.value));
    const all = there.flatMap(({ row }) => [row.value, row.low ?? row.value, row.high ?? row.value]);
    if (spec.reference) all.push(spec.reference.value);
    const low = all.length ? Math.min(...all) : 0, high = all.length ? Math.max(...all) : 1;
    const aside = (high - low || Math.abs(high) || 1) * 0.04;
    const label = small({ formatter: look.axis, hideOverlap: true, showMinLabel: false, showMaxLabel: false });
    const markLine = spec.reference && {
      silent: true, symbol: "none", label: { show: false }, data: [{ xAxis: spec.reference.value }],
      lineStyle: { color: colours[1], type: [5, 4], width: 1.5 },
    };
    return { option: {
      grid: grid(look, spec.reference ? 34 : 12),
      xAxis: valueAxis(look, { min: low - aside, max: high + aside, axisLabel: label }),
      yAxis: nameAxis(spec.rows.map((row) => row.name), look),
      tooltip: tooltip((point) => point.data?.row ? told(point.data.row, look) : ""),
      series: [
        {
          type: "custom", silent: true, z: 2, tooltip: { show: false }, encode: { x: [1, 2], y: 0 },
          data: there.filter(({ row }) => known(row.low)).map(({ row, at }) => [at, row.low, row.high]),
          renderItem: (_, api) => whisker(api),
        },
        { type: "scatter", z: 3, symbolSize: 11, markLine, data: there.map(({ row, at }) => dot(row, at)) },
        {
          type: "custom", silent: true, tooltip: { show: false }, encode: { x: [], y: 0 },
          data: missing.map(({ at }) => [at]),
          renderItem: (found, api) => ({
            type: "text", x: found.coordSys.x + 8, y: api.coord([low, api.value(0)])[1],
            style: words(spec.words.none, { fill: soft, fontStyle: "italic", verticalAlign: "middle" }),
          }),
        },
      ],
      graphic: spec.reference ? [{
        type: "text", right: 24, top: look.top + 8, silent: true,
        style: words(`┆ ${spec.reference.name}`, { fill: colours[1] }),
      }] : [],
    } };
  }

  // --- bars and waterfall

  function bars(spec, look) {
    const series = spec.series || [{ name: "", values: spec.rows.map((row) => row.value) }];
    const names = spec.categories || spec.rows.map((row) => row.name);
    const many = series.length > 1;
    const shown = (number) => known(number) ? look.value(number) : spec.words.none;
    const value = (at, which) => shown(series[which].values[at]);
    const tell = ({ dataIndex, seriesIndex, seriesName }) => spec.rows
      ? told(spec.rows[dataIndex], look) : `${names[dataIndex]}\n${seriesName}  ${value(dataIndex, seriesIndex)}`;
    const label = many ? undefined : {
      show: true, position: "right", color: ink, fontSize: 12,
      formatter: ({ dataIndex }) => spec.rows?.[dataIndex]?.shown ?? value(dataIndex, 0),
    };
    return { option: {
      grid: grid(look, many ? 40 : 12, many ? 24 : 72),
      legend: many ? legend(look, series.map((one) => one.name)) : undefined,
      xAxis: valueAxis(look, { scale: false }), yAxis: nameAxis(names, look), tooltip: tooltip(tell),
      series: series.map((one, at) => ({
        type: "bar", name: one.name, stack: spec.stacked ? "all" : undefined, barMaxWidth: 22, label,
        color: colours[at % 6], itemStyle: { decal: decals[at % 3] },
        data: one.values.map((number, row) => ({ value: number, href: spec.rows?.[row]?.href })),
      })),
    } };
  }

  function step(row, found, api, look) {
    const { x, width } = found.coordSys, inside = (place) => Math.min(Math.max(place, x), x + width);
    const [from, y] = api.coord([api.value(1), api.value(0)]), [to] = api.coord([api.value(2), api.value(0)]);
    const left = inside(Math.min(from, to)), right = inside(Math.max(from, to));
    const thick = Math.min(api.size([0, 1])[1] * 0.6, 22), down = !row.total && row.value < 0;
    const shape = { x: left, y: y - thick / 2, width: Math.max(right - left, row.value ? 1.5 : 0), height: thick };
    const fill = row.total ? colours[0] : down ? "#fff" : pale;
    const style = { fill, stroke: down ? colours[1] : colours[0], lineWidth: 1.5 };
    return { type: "group", children: [
      { type: "rect", shape, style },
      ...(down ? hatchLines(shape, colours[1]) : []),
      {
        type: "text", x: left + shape.width + 6, y,
        style: words(row.shown ?? (known(row.value) ? look.value(row.value) : ""), { verticalAlign: "middle" }),
      },
    ] };
  }

  function waterfall(spec, look) {
    let at = 0;
    const spans = spec.rows.map((row, number) => {
      const from = row.total ? 0 : at, to = row.total ? row.value : at + (row.value ?? 0);
      at = to;
      return { value: [number, from, to], row, href: row.href };
    });
    // With fromZero: false the axis begins near the lowest end: steps are seen better, totals no longer by length.
    const ways = spans.flatMap(({ value, row }) => row.total && spec.fromZero === false ? [value[2]] : value.slice(1));
    return { option: {
      grid: grid(look, 12, 72), yAxis: nameAxis(spec.rows.map((row) => row.name), look),
      xAxis: valueAxis(look, ends(ways)), tooltip: tooltip((point) => told(point.data.row, look)),
      series: [{
        type: "custom", data: spans, encode: { x: [1, 2], y: 0 },
        renderItem: (found, api) => step(spec.rows[found.dataIndex], found, api, look),
      }],
    } };
  }

  function height(spec, width) {
    const rows = Math.max(2, (spec.rows || spec.categories || []).length);
    if (spec.kind === "trend") return Math.max(260, Math.min(380, width * 0.55));
    if (spec.kind === "bars" && spec.series && !spec.stacked) return 70 + rows * (16 + 14 * spec.series.length);
    return 70 + rows * 30;
  }

  return {
    trend, dots, bars, waterfall, height, prepare: async () => {}, colours, font, ink, soft, edge,
    shared: { tooltip, told, words, wide, hatchLines },
  };
})();
