// How each kind of chart is drawn; see charts.js for what they take. The palette is told apart without colour too: by
// lightness, by the shape of its marks and by hatching.
"use strict";

window.huiminChartKinds = (() => {
  const ink = "#1d2733", soft = "#55616d", line = "#d5dce2", edge = "#7c8a96";
  const font = getComputedStyle(document.body).fontFamily;
  // For series: dark enough on white (3:1 at least), apart for the colour-blind, each with its own mark and dash.
  const colours = ["#17585c", "#c4570a", "#5b4b9a", "#8a6d00", "#b03a6f", "#45505c"];
  const marks = ["circle", "rect", "triangle", "diamond", "roundRect", "arrow"];
  const dashes = ["solid", [6, 4], [2, 3], [10, 3, 2, 3], [1, 2], [12, 6]];
  // For classes from low to high: one hue, each step clearly darker, so that grey print keeps the order.
  const steps = { 1: ["#64a9ad"], 2: ["#b5dadb", "#2b7f84"], 3: ["#cbe5e5", "#64a9ad", "#17585c"], 4: ["#d3e9e9", "#94c7c9", "#4a969a", "#124a4d"],
    5: ["#dceeee", "#a9d3d4", "#6aaeb2", "#2b7f84", "#0f4245"] };
  const hatch = { color: "rgba(85,97,109,.75)", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4, symbolSize: 1 };
  const dotted = { color: "rgba(85,97,109,.9)", symbol: "circle", dashArrayX: [[7, 7], [0, 7, 7, 0]], dashArrayY: [7, 0], symbolSize: 0.35 };

  const text = (value) => ({ color: soft, fontSize: 12, ...value });
  const byWidth = (names, width) => Math.min(Math.max(...names.map((one) => [...String(one)].reduce((sum, c) => sum + (c > "\u2e80" ? 12.5 : 7), 0)), 40), width * 0.38);
  const tip = (row, spec, value) => [row.name, row.shown ?? value(row.value), ...(row.notes || [])].join("\n");

  const valueAxis = (look) => ({ type: "value", scale: true, axisLabel: text({ formatter: look.axis, hideOverlap: true }), splitLine: { lineStyle: { color: line } }, axisLine: { show: false } });
  const nameAxis = (names, look) => ({ type: "category", data: names, inverse: true, axisTick: { show: false }, axisLine: { lineStyle: { color: edge } },
    axisLabel: text({ color: ink, width: byWidth(names, look.width), overflow: "truncate", interval: 0 }) });
  // Round ends of an axis that hold everything, intervals too; from zero where that is not far.
  function ends(all) {
    if (!all.length) return {};
    const from = Math.min(...all), to = Math.max(...all);
    const low = from >= 0 && from < to * 0.4 ? 0 : from;
    const rough = (to - low || Math.abs(to) || 1) / 5, power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough * 0.999);
    const tidy = (value) => Number(value.toPrecision(12));
    return { min: tidy(Math.floor(low / step + 1e-9) * step), max: tidy(Math.ceil(to / step - 1e-9) * step || step), interval: tidy(step) };
  }
  const grid = (look, more) => ({ left: 12, right: 24, top: 16 + look.top, bottom: 12 + look.bottom, containLabel: true, ...more });

  // A stretch of months where all is known, as one shape: where it is not, the ribbon has a gap.
  function ribbon(series, colour, name) {
    const runs = [];
    series.values.forEach((_, at) => {
      if (series.low?.[at] === null || series.low?.[at] === undefined) return;
      const last = runs[runs.length - 1];
      if (last && last[1] === at - 1) last[1] = at; else runs.push([at, at]);
    });
    return { type: "custom", name, silent: true, z: 1, clip: true, tooltip: { show: false }, encode: { x: [0, 1], y: [] }, data: runs,
      renderItem: (_, api) => {
        const [from, to] = [api.value(0), api.value(1)], points = [];
        const half = from === to ? api.size([1, 0])[0] / 8 : 0;
        for (let at = from; at <= to; at += 1) points.push(api.coord([at, series.high[at]]));
        for (let at = to; at >= from; at -= 1) points.push(api.coord([at, series.low[at]]));
        if (half) points.splice(0, 2, ...[[0, -half], [0, half], [1, half], [1, -half]].map(([which, by]) => [points[which][0] + by, points[which][1]]));
        return { type: "polygon", shape: { points }, style: { fill: colour, opacity: 0.18 } };
      } };
  }

  function trend(spec, look) {
    const all = spec.series.flatMap((one) => [...one.values, ...(one.low || []), ...(one.high || [])]).filter((one) => one !== null && one !== undefined);
    const many = spec.series.length > 1;
    return { option: {
      grid: grid(look, { top: (many ? 40 : 20) + look.top }),
      legend: many ? { top: look.top + 4, left: 8, data: spec.series.map((one) => one.name), textStyle: text({ color: ink }) } : undefined,
      xAxis: { type: "category", data: spec.categories, axisLabel: text({ hideOverlap: true }), axisLine: { lineStyle: { color: edge } } },
      yAxis: { ...valueAxis(look), ...ends(all) },
      tooltip: { renderMode: "richText", confine: true, trigger: "axis", backgroundColor: "#fff", borderColor: edge, textStyle: { color: ink, fontSize: 13 },
        formatter: (points) => [points[0].axisValue, ...spec.series.map((one) => {
          const at = points[0].dataIndex, value = one.values[at];
          const told = value === null ? spec.words.none : look.value(value);
          const within = one.low?.[at] === null || one.low?.[at] === undefined ? "" : ` (${look.value(one.low[at])} – ${look.value(one.high[at])})`;
          return `${many ? `${one.name}  ` : ""}${told}${within}`;
        }), ...(spec.notes?.[points[0].dataIndex] || [])].join("\n") },
      series: spec.series.flatMap((one, at) => [
        { type: "line", name: one.name, data: one.values, connectNulls: false, symbol: marks[at % 6], symbolSize: 7, showAllSymbol: true, z: 3,
          color: colours[at % 6], lineStyle: { width: 2, type: dashes[at % 6] } },
        ...(one.low ? [ribbon(one, colours[at % 6], one.name)] : []),
      ]),
    } };
  }

  // A dot for each row with a line over its interval.
  function dots(spec, look) {
    const known = spec.rows.map((row, at) => ({ ...row, at })).filter((row) => row.value !== null && row.value !== undefined);
    const missing = spec.rows.map((row, at) => ({ ...row, at })).filter((row) => row.value === null || row.value === undefined);
    const all = known.flatMap((row) => [row.value, row.low ?? row.value, row.high ?? row.value]);
    if (spec.reference) all.push(spec.reference.value);
    const low = Math.min(...all), high = Math.max(...all), room = (high - low) * 0.04;
    const line1 = (api, from, to, y) => ({ type: "line", shape: { x1: from, y1: y, x2: to, y2: y }, style: { stroke: colours[0], lineWidth: 2 } });
    return { option: {
      grid: grid(look, { top: (spec.reference ? 34 : 12) + look.top }), yAxis: nameAxis(spec.rows.map((row) => row.name), look),
      xAxis: { ...valueAxis(look), min: all.length ? low - room : 0, max: all.length ? high + room : 1, axisLabel: text({ formatter: look.axis, hideOverlap: true, showMinLabel: false, showMaxLabel: false }) },
      tooltip: { renderMode: "richText", confine: true, trigger: "item", backgroundColor: "#fff", borderColor: edge, textStyle: { color: ink, fontSize: 13 },
        formatter: (point) => point.data?.row ? tip(point.data.row, spec, look.value) : "" },
      series: [
        { type: "custom", silent: true, z: 2, tooltip: { show: false }, encode: { x: [1, 2], y: 0 }, data: known.filter((row) => row.low !== null && row.low !== undefined).map((row) => [row.at, row.low, row.high]),
          renderItem: (_, api) => {
            const [from, y] = api.coord([api.value(1), api.value(0)]), [to] = api.coord([api.value(2), api.value(0)]);
            const end = (x) => ({ type: "line", shape: { x1: x, y1: y - 4, x2: x, y2: y + 4 }, style: { stroke: colours[0], lineWidth: 2 } });
            return { type: "group", children: [line1(api, from, to, y), end(from), end(to)] };
          } },
        { type: "scatter", z: 3, symbolSize: 11, data: known.map((row) => ({ value: [row.value, row.at], row, href: row.href,
          itemStyle: row.weak ? { color: "#fff", borderColor: colours[0], borderWidth: 2 } : { color: colours[0] } })),
          markLine: spec.reference ? { silent: true, symbol: "none", animation: false, lineStyle: { color: colours[1], type: [5, 4], width: 1.5 },
            label: { formatter: spec.reference.name, color: colours[1], fontSize: 12, position: "start", distance: 4, show: false }, data: [{ xAxis: spec.reference.value }] } : undefined },
        { type: "custom", silent: true, tooltip: { show: false }, encode: { x: [], y: 0 }, data: missing.map((row) => [row.at]),
          renderItem: (found, api) => ({ type: "text", x: found.coordSys.x + 8, y: api.coord([low || 0, api.value(0)])[1], style: { text: spec.words.none, fill: soft, fontSize: 12, fontStyle: "italic", verticalAlign: "middle" } }) },
      ],
      graphic: spec.reference ? [{ type: "text", right: 24, top: look.top + 8, silent: true, style: { text: `┆ ${spec.reference.name}`, fill: colours[1], fontSize: 12, fontFamily: font } }] : [],
    } };
  }

  const decal = (at) => [undefined, hatch, dotted][at % 3];

  function bars(spec, look) {
    const series = spec.series || [{ name: "", values: spec.rows.map((row) => row.value) }];
    const names = spec.categories || spec.rows.map((row) => row.name);
    const many = series.length > 1;
    return { option: {
      grid: grid(look, { top: (many ? 40 : 12) + look.top }), yAxis: nameAxis(names, look), xAxis: { ...valueAxis(look), scale: false },
      legend: many ? { top: look.top + 4, left: 8, textStyle: text({ color: ink }) } : undefined,
      tooltip: { renderMode: "richText", confine: true, backgroundColor: "#fff", borderColor: edge, textStyle: { color: ink, fontSize: 13 },
        formatter: (point) => spec.rows ? tip(spec.rows[point.dataIndex], spec, look.value) : `${names[point.dataIndex]}\n${point.seriesName}  ${look.value(series[point.seriesIndex].values[point.dataIndex])}` },
      series: series.map((one, at) => ({ type: "bar", name: one.name, stack: spec.stacked ? "all" : undefined, barMaxWidth: 22, color: colours[at % 6],
        itemStyle: { decal: decal(at) }, data: one.values.map((value, row) => ({ value, href: spec.rows?.[row]?.href })),
        label: many ? undefined : { show: true, position: "right", color: ink, fontSize: 12, formatter: (point) => spec.rows?.[point.dataIndex]?.shown ?? look.value(point.value) } })),
    } };
  }

  function waterfall(spec, look) {
    let at = 0;
    const spans = spec.rows.map((row, number) => {
      const from = row.total ? 0 : at, to = row.total ? row.value : at + (row.value ?? 0);
      at = to;
      return { value: [number, from, to], row, href: row.href };
    });
    const ends = spans.flatMap((one) => one.value.slice(1));
    const least = Math.min(...ends.filter((_, i) => !spec.rows[Math.floor(i / 2)].total || i % 2));
    const cut = spec.fromZero === false && least > 0 ? least - (Math.max(...ends) - least) * 0.35 : Math.min(0, least);
    return { option: {
      grid: grid(look, { right: 64 }), yAxis: nameAxis(spec.rows.map((row) => row.name), look), xAxis: { ...valueAxis(look), min: Math.max(cut, Math.min(0, least)) },
      tooltip: { renderMode: "richText", confine: true, backgroundColor: "#fff", borderColor: edge, textStyle: { color: ink, fontSize: 13 }, formatter: (point) => tip(point.data.row, spec, look.value) },
      series: [{ type: "custom", data: spans, encode: { x: [1, 2], y: 0 }, renderItem: (found, api) => {
        const row = spec.rows[found.dataIndex], [from, y] = api.coord([api.value(1), api.value(0)]), [to] = api.coord([api.value(2), api.value(0)]);
        const thick = Math.min(api.size([0, 1])[1] * 0.6, 22), left = Math.max(found.coordSys.x, Math.min(from, to)), width = Math.max(Math.abs(to - from), row.value ? 1.5 : 0);
        const down = (row.value ?? 0) < 0;
        const shape = { x: left, y: y - thick / 2, width: Math.min(width, found.coordSys.x + found.coordSys.width - left), height: thick };
        return { type: "group", children: [
          { type: "rect", shape, style: { fill: row.total ? colours[0] : down ? "#fff" : "#94c7c9", stroke: down ? colours[1] : colours[0], lineWidth: 1.5, decal: undefined } },
          ...(down ? hatchLines(shape, colours[1]) : []),
          { type: "text", x: left + shape.width + 6, y, style: { text: row.shown ?? look.value(row.value), fill: ink, fontSize: 12, verticalAlign: "middle" } }] };
      } }],
    } };
  }

  // Slanted lines within a rectangle: hatching that a saved picture keeps.
  function hatchLines({ x, y, width, height }, stroke) {
    const made = [];
    for (let from = -height; from < width; from += 6) {
      const a = Math.max(from, 0), b = Math.min(from + height, width);
      if (b > a) made.push({ type: "line", silent: true, shape: { x1: x + a, y1: y + height - (a - from), x2: x + b, y2: y + height - (b - from) }, style: { stroke, lineWidth: 1 } });
    }
    return made;
  }

  // --- maps

  const named = new Map();

  async function prepare(spec) {
    if (spec.kind !== "map") return;
    const key = typeof spec.shapes === "string" ? spec.shapes : `map-${named.size}`;
    if (!named.has(key)) {
      const shapes = typeof spec.shapes === "string" ? await (await fetch(spec.shapes)).json() : spec.shapes;
      for (const one of shapes.features) one.properties.name = one.properties.code;
      const points = shapes.features.flatMap((one) => one.geometry.coordinates.flat(one.geometry.type === "Polygon" ? 1 : 2));
      const [xs, ys] = [points.map((one) => one[0]), points.map((one) => one[1])];
      const span = (list) => list.reduce((found, one) => [Math.min(found[0], one), Math.max(found[1], one)], [Infinity, -Infinity]);
      const [west, east] = span(xs), [south, north] = span(ys);
      const squeeze = Math.cos(((south + north) / 2) * Math.PI / 180);
      echarts.registerMap(key, shapes);
      named.set(key, { squeeze, ratio: ((east - west) * squeeze) / (north - south || 1) });
    }
    spec.registered = key;
    Object.assign(spec, named.get(key));
  }

  const legendOf = (spec) => [...spec.classes.map((name, at) => ({ name, class: at })),
    ...[-1, -2].filter((one) => spec.rows.some((row) => row.class === one)).map((one) => ({ name: one === -1 ? spec.unknown : spec.weak, class: one }))];

  const wide = (name) => [...name].reduce((sum, c) => sum + (c > "\u2e80" ? 12.5 : 6.8), 0) + 44;

  function legendPlaces(spec, width) {
    let x = 12, y = 0;
    const places = legendOf(spec).map((one) => {
      if (x + wide(one.name) > width - 8 && x > 12) { x = 12; y += 24; }
      const place = { ...one, x, y };
      x += wide(one.name);
      return place;
    });
    return { places, height: y + 30 };
  }

  function map(spec, look) {
    const colour = steps[Math.min(Math.max(spec.classes.length, 1), 5)];
    const legend = legendPlaces(spec, look.width);
    const fill = (one) => one < 0 ? "#f7f8f9" : colour[Math.min(one, colour.length - 1)];
    const codes = new Map(spec.rows.map((row) => [row.code, row]));
    const border = spec.rows.length > 300 ? 0.4 : 1;
    return { option: {
      tooltip: { renderMode: "richText", confine: true, trigger: "item", backgroundColor: "#fff", borderColor: edge, textStyle: { color: ink, fontSize: 13 },
        formatter: (point) => codes.has(point.name) ? tip(codes.get(point.name), spec, look.value) : "" },
      series: [{ type: "map", map: spec.registered, nameProperty: "name", aspectScale: spec.squeeze, roam: false, selectedMode: false,
        top: look.top + legend.height + 6, bottom: 8 + look.bottom, left: 8, right: 8,
        itemStyle: { areaColor: "#fff", borderColor: "#45505c", borderWidth: border }, label: { show: spec.rows.length <= 12, color: ink, fontSize: 12,
          fontWeight: 600, textBorderColor: "#fff", textBorderWidth: 4, formatter: (point) => codes.get(point.name)?.name ?? "" },
        emphasis: { itemStyle: { areaColor: undefined, borderColor: "#1d2733", borderWidth: 2 }, label: { show: spec.rows.length <= 12, color: ink } },
        data: spec.rows.map((row) => ({ name: row.code, value: row.class, href: row.href, itemStyle: { areaColor: fill(row.class), borderColor: "#45505c", borderWidth: border,
          ...(row.class === -1 ? { decal: hatch } : row.class === -2 ? { decal: dotted } : {}) },
          emphasis: { itemStyle: { areaColor: fill(row.class) } } })) }],
      graphic: legend.places.flatMap((one) => [
        { type: "group", left: one.x, top: look.top + 8 + one.y, silent: true, children: [
          { type: "rect", shape: { x: 0, y: 0, width: 22, height: 14 }, style: { fill: fill(one.class), stroke: "#45505c", lineWidth: 1 } },
          ...(one.class === -1 ? hatchLines({ x: 0, y: 0, width: 22, height: 14 }, soft) : []),
          ...(one.class === -2 ? [3, 10, 17].flatMap((x) => [4, 10].map((y) => ({ type: "circle", shape: { cx: x, cy: y, r: 1.2 }, style: { fill: soft } }))) : []),
          { type: "text", x: 28, y: 1, style: { text: one.name, fill: ink, fontSize: 12, fontFamily: font } }] }]),
    } };
  }

  function height(spec, width) {
    const rows = (spec.rows || spec.categories || []).length;
    switch (spec.kind) {
      case "trend": return Math.max(260, Math.min(380, width * 0.55));
      case "map": return Math.round(Math.min(680, Math.max(240, (width - 16) / (spec.ratio || 1.4))) + legendPlaces(spec, width).height + 14);
      case "bars": return 70 + Math.max(2, rows) * (spec.series && !spec.stacked ? 16 + 14 * spec.series.length : 30);
      default: return 70 + Math.max(2, rows) * 30;
    }
  }

  return { trend, dots, bars, waterfall, map, height, prepare, colours, steps, font, ink, soft, edge };
})();
