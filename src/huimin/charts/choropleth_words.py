"""The words of maps, in both languages."""

from __future__ import annotations

from huimin.charts.words import Words

WORDS: Words = {
    "map-finding": (
        "{high_area}最高，为 {high}；{low_area}最低，为 {low}",
        "Highest: {high_area}, {high}; lowest: {low_area}, {low}",
    ),
    "map-finding-one": ("{area}为 {value}", "{area}: {value}"),
    "map-finding-same": ("{count} 个地区都是 {value}", "{count} area: {value}", "All {count} areas: {value}"),
    "map-finding-middle": (
        "{total} 个地区中 {count} 个达到 {middle}",
        "{count} of {total} areas reaches {middle}",
        "{count} of {total} areas reach {middle}",
    ),
    "map-finding-most": (
        "{total} 个地区中 {count} 个不超过 {middle}",
        "{count} of {total} areas stays within {middle}",
        "{count} of {total} areas stay within {middle}",
    ),
    "map-finding-none": ("没有可以显示的数值", "There is no value to show"),
    "map-untold": ("数太小，不能判定", "too few cases to tell"),
    "map-unknown": ("未报", "not reported"),
    "map-areas": ("{count} 个地区", "{count} area", "{count} areas"),
    "map-cases": ("{count} 例", "{count} case", "{count} cases"),
    "map-quantiles": ("各级地区数大致相等。", "Each class holds about as many areas."),
    "map-equal": ("各级间距相等。", "The classes are equally wide."),
    "map-around": (
        "以 {middle} 为界分级；斜线底色为未达到的一侧。",
        "Classes lie on both sides of {middle}; the hatched side is the wrong one.",
    ),
    "map-undrawn": (
        "有 {count} 个地区没有边界，未画在图上，见表。",
        "{count} area has no boundary and stands in the table only.",
        "{count} areas have no boundary and stand in the table only.",
    ),
    "map-former": (
        "有 {count} 个地区后来合并、拆分或换码，按现在的边界画出。",
        "{count} area has since merged, split or been recoded, and is drawn with today's boundaries.",
        "{count} areas have since merged, split or been recoded, and are drawn with today's boundaries.",
    ),
    "map-several": (
        "有 {count} 块现在的地区含几个当时的地区，数值不同，按“不能判定”画出，各自的数见表。",
        "{count} of today's areas holds several of that time with different values; it is drawn as not to be told, and "
        "the table has each.",
        "{count} of today's areas hold several of that time with different values; they are drawn as not to be told, "
        "and the table has each.",
    ),
    "map-head-area": ("地区", "Area"),
    "map-head-value": ("数值", "Value"),
    "map-head-cases": ("例数", "Cases"),
    "map-head-class": ("分级", "Class"),
    "map-km": ("{distance} 公里", "{distance} km"),
}
