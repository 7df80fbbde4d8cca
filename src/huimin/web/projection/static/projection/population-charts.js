// Two more kinds of charts, of populations over time; see base/charts.js for what all kinds take.
//
//   fan         as trend, where a series may have b80: [[low..], [high..]] and b95; words {b80, b95} name the intervals
//   pyramid     ages: [label, ...] from young to old; years; runs: [{name, frames: [[men..], [women..]] a year}];
//               most: the largest group; words {men, women, age, then}; at, run: which year and run are drawn now
"use strict";

(() => {
  const kinds = window.huiminChartKinds;
  const { ink, soft, edge, colours, font } = kinds;
  const { tooltip } = kinds.shared;
  const line = "#d5dce2";
  const DASHES = "path://M0,8L10,8L10,11L0,11ZM15,8L25,8L25,11L15,11Z";
  const marks = ["circle", "rect", "triangle", "diamond", "roundRect", "arrow"];
  const dashes = ["solid", [6, 4], [2, 3], [10, 3, 2, 3], [1, 2], [12, 6]];
  const small = (more) => ({ color: soft, fontSize: 12, fontFamily: font, ...more });
  const grid = (look, top, left = 12) => ({ left, right: 24, top: top + look.top, bottom: 12 + look.bottom, containLabel: true });
  const legend = (look, names) => ({ top: look.top + 4, left: 8, type: "scroll", data: names, textStyle: small({ color: ink }) });
  const hatched = { color: "rgba(255,255,255,.6)", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4, symbolSize: 1 };

  // Round ends of an axis around everything drawn.
  function around(values) {
    const low = Math.min(...values), high = Math.max(...values), rough = (high - low || Math.abs(high) || 1) / 4;
    const power = 10 ** Math.floor(Math.log10(rough)), step = [1, 2, 2.5, 5, 10].find((one) => one * power >= rough * 0.999) * power;
    return { min: Math.floor(low / step) * step, max: Math.ceil(high / step) * step, interval: step };
  }

  function band([low, high], colour) {
    const renderItem = (_, api) => {
      const points = [];
      for (let at = 0; at < low.length; at += 1) points.push(api.coord([at, high[at]]));
      for (let at = low.length - 1; at >= 0; at -= 1) points.push(api.coord([at, low[at]]));
      return { type: "polygon", shape: { points }, style: { fill: colour, opacity: 0.18 } };
    };
    return { type: "custom", silent: true, z: 1, tooltip: { show: false }, encode: { x: 0, y: [] }, data: [[0]], renderItem };
  }

  kinds.fan = function fan(spec, look) {
    const names = ["b80", "b95"];
    const all = spec.series.flatMap((one) => [...one.values, ...(one.b95 || []).flat()]);
    const within = (one, at) => names.filter((name) => one[name])
      .map((name) => `    ${spec.words[name]}  ${look.value(one[name][0][at])} – ${look.value(one[name][1][at])}`);
    const told = (points) => [points[0].axisValue, ...spec.series.flatMap((one) =>
      [`${one.name}  ${look.value(one.values[points[0].dataIndex])}`, ...within(one, points[0].dataIndex)])].join("\n");
    return { option: {
      grid: grid(look, 44), legend: legend(look, spec.series.map((one) => one.name)),
      xAxis: { type: "category", data: spec.categories, boundaryGap: false, axisLabel: small({ hideOverlap: true }), axisLine: { lineStyle: { color: edge } } },
      yAxis: { type: "value", ...around(all), axisLabel: small({ formatter: look.axis }), splitLine: { lineStyle: { color: line } } },
      tooltip: tooltip(told, { trigger: "axis" }),
      series: spec.series.flatMap((one, at) => [
        { type: "line", name: one.name, data: one.values, z: 3, color: colours[at % 6], symbol: marks[at % 6], symbolSize: 6,
          showSymbol: true, showAllSymbol: "auto", lineStyle: { width: 2, type: dashes[at % 6] } },
        ...names.filter((name) => one[name]).map((name) => band(one[name], colours[at % 6])),
      ]),
    } };
  };

  // Men to the left, women to the right, the young below; the dashed line is the first year.
  kinds.pyramid = function pyramid(spec, look) {
    const frames = spec.runs[spec.run || 0].frames, now = frames[spec.at || 0], then = frames[0], side = [-1, 1];
    const named = [spec.words.men, spec.words.women], most = around([0, spec.most]).max;
    const told = (points) => [spec.words.age.replace("{age}", spec.ages[points[0].dataIndex]),
      ...named.map((name, at) => `${name}  ${look.value(now[at][points[0].dataIndex])}`)].join("\n");
    return { option: {
      grid: grid(look, 44, 20),
      legend: { ...legend(look, [...named, { name: spec.words.then, icon: DASHES }]), selectedMode: false },
      xAxis: { type: "value", min: -most, max: most, splitNumber: look.width < 500 ? 4 : 8, splitLine: { lineStyle: { color: line } },
        axisLabel: small({ formatter: (value) => look.axis(Math.abs(value)), hideOverlap: true }) },
      yAxis: { type: "category", data: spec.ages, axisTick: { show: false }, axisLine: { lineStyle: { color: edge } },
        axisLabel: small({ interval: (at) => parseInt(spec.ages[at], 10) % 10 === 0 }) },
      tooltip: tooltip(told, { trigger: "axis" }),
      series: [
        ...named.map((name, at) => ({ type: "bar", name, stack: "people", barCategoryGap: 0, color: colours[at],
          itemStyle: { decal: at ? hatched : undefined }, data: now[at].map((value) => side[at] * value) })),
        ...named.map((_, at) => ({ type: "line", name: spec.words.then, silent: true, symbol: "none", color: ink, z: 4,
          lineStyle: { width: 1.5, type: [4, 3] }, data: then[at].map((value, age) => [side[at] * value, age]) })),
      ],
    } };
  };

  const height = kinds.height;
  kinds.height = (spec, width) => {
    if (spec.kind === "fan") return Math.max(280, Math.min(420, width * 0.5));
    return spec.kind === "pyramid" ? Math.max(360, Math.min(540, width * 0.6)) : height(spec, width);
  };
})();
