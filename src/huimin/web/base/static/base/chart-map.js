// Maps of areas in classes; see charts.js for what they take.
"use strict";

(() => {
  const kinds = window.huiminChartKinds;
  const { tooltip, told, words, wide, hatchLines } = kinds.shared;
  const UNKNOWN = -1, WEAK = -2, border = "#45505c", empty = "#f7f8f9";
  // For classes from low to high: one hue, each step clearly darker, so that grey print keeps the order.
  const steps = [
    ["#64a9ad"],
    ["#b5dadb", "#2b7f84"],
    ["#cbe5e5", "#64a9ad", "#17585c"],
    ["#d3e9e9", "#94c7c9", "#4a969a", "#124a4d"],
    ["#dceeee", "#a9d3d4", "#6aaeb2", "#2b7f84", "#0f4245"],
  ];
  const decals = {
    [UNKNOWN]: {
      color: "rgba(85,97,109,.75)", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4, symbolSize: 1,
    },
    [WEAK]: {
      color: "rgba(85,97,109,.9)", symbol: "circle", symbolSize: 0.35, dashArrayX: [[7, 7], [0, 7, 7, 0]],
      dashArrayY: [7, 0],
    },
  };
  const registered = new Map();

  function span(points) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [x, y] of points) {
      west = Math.min(west, x); east = Math.max(east, x);
      south = Math.min(south, y); north = Math.max(north, y);
    }
    // A degree of longitude is shorter the farther from the equator.
    const squeeze = Math.cos(((south + north) / 2) * Math.PI / 180);
    return { squeeze, ratio: ((east - west) * squeeze) / (north - south || 1) };
  }

  // Fetch and register the boundaries, once for each address.
  kinds.prepare = async (spec) => {
    if (spec.kind !== "map") return;
    const key = typeof spec.shapes === "string" ? spec.shapes : `map-${registered.size}`;
    if (!registered.has(key)) {
      const shapes = typeof spec.shapes === "string" ? await (await fetch(spec.shapes)).json() : spec.shapes;
      for (const one of shapes.features) one.properties.name = one.properties.code;
      const rings = ({ type, coordinates }) => coordinates.flat(type === "Polygon" ? 1 : 2);
      echarts.registerMap(key, shapes);
      registered.set(key, span(shapes.features.flatMap((one) => rings(one.geometry))));
    }
    Object.assign(spec, registered.get(key), { registered: key });
  };

  // --- legend

  function entries(spec) {
    const apart = [[UNKNOWN, spec.unknown], [WEAK, spec.weak]].map(([one, name]) => ({ name, class: one }));
    const classes = spec.classes.map((name, at) => ({ name, class: at }));
    return [...classes, ...apart.filter((one) => spec.rows.some((row) => row.class === one.class))];
  }

  function legend(spec, width) {
    let x = 12, y = 0;
    const places = entries(spec).map((one) => {
      const needed = wide(one.name) + 44;
      if (x + needed > width - 8 && x > 12) { x = 12; y += 24; }
      const place = { ...one, x, y };
      x += needed;
      return place;
    });
    return { places, height: y + 30 };
  }

  function key(place, top, fill) {
    const box = { x: 0, y: 0, width: 22, height: 14 };
    const dot = (cx, cy) => ({ type: "circle", shape: { cx, cy, r: 1.2 }, style: { fill: kinds.soft } });
    return { type: "group", x: place.x, y: top + 8 + place.y, silent: true, children: [
      { type: "rect", shape: box, style: { fill, stroke: border, lineWidth: 1 } },
      ...(place.class === UNKNOWN ? hatchLines(box, kinds.soft) : []),
      ...(place.class === WEAK ? [3, 10, 17].flatMap((x) => [dot(x + 1, 4), dot(x + 1, 10)]) : []),
      { type: "text", x: 28, y: 1, style: words(place.name) },
    ] };
  }

  // --- map

  kinds.map = (spec, look) => {
    const colours = steps[Math.min(Math.max(spec.classes.length, 1), 5) - 1];
    const fill = (one) => one < 0 ? empty : colours[Math.min(one, colours.length - 1)];
    const { places, height } = legend(spec, look.width);
    const rows = new Map(spec.rows.map((row) => [row.code, row]));
    const named = spec.rows.length <= 12;
    const line = { borderColor: border, borderWidth: spec.rows.length > 300 ? 0.4 : 1 };
    return { option: {
      tooltip: tooltip((point) => rows.has(point.name) ? told(rows.get(point.name), look) : ""),
      series: [{
        type: "map", map: spec.registered, nameProperty: "name", aspectScale: spec.squeeze, roam: false,
        selectedMode: false, top: look.top + height + 6, bottom: 8 + look.bottom, left: 8, right: 8,
        itemStyle: { areaColor: "#fff", ...line },
        label: {
          show: named, color: kinds.ink, fontSize: 12, fontWeight: 600, textBorderColor: "#fff", textBorderWidth: 4,
          formatter: (point) => rows.get(point.name)?.name ?? "",
        },
        emphasis: { itemStyle: { borderColor: kinds.ink, borderWidth: 2 }, label: { show: named, color: kinds.ink } },
        data: spec.rows.map((row) => ({
          name: row.code, value: row.class, href: row.href,
          itemStyle: { areaColor: fill(row.class), ...line, ...(row.class < 0 ? { decal: decals[row.class] } : {}) },
          emphasis: { itemStyle: { areaColor: fill(row.class) } },
        })),
      }],
      graphic: places.map((place) => key(place, look.top, fill(place.class))),
    } };
  };

  const height = kinds.height;
  kinds.height = (spec, width) => {
    if (spec.kind !== "map") return height(spec, width);
    const drawn = Math.min(680, Math.max(240, (width - 16) / (spec.ratio || 1.4)));
    return Math.round(drawn + legend(spec, width).height + 14);
  };
})();
