"""Maps: how much simplifying saves on a city as rough as surveyed ones, how long it takes, and how large a picture is.

The issue's numbers: 180 KB to about 23 KB at 0.005 degrees; a map of 1,244 villages under 300 KB.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from huimin.adapters.maps import map_bytes, simplify
from huimin.charts.choropleth import Choropleth, MapArea
from huimin.tasks.maps import Map
from huimin.tasks.sample_city import make_places
from huimin.tasks.sample_city.boundaries import make_boundaries
from huimin.wiring import city_settings
from rough_maps import roughened


def bar(name: str, measured: float, limit: float) -> None:
    print(f"BAR {name} {measured:.1f} {limit:g} {'ok' if measured <= limit else 'short'}")


def main() -> None:
    maps = make_boundaries(2012, make_places(city_settings()))
    for name, drawn in (
        ("county", maps["county"]),
        ("rough-county", roughened(maps["county"], 0.0045)),
        ("rough-township", roughened(maps["township"], 0.002)),
        ("village", maps["village"]),
    ):
        start = perf_counter()
        thin, found = simplify(drawn.shapes, 0.005)
        took = perf_counter() - start
        before, after = len(map_bytes(drawn)), len(map_bytes(Map(drawn.level, thin)))
        print(
            f"{name}: {drawn.points:,} points, {before / 1e3:.0f} KB -> {after / 1e3:.0f} KB in {took:.2f} s, "
            f"findings {[one.code for one in found]}"
        )
        if name == "rough-county":
            bar("simplified-kb", after / 1e3, 23)
    thin, _ = simplify(maps["village"].shapes)
    areas = tuple(MapArea(key, key, float(at % 97), cases=at % 50) for at, key in enumerate(thin))
    start = perf_counter()
    size = len(Choropleth(areas=areas, shapes=thin, lang="zh").svg().encode())
    print(f"villages drawn in {perf_counter() - start:.2f} s")
    bar("villages-svg-kb", size / 1e3, 300)


if __name__ == "__main__":
    main()
