// Maps of areas in classes; see charts.js for what all kinds take, and huimin/charts/choropleth.py:
//   shapes   GeoJSON, or an address to fetch it from, areas by property "code"
//   rows     [{code, name, class, shown, notes, href}]; legend: [{class, name, counts}]
//   paints   for each class [fill, hatching or "", its ink]; border: colour of boundaries; named: names are written
"use strict";

(() => {
  const kinds = window.huiminChartKinds;
  const { tooltip, words, wide, hatchLines, hatchDots } = kinds.shared;
  // Hatching of areas, by name: slanted lines, lines the other way, dots.
  const slanted = (ink, rotation) => ({ color: ink, dashArrayX: [1, 0], dashArrayY: [1, 4], rotation, symbolSize: 1 });
  const decals = {
    slant: (ink) => slanted(ink, -Math.PI / 4),
    back: (ink) => slanted(ink, Math.PI / 4),
    dots: (ink) => ({ color: ink, symbol: "circle", symbolSize: 0.35, dashArrayX: [[7, 7], [0, 7, 7, 0]], dashArrayY: [7, 0] }),
  };
  const registered = new Map();
  const isMap = (spec) => spec.kind === "choropleth" || spec.kind === "map";

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
    if (!isMap(spec)) return;
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

  // --- legend: an entry a class, its colour and hatching, its counts

  function legend(spec, width) {
    let x = 12, y = 0;
    const places = spec.legend.map((one) => {
      const text = [one.name, ...one.counts].join("  ");
      const needed = wide(text) + 48;
      if (x + needed > width - 8 && x > 12) { x = 12; y += 24; }
      const place = { text, paint: spec.paints[one.class], x, y };
      x += needed;
      return place;
    });
    return { places, height: y + 30 };
  }

  function key({ text, paint: [fill, hatch, ink], x, y }, look, border) {
    const box = { x: 0, y: 0, width: 22, height: 14 };
    const lines = { slant: hatchLines, back: hatchLines, dots: hatchDots }[hatch];
    return { type: "group", x, y: look.top + 8 + y, silent: true, children: [
      { type: "rect", shape: box, style: { fill, stroke: border, lineWidth: 1 } }, ...(lines ? lines(box, ink) : []),
      { type: "text", x: 28, y: 1, style: words(look, text) },
    ] };
  }

  // --- map

  // The room for a map, and how much of it stays free at its sides and at its ends: left to itself it would be stretched.
  const roomFor = (spec, width) => Math.min(600, Math.max(240, (width - 16) / (spec.ratio || 1.4)));
  function aside(spec, width) {
    const room = roomFor(spec, width), ratio = spec.ratio || 1.4, high = Math.min(room, (width - 16) / ratio);
    return { across: (width - high * ratio) / 2, down: (room - high) / 2 };
  }

  const told = (row) => [row.name, row.shown, ...(row.notes || [])].join("\n");

  kinds.choropleth = kinds.map = (spec, look) => {
    const { places, height } = legend(spec, look.width);
    const rows = new Map(spec.rows.map((row) => [row.code, row])), named = spec.named;
    const { across, down } = aside(spec, look.width);
    const line = { borderColor: spec.border, borderWidth: spec.rows.length > 300 ? 0.4 : 1 };
    const painted = ([fill, hatch, ink]) => ({ areaColor: fill, ...line, ...(hatch ? { decal: decals[hatch](ink) } : {}) });
    return { option: {
      tooltip: tooltip(look, (point) => rows.has(point.name) ? told(rows.get(point.name)) : ""),
      series: [{
        type: "map", map: spec.registered, nameProperty: "name", aspectScale: spec.squeeze, roam: false,
        selectedMode: false, top: look.top + height + 6 + down, bottom: 8 + look.bottom + down, left: across,
        right: across,
        itemStyle: { areaColor: look.paper, ...line },
        label: {
          show: named, color: look.ink, fontSize: 12, fontWeight: 600, textBorderColor: look.paper, textBorderWidth: 4,
          formatter: ({ name }) => !rows.has(name) ? "" : rows.get(name).class < 0 ? rows.get(name).name
            : `${rows.get(name).name}\n${rows.get(name).shown}`,
        },
        emphasis: { itemStyle: { borderColor: look.ink, borderWidth: 2 }, label: { show: named, color: look.ink } },
        data: spec.rows.map((row) => ({
          name: row.code, value: row.class, href: row.href, itemStyle: painted(spec.paints[row.class]),
          emphasis: { itemStyle: { areaColor: spec.paints[row.class][0] } },
        })),
      }],
      graphic: places.map((place) => key(place, look, spec.border)),
    } };
  };

  const height = kinds.height;
  kinds.height = (spec, width) => {
    if (!isMap(spec)) return height(spec, width);
    return Math.round(roomFor(spec, width) + legend(spec, width).height + 14);
  };
})();
