"""Boundaries that an office brings: GeoJSON read within bounds, mended where it can be, simplified once and kept."""

from huimin.adapters.maps.keeping import keep_map, kept_map
from huimin.adapters.maps.reading import ENDING, FOLDER, read_map
from huimin.adapters.maps.simplifying import TOLERANCE, simplify
from huimin.adapters.maps.writing import map_bytes, write_map

__all__ = ["ENDING", "FOLDER", "TOLERANCE", "keep_map", "kept_map", "map_bytes", "read_map", "simplify", "write_map"]
