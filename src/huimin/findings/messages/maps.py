"""Messages about boundaries: the files of ``maps/``."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "map-unreadable": ("地图文件读不了：{reason}", "the map cannot be read: {reason}",
                       "应为 GeoJSON（FeatureCollection，UTF-8 编码），请重新导出", "it should be GeoJSON (a FeatureCollection in UTF-8); export it again"),
    "map-code-missing": ("没有写明代码（code）的图形，第 {found} 个，未画", "shapes without a code are not drawn; in the order of the file: {found}",
                         "请在属性里写 code，值为地区代码", "give each the property code with its area’s code"),
    "map-code-unknown": ("地图里的代码 {found} 不在区划树里，未画", "the tree has no area with these codes of the map, which are not drawn: {found}",
                         "请对照 areas.csv 改正代码", "correct them after areas.csv"),
    "map-code-twice": ("地图里的代码 {found} 出现了不止一次，只画第一个", "these codes stand more than once in the map, and only the first is drawn: {found}",
                       "一个地区有几块时请用 MultiPolygon", "where an area has several parts, use a MultiPolygon"),
    "map-shape-broken": ("{found} 的图形画不出来，未画", "these shapes cannot be drawn: {found}",
                         "应为 Polygon 或 MultiPolygon，每圈至少三个不同的点", "each should be a Polygon or MultiPolygon, and each ring hold three points or more"),
    "map-outside": ("{found} 的坐标不是经纬度（经度应在 ±180、纬度在 ±90 之内），未画", "the coordinates of these shapes are no longitudes and latitudes (within ±180 and ±90), so they are not drawn: {found}",
                    "请转换成经纬度（EPSG:4326）再导出", "convert them to longitude and latitude (EPSG:4326) and export again"),
}  # fmt: skip
