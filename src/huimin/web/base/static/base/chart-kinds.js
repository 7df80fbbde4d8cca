// How each kind of chart is drawn in the page (maps: chart-map.js). The same charts are drawn for paper by
// huimin/charts: what is shown, its words, its axes and its look (spec.look) come from there; here is only how ECharts
// is told. See charts.js for what all kinds take.
"use strict";

window.huiminChartKinds = (() => {
  // Single quotes: the SVG writer of ECharts does not escape double ones in its attributes.
  const font = getComputedStyle(document.body).fontFamily.replaceAll('"', "'");
  const symbols = { circle: "circle", square: "rect", triangle: "triangle", diamond: "diamond", ring: "emptyCircle",
    cross: "path://M2,0L5,3L8,0L10,2L7,5L10,8L8,10L5,7L2,10L0,8L3,5L0,2Z" };

  // --- what kinds share

  const known = (value) => value !== null && value !== undefined;
  const small = (look, more) => ({ color: look.soft, fontSize: 12, fontFamily: font, ...more });
  const words = (look, text, more) => ({ text, fontSize: 12, fontFamily: font, fill: look.ink, ...more });
  const wide = (name) => [...String(name)].reduce((sum, one) => sum + (one > "\u2e80" ? 12.5 : 6.9), 0);
  const widest = (names) => Math.max(0, ...names.map(wide));
  const tooltip = (look, formatter, more) => ({
    renderMode: "richText", confine: true, trigger: "item", backgroundColor: look.paper, borderColor: look.edge,
    textStyle: { color: look.ink, fontSize: 13 }, formatter, ...more,
  });
  const told = (look) => tooltip(look, (point) => point.data?.row?.tips.join("\n") ?? "");
  const grid = (look, top, right = 24, left = 12) => ({
    left, right, top: top + look.top, bottom: 12 + look.bottom, containLabel: true,
  });
  // Beside labels that ECharts does not count in, because it did not choose their ticks.
  const valueGrid = (spec, look, top, below = 26) => ({
    left: 18 + widest(spec.axis.labels), right: 24, top: top + look.top, bottom: below + look.bottom, containLabel: false,
  });
  const legend = (look, data, more) => ({
    top: look.top + 4, left: 8, type: "scroll", data, textStyle: small(look, { color: look.ink }), ...more,
  });

  // An axis as Python made it: its ends, ticks and labels; a compressed one has a unit.
  const placed = (axis) => (value) => !known(value) ? null
    : axis.unit ? Math.sign(value) * Math.log10(1 + Math.abs(value) / axis.unit) : value;
  function valueAxis(axis, look, more) {
    const label = (value) => {
      const near = axis.ticks.findIndex((tick) => Math.abs(tick - value) < (axis.high - axis.low) * 1e-6);
      return axis.labels[near] ?? "";
    };
    return {
      type: "value", min: axis.low, max: axis.high, axisLine: { show: false },
      axisTick: { show: false, customValues: axis.ticks }, splitLine: { lineStyle: { color: look.grid } },
      axisLabel: small(look, { customValues: axis.ticks, formatter: label, hideOverlap: true }), ...more,
    };
  }
  const periodAxis = (periods, look, more) => ({
    type: "category", data: periods, axisLabel: small(look, { hideOverlap: true }), axisTick: { show: false },
    axisLine: { lineStyle: { color: look.edge } }, ...more,
  });
  const nameAxis = (names, look) => ({
    type: "category", data: names, inverse: true, axisTick: { show: false }, axisLine: { lineStyle: { color: look.edge } },
    axisLabel: small(look, {
      color: look.ink, width: Math.min(Math.max(40, widest(names) * 1.12 + 4), look.width * 0.38), overflow: "truncate", interval: 0,
    }),
  });
  const targetLine = (spec, look, side, place) => spec.target && {
    silent: true, symbol: "none", data: [{ [side]: place(spec.target.value) }],
    label: {
      show: Boolean(spec.target.name), formatter: spec.target.name, color: look.target, fontSize: 12,
      position: side === "xAxis" ? "start" : "insideStartTop", distance: side === "xAxis" ? 4 : 2,
    },
    lineStyle: { color: look.target, type: [6, 3], width: 1.5 },
  };

  // Stretches of numbers from 0 on where something holds.
  function stretches(count, holds) {
    const made = [];
    for (let at = 0; at < count; at += 1) {
      const last = made[made.length - 1];
      if (!holds(at)) continue;
      if (last && last[1] === at - 1) last[1] = at; else made.push([at, at]);
    }
    return made;
  }

  // Hatching within a rectangle, as shapes: a saved picture keeps it.
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
  function hatchDots({ x, y, width, height }, fill) {
    const made = [];
    for (let down = 3; down < height; down += 5) {
      for (let right = 3; right < width - 1; right += 5) {
        made.push({ type: "circle", silent: true, shape: { cx: x + right, cy: y + down, r: 0.9 }, style: { fill } });
      }
    }
    return made;
  }
  const hatched = (kind, shape, ink) =>
    kind === "slant" ? hatchLines(shape, ink) : kind === "dots" ? hatchDots(shape, ink) : [];
  const box = (shape, fill, stroke, kind, ink) => [
    { type: "rect", shape, style: { fill, stroke, lineWidth: 1 } }, ...hatched(kind, shape, ink),
  ];

  // Rows drawn by hand: paint(row, y, thick, api, area) gives shapes. The words of a row stand at the right.
  function rowsChart(spec, look, { top, paint, right, more }) {
    const area = (found) => found.coordSys;
    return { option: {
      grid: grid(look, top, right), xAxis: valueAxis(spec.axis, look), yAxis: nameAxis(spec.rows.map((row) => row.name), look),
      tooltip: told(look), ...more,
      series: [...(more?.series || []), {
        type: "custom", z: 3, encode: { x: [], y: 0 },
        data: spec.rows.map((row, at) => ({ value: [at], row, href: row.href })),
        renderItem: (found, api) => {
          const row = spec.rows[found.dataIndex], high = api.size([0, 1])[1];
          const y = api.coord([spec.axis.low, found.dataIndex])[1], x = (value) => api.coord([value, 0])[0];
          return { type: "group", children: paint({ row, y, x, high, thick: Math.min(high * 0.66, 16), area: area(found) }) };
        },
      }],
    } };
  }
  const atRight = (look, area, y, text, more) => ({
    type: "text", silent: true, x: area.x + area.width + 8, y, style: words(look, text, { verticalAlign: "middle", ...more }),
  });

  // --- trend

  function ribbon(at, [low, high], look, place, opacity) {
    const runs = stretches(low.length, (one) => known(low[one]) && known(high[one]));
    const renderItem = (_, api) => {
      const from = api.value(0), to = api.value(1), points = [];
      const aside = from === to ? api.size([1, 0])[0] / 8 : 0; // a lone period gets some width
      for (let one = from; one <= to; one += 1) points.push(api.coord([one, place(high[one])]));
      for (let one = to; one >= from; one -= 1) points.push(api.coord([one, place(low[one])]));
      if (aside) {
        const [[x, top], [, bottom]] = points;
        points.splice(0, 2, [x - aside, top], [x + aside, top], [x + aside, bottom], [x - aside, bottom]);
      }
      return { type: "polygon", shape: { points }, style: { fill: look.series[at], opacity } };
    };
    return {
      type: "custom", silent: true, z: 1, clip: true, tooltip: { show: false }, encode: { x: [0, 1], y: [] }, data: runs,
      renderItem,
    };
  }

  function trend(spec, look) {
    const many = spec.series.length > 1, place = placed(spec.axis);
    return { option: {
      grid: valueGrid(spec, look, many ? 40 : 20),
      legend: many ? legend(look, spec.series.map((one) => one.name)) : undefined,
      xAxis: periodAxis(spec.categories, look), yAxis: valueAxis(spec.axis, look),
      tooltip: tooltip(look, (points) => spec.tips[points[0].dataIndex].join("\n"), { trigger: "axis" }),
      series: spec.series.flatMap((one, at) => [
        {
          type: "line", name: one.name, data: one.values.map(place), connectNulls: false, z: 3, color: look.series[at],
          symbol: symbols[look.marks[at]], symbolSize: 7, showAllSymbol: spec.categories.length > 36 ? "auto" : true,
          lineStyle: { width: 2, type: look.dashes[at].length ? look.dashes[at] : "solid" },
          markLine: at ? undefined : targetLine(spec, look, "yAxis", place),
        },
        ...one.bands.map((band, depth) => ribbon(at, band, look, place, look.bandOpacity[depth] ?? 0.2)),
      ]),
    } };
  }

  // --- ranking: a dot for each row, with a line over its interval

  function ranking(spec, look) {
    const place = placed(spec.axis), right = widest(spec.rows.map((row) => row.shown)) + 22;
    const paint = ({ row, y, x, high, area }) => {
      const shapes = [];
      if (spec.rows.indexOf(row) < spec.tied) {
        const shape = { x: area.x, y: y - high / 2, width: area.width, height: high };
        shapes.push({ type: "rect", silent: true, z2: -1, shape, style: { fill: look.band, opacity: 0.7 } });
      }
      if (known(row.value)) {
        const stroke = look.series[0], style = { stroke, lineWidth: 2 };
        const line = (x1, y1, x2, y2) => ({ type: "line", silent: true, shape: { x1, y1, x2, y2 }, style });
        if (known(row.low) && known(row.high)) {
          const [from, to] = [x(place(row.low)), x(place(row.high))];
          shapes.push(line(from, y, to, y), line(from, y - 4, from, y + 4), line(to, y - 4, to, y + 4));
        }
        const [cx, r] = [x(place(row.value)), row.own ? 6 : 5];
        const dot = { fill: row.weak ? look.paper : stroke, stroke, lineWidth: 2 };
        const diamond = [[cx, y - r - 2], [cx + r + 1, y], [cx, y + r + 2], [cx - r - 1, y]];
        shapes.push(row.own ? { type: "polygon", shape: { points: diamond }, style: dot }
          : { type: "circle", shape: { cx, cy: y, r }, style: dot });
      }
      const weak = known(row.value) ? {} : { fill: look.soft, fontStyle: "italic" };
      return [...shapes, atRight(look, area, y, row.shown, { ...weak, fontWeight: row.own ? 700 : 400 })];
    };
    return rowsChart(spec, look, { top: spec.target ? 34 : 12, paint, right, more: targetOnRows(spec, look, place) });
  }
  const targetOnRows = (spec, look, place) => spec.target ? {
    series: [{ type: "scatter", data: [], markLine: targetLine(spec, look, "xAxis", place) }],
  } : {};

  // --- funnel

  function funnel(spec, look) {
    const up = placed(spec.axis), across = placed(spec.across);
    const named = new Set(spec.named);
    const marks = [
      { symbol: "circle", symbolSize: 9, itemStyle: { opacity: 1, color: look.paper, borderColor: look.series[0], borderWidth: 2 } },
      { symbol: "circle", symbolSize: 10, itemStyle: { opacity: 1, color: look.series[0] } },
      { symbol: "diamond", symbolSize: 13, itemStyle: { opacity: 1, color: look.series[1] } },
    ];
    const side = (one) => across(one.size) > spec.across.low + (spec.across.high - spec.across.low) * 0.7 ? "left" : "right";
    const label = { show: true, fontSize: 12, fontFamily: font, color: look.ink, textBorderColor: look.paper, textBorderWidth: 3 };
    return { option: {
      grid: valueGrid(spec, look, 20, 44),
      xAxis: valueAxis(spec.across, look, {
        name: spec.sizeName, nameLocation: "end", nameGap: 0,
        nameTextStyle: small(look, { align: "right", verticalAlign: "top", padding: [24, 0, 0, 0] }),
      }),
      yAxis: valueAxis(spec.axis, look), tooltip: told(look),
      series: [
        ...spec.limits.map((one) => ({
          type: "line", silent: true, symbol: "none", data: one.points, color: look.soft, z: 1,
          lineStyle: { width: 1.4, type: one.wide ? "solid" : [5, 3] },
        })),
        {
          type: "scatter", z: 3, labelLayout: { hideOverlap: true },
          data: spec.spots.map((one) => ({
            value: [across(one.size), up(one.value)], row: one, href: one.href, ...marks[one.far],
            ...(named.has(one.name) ? { label: { ...label, position: side(one), formatter: () => one.name, fontWeight: one.own ? 700 : 400 } } : {}),
          })),
          markLine: {
            silent: true, symbol: "none", data: [{ yAxis: up(spec.centre.value) }], lineStyle: { color: look.ink, type: "solid", width: 1.5 },
            label: { formatter: spec.centre.name, position: "insideEndTop", color: look.ink, fontSize: 12 },
          },
        },
      ],
    } };
  }

  // --- small multiples

  const columns = (spec, width) => {
    const count = spec.panels.length || 1, most = Math.max(1, Math.min(count, Math.floor((width - 50) / spec.least)));
    return Math.ceil(count / Math.ceil(count / most));
  };
  function multiples(spec, look) {
    const count = columns(spec, look.width), left = 14 + widest(spec.axis.labels);
    const room = (look.width - left - 8) / count, place = placed(spec.axis);
    const spot = (at) => ({ x: left + (at % count) * room, y: look.top + Math.floor(at / count) * spec.high });
    const shape = (at) => ({ left: spot(at).x, top: spot(at).y + 22, width: room - 14, height: spec.high - 34 });
    const title = (one, at) => {
      const shown = one.shown.filter((_, period) => known(one.values[period])).pop() ?? spec.words.none;
      const { x, y } = spot(at), style = { fontWeight: one.own ? 700 : 400, overflow: "truncate", ellipsis: "…" };
      return [
        { type: "text", silent: true, x, y: y + 4, style: words(look, one.name, { ...style, width: room - 24 - wide(shown) }) },
        { type: "text", silent: true, x: x + room - 14, y: y + 4, style: words(look, shown, { align: "right", fontWeight: 700, fill: look.series[0] }) },
      ];
    };
    const tell = (points) => {
      const { seriesIndex, dataIndex } = points[0], one = spec.panels[spec.panels.findIndex((_, at) => series[seriesIndex].panel === at)];
      return [one.name, `${spec.categories[dataIndex]}  ${one.shown[dataIndex]}`].join("\n");
    };
    const series = spec.panels.flatMap((one, at) => [
      {
        type: "line", panel: at, xAxisIndex: at, yAxisIndex: at, data: one.values.map(place), connectNulls: false, color: look.series[0],
        symbol: "circle", symbolSize: 4, showAllSymbol: true, lineStyle: { width: 1.8 }, z: 3,
        markLine: targetLine(spec, look, "yAxis", place),
      },
      ...(one.low.length ? [{ ...ribbon(0, [one.low, one.high], look, place, look.bandOpacity[0]), xAxisIndex: at, yAxisIndex: at }] : []),
    ]);
    const axis = (at, more) => ({ gridIndex: at, ...more });
    return { option: {
      grid: spec.panels.map((_, at) => shape(at)),
      xAxis: spec.panels.map((_, at) => axis(at, periodAxis(spec.categories, look, { axisLabel: { show: false } }))),
      yAxis: spec.panels.map((_, at) => axis(at, valueAxis(spec.axis, look, at % count ? { axisLabel: { show: false } } : {}))),
      tooltip: tooltip(look, tell, { trigger: "axis" }), series, graphic: spec.panels.flatMap(title),
    } };
  }

  // --- before and after, completeness, points lost

  function beforeAfter(spec, look) {
    const place = placed(spec.axis), right = widest(spec.rows.map((row) => row.shown)) + 22;
    const paint = ({ row, y, x, area }) => {
      const [from, to] = [place(row.before), place(row.after)].map((one) => known(one) ? x(one) : null);
      const stroke = known(from) && known(to) && to < from ? look.series[1] : look.series[0], sure = row.sure !== false;
      const dot = (cx, fill) => known(cx) ? [{ type: "circle", shape: { cx, cy: y, r: 5 }, style: { fill, stroke, lineWidth: 2 } }] : [];
      const line = { type: "line", shape: { x1: from, y1: y, x2: to, y2: y }, style: { stroke, lineWidth: sure ? 3 : 2, lineDash: sure ? "solid" : [3, 3] } };
      return [
        ...(known(from) && known(to) ? [line] : []), ...dot(from, look.paper), ...dot(to, stroke),
        atRight(look, area, y, row.shown, { fill: sure ? look.ink : look.soft, fontWeight: row.own ? 700 : 400 }),
      ];
    };
    const key = (x, fill, text) => ({ type: "group", x, y: look.top + 8, silent: true, children: [
      { type: "circle", shape: { cx: 6, cy: 7, r: 5 }, style: { fill, stroke: look.series[0], lineWidth: 2 } },
      { type: "text", x: 18, y: 1, style: words(look, text) },
    ] });
    const more = {
      ...targetOnRows(spec, look, place),
      graphic: [key(12, look.paper, spec.before), key(48 + wide(spec.before), look.series[0], spec.after)],
    };
    return rowsChart(spec, look, { top: spec.target ? 56 : 34, paint, right, more });
  }

  function completeness(spec, look) {
    const right = widest(spec.rows.map((row) => row.shown)) + 22;
    const paint = ({ row, y, x, thick, area }) => {
      let at = 0;
      const bars = row.shares.flatMap((share, part) => {
        const from = x(at), to = x(at += share), [fill, kind] = look.parts[part];
        return share ? box({ x: from, y: y - thick / 2, width: to - from, height: thick }, fill, look.edge, kind, look.soft) : [];
      });
      return [...bars, atRight(look, area, y, row.shown, { fontWeight: row.own ? 700 : 400 })];
    };
    return rowsChart(spec, look, { top: 34, paint, right, more: { graphic: keys(spec.parts, look) } });
  }
  function keys(names, look) {
    let x = 12;
    return names.map((name, at) => {
      const [fill, kind] = look.parts[at], place = x;
      x += wide(name) + 48;
      return { type: "group", x: place, y: look.top + 8, silent: true, children: [
        ...box({ x: 0, y: 0, width: 22, height: 13 }, fill, look.edge, kind, look.soft),
        { type: "text", x: 28, y: 1, style: words(look, name) },
      ] };
    });
  }

  function pointsLost(spec, look) {
    const right = widest(spec.rows.map((row) => row.shown)) + 22;
    const paint = ({ row, y, x, thick }) => {
      const ends = [x(row.start), x(row.end)], from = Math.min(...ends), made = spec.stepLooks[row.kind];
      const shape = { x: from, y: y - thick / 2, width: Math.max(Math.abs(ends[1] - ends[0]), 1.5), height: thick };
      return [
        ...box(shape, row.untold ? look.paper : made.fill, made.stroke, row.untold ? "dots" : made.hatch, made.ink),
        { type: "text", silent: true, x: from + shape.width + 6, y,
          style: words(look, row.shown, { verticalAlign: "middle", fontWeight: row.kind === "total" ? 700 : 400 }) },
      ];
    };
    return rowsChart(spec, look, { top: 12, paint, right });
  }

  // --- pyramid: men to the left, women to the right, the young below; the dashed line is another year.
  // runs: [{name, frames: [[men, women], ...]}] with years: a page may move through them by at and run. reach: intervals
  // of the bars, the widest first: [[[low, high], ...] of men, of women]; of a run by frame, as distances from the bar.

  function pyramid(spec, look) {
    const frames = spec.runs?.[spec.run || 0].frames, now = frames ? frames[spec.at || 0] : spec.now;
    const off = frames && spec.runs[spec.run || 0].reach?.[spec.at || 0];
    const reach = !frames ? spec.reach || [] : (off || []).map((level) => level.map((ends, sex) =>
      ends.map(([less, more], age) => [now[sex][age] - less, now[sex][age] + more])));
    const then = spec.then, side = [-1, 1], names = [spec.words.men, spec.words.women];
    const top = spec.axis.high, dashes = "path://M0,8L10,8L10,11L0,11ZM15,8L25,8L25,11L15,11Z";
    const ticks = spec.axis.ticks, both = { ...spec.axis, low: -top, ticks: [...ticks.slice(1).map((one) => -one).reverse(), ...ticks],
      labels: [...spec.axis.labels.slice(1).reverse(), ...spec.axis.labels] };
    const shown = (value) => known(value) ? look.value(value) : spec.words.none;
    // A bar that is cut has its number on it.
    const cut = (place, value) => ({ value: place, label: {
      show: true, position: "inside", formatter: shown(value), color: look.ink, backgroundColor: look.paper, padding: [1, 4], fontSize: 12,
    } });
    const tell = (points) => [spec.words.age.replace("{age}", spec.ages[points[0].dataIndex]),
      ...names.map((name, at) => `${name}  ${shown(now[at][points[0].dataIndex])}${ends(at, points[0].dataIndex)}`)].join("\n");
    const ends = (sex, age) => reach.length ? ` (${reach.at(-1)[sex][age].map(shown).join(" – ")})` : "";
    const between = (fill) => (params, api) => {
      const [near, y] = api.coord([api.value(0), api.value(2)]), [far] = api.coord([api.value(1), api.value(2)]);
      const high = api.size([0, 1])[1];
      return { type: "rect", silent: true, shape: { x: Math.min(near, far), y: y - high / 2, width: Math.abs(far - near), height: high }, style: { fill, opacity: 0.45 } };
    };
    const shades = [look.soft, look.ink].slice(-reach.length);
    const slanted = { color: look.soft, dashArrayX: [1, 0], dashArrayY: [1, 4], rotation: -Math.PI / 4, symbolSize: 1 };
    return { option: {
      grid: grid(look, 44, 24, 20), aria: { enabled: true, decal: { show: true }, label: { enabled: false } },
      legend: legend(look, [...names, ...(then ? [{ name: spec.words.then, icon: dashes }] : []),
        ...reach.map((_, at) => ({ name: spec.words.reach[at], icon: "rect", itemStyle: { opacity: 0.45 } }))], { selectedMode: false }),
      xAxis: valueAxis(both, look),
      yAxis: { type: "category", data: spec.ages, axisTick: { show: false }, axisLine: { lineStyle: { color: look.edge } },
        axisLabel: small(look, { interval: (at) => spec.ages.length < 30 || parseInt(spec.ages[at], 10) % 10 === 0 }) },
      tooltip: tooltip(look, tell, { trigger: "axis" }),
      series: [
        ...names.map((name, at) => ({ type: "bar", name, stack: "people", barCategoryGap: spec.ages.length > 40 ? 0 : "8%", color: at ? look.parts[1][0] : look.series[0],
          itemStyle: { decal: at ? slanted : { symbol: "none" } },
          data: now[at].map((value) => !known(value) ? null : value <= top ? side[at] * value : cut(side[at] * top, value)) })),
        ...(then ? names.map((_, at) => ({ type: "line", name: spec.words.then, silent: true, symbol: "none", color: look.ink, z: 4,
          lineStyle: { width: 1.5, type: [4, 3] }, data: then[at].map((value, age) => [side[at] * (value ?? 0), age]) })) : []),
        ...reach.flatMap((level, which) => level.map((ends, sex) => ({ type: "custom", name: spec.words.reach[which], silent: true, z: 3,
          color: shades[which], itemStyle: { color: shades[which], decal: { symbol: "none" } }, encode: { x: [0, 1], y: 2 }, renderItem: between(shades[which]),
          data: ends.map(([low, high], age) => [side[sex] * low, side[sex] * high, age]) }))),
      ],
    } };
  }

  // --- heights

  const rowHeight = (spec) => (spec.rows.length <= 15 ? 30 : 24) * Math.max(1, spec.rows.length) + 70;
  const heights = {
    trend: (spec, width) => Math.max(260, Math.min(400, width * 0.5)),
    funnel: (spec, width) => Math.max(300, Math.min(460, width * 0.55)),
    multiples: (spec, width) => Math.ceil(spec.panels.length / columns(spec, width)) * spec.high + 16,
    pyramid: (spec, width) => Math.max(360, Math.min(540, width * 0.6)),
  };
  const height = (spec, width) => (heights[spec.kind] || rowHeight)(spec, width);

  return {
    trend, ranking, funnel, multiples, "before-after": beforeAfter, completeness, pyramid, "points-lost": pointsLost,
    height, prepare: async () => {}, font, shared: { tooltip, words, wide, hatchLines, hatchDots },
  };
})();
