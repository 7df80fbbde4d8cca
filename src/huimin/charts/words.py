"""The words of charts in both languages."""

from __future__ import annotations

from typing import Any

Words = dict[str, tuple[str, str] | tuple[str, str, str]]

WORDS: Words = {
    # --- the frame
    "none": ("未报", "not reported"),
    "nothing": ("没有可用的数据", "There are no values to show"),
    "simulated": ("模拟数据", "SIMULATED DATA"),
    "comma": ("、", ", "),
    "semicolon": ("；", "; "),
    "target": ("目标 {value}", "target {value}"),
    "axis-y": ("纵轴", "the vertical axis"),
    "axis-x": ("横轴", "the horizontal axis"),
    "not-zero": ("{axis}不从 0 开始。", "{axis} does not start at 0."),
    "compressed": (
        "{axis}为对数压缩刻度：最大值与中间值相差千倍以上。",
        "{axis} is compressed (logarithmic): the largest value is more than a thousand times the middle one.",
    ),
    "intervals": ("横线为区间：区间互相重叠的，高低可能出于偶然。", "Bars are intervals: where they overlap, chance may decide who is ahead."),
    "weak": ("空心点：例数太少，高低难以判断。", "Hollow dots: too few cases to tell."),
    "hidden": ("共 {all} 个，另有 {count} 个未画出，见表。", "{count} of {all} is not drawn; see the table.", "{count} of {all} are not drawn; see the table."),
    "hidden-complete": (
        "共 {all} 个，只画出报送率最低的；另有 {count} 个见表。",
        "Only the least complete of {all} are drawn; {count} more is in the table.",
        "Only the least complete of {all} are drawn; {count} more are in the table.",
    ),
    "and-more": ("{names}等 {count} 个", "{names} and others ({count} in all)"),
    "all-areas": ("全部地区", "all areas"),
    # --- heads of tables
    "area": ("地区", "Area"),
    "period": ("时期", "Period"),
    "value": ("数值", "Value"),
    "interval": ("区间", "Interval"),
    "rank": ("位次", "Place"),
    "size": ("例数", "cases"),
    "change": ("变化", "Change"),
    "age": ("年龄", "Age"),
    "item": ("项目", "Item"),
    "available": ("满分", "Available"),
    "earned": ("得分", "Earned"),
    "difference": ("增减", "Difference"),
    "total": ("合计", "Total"),
    "came": ("报送率", "Came"),
    # --- kinds, for who cannot see them
    "kind-trend": ("趋势图", "Line chart over time"),
    "kind-ranking": ("排名点图", "Dot chart, ranked"),
    "kind-funnel": ("漏斗图", "Funnel plot"),
    "kind-multiples": ("分地区小图", "Small charts, one an area"),
    "kind-before-after": ("前后对比图", "Chart of before and after"),
    "kind-completeness": ("报送情况条形图", "Stacked bars of reports"),
    "kind-pyramid": ("人口金字塔", "Population pyramid"),
    "kind-points-lost": ("失分分解图", "Waterfall of points lost"),
    "kind-choropleth": ("分级统计地图", "Map of areas in classes"),
    # --- trend
    "trend-nothing": ("所示各期均未报送", "Nothing was reported in the periods shown"),
    "trend-one": ("{name}{last}为 {now}，仅此一期有数", "{name} {now} in {last}, the only period with a value"),
    "trend-up": ("{name}由 {then}（{first}）升至 {now}（{last}）", "{name} rose from {then} ({first}) to {now} ({last})"),
    "trend-down": ("{name}由 {then}（{first}）降至 {now}（{last}）", "{name} fell from {then} ({first}) to {now} ({last})"),
    "trend-same": ("{name}{first}与{last}持平，均为 {now}", "{name} stands at {now} in {last} as in {first}"),
    "trend-outlier": ("{name}{period}为 {value}，与其余各期相差千倍以上，请先核对", "{name}: {value} in {period} is a thousand times beyond the rest; check it first"),
    "trend-sure": ("，变化超出偶然波动", ", more than chance explains"),
    "trend-noise": ("，但可能出于偶然", ", which may be chance"),
    "trend-ends": ("{last}{high}最高（{high_value}），{low}最低（{low_value}）", "In {last}, {high} is highest ({high_value}) and {low} lowest ({low_value})"),
    "trend-bands": ("阴影：{names}。", "Shaded: {names}."),
    "trend-of": ("{name}：", "{name}: "),
    "trend-gaps": ("{periods}未报，图中断开。", "Not reported, left as a gap: {periods}."),
    "trend-many-gaps": ("{all} 期中有 {count} 期未报，图中断开。", "{count} of {all} periods was not reported and is left as a gap.", "{count} of {all} periods were not reported and are left as gaps."),
    "trend-told": ("{name}最低 {low}，最高 {high}，末期 {last}", "{name} lowest {low}, highest {high}, last {last}"),
    # --- ranking
    "rank-one": ("仅{first}有数：{first_value}", "Only {first} has a value: {first_value}"),
    "rank-ends": ("{first}居首（{first_value}），{last}居末（{last_value}）", "{first} is first ({first_value}), {last} last ({last_value})"),
    "rank-same": ("{count} 个地区数值相同，均为 {value}", "All {count} have the same value, {value}"),
    "rank-tied": ("；另有 {count} 个与首位难分高下", "; {count} other cannot be told from the first", "; {count} others cannot be told from the first"),
    "rank-all-tied": ("；但各地区均与首位难分高下", "; but none can be told from the first"),
    "rank-reached": ("；{all} 个中 {count} 个达到目标", "; {count} of {all} reaches the target", "; {count} of {all} reach the target"),
    "rank-band": ("灰底：与首位难分高下。", "Grey ground: cannot be told from the first."),
    "rank-hidden": ("共 {all} 个，只画出前列、末尾和本地区；其余 {count} 个见表。", "Of {all}, the first, the last and one's own are drawn; {count} more is in the table.", "Of {all}, the first, the last and one's own are drawn; {count} more are in the table."),
    "rank-more": ("另有 {count} 个", "{count} more", "{count} more"),
    # --- funnel
    "funnel-none": ("{count} 个地区均未超出偶然波动的范围", "The one area lies within chance", "All {count} areas lie within chance"),
    "funnel-one": ("该地区超出偶然波动的范围：{parts}", "The one area lies beyond chance: {parts}"),
    "funnel-some": ("{all} 个地区中有 {count} 个超出偶然波动的范围：{parts}", "{count} of {all} areas lies beyond chance: {parts}", "{count} of {all} areas lie beyond chance: {parts}"),
    "funnel-high": ("偏高{names}", "above {names}", "above {names}"),
    "funnel-low": ("偏低{names}", "below {names}", "below {names}"),
    "funnel-limits": (
        "虚线为 95% 界限，实线为 99.8% 界限；界内的高低可能出于偶然。菱形为超出 99.8% 界限的地区，实心圆为超出 95% 界限的地区。",
        "Dashed: 95% limits; solid: 99.8% limits; within them, differences may be chance. Diamonds lie beyond the 99.8% limits, filled dots beyond the 95% limits.",
    ),
    "funnel-hidden": ("{count} 个地区无数值，未画出。", "{count} area has no value and is not drawn.", "{count} areas have no value and are not drawn."),
    "funnel-place": ("位置", "Where"),
    "funnel-at0": ("界限之内", "within chance"),
    "funnel-at1": ("高于 95% 界限", "above 95% limits"),
    "funnel-at2": ("高于 99.8% 界限", "above 99.8% limits"),
    "funnel-at-1": ("低于 95% 界限", "below 95% limits"),
    "funnel-at-2": ("低于 99.8% 界限", "below 99.8% limits"),
    # --- small multiples
    "multiples-sure": ("{count} 个地区中，{up} 个上升、{down} 个下降超出偶然波动，{same} 个变化不明显", "Of {count} area, {up} rose and {down} fell by more than chance; {same} did not", "Of {count} areas, {up} rose and {down} fell by more than chance; {same} did neither"),
    "multiples-moved": ("{count} 个地区中，{up} 个上升、{down} 个下降、{same} 个持平", "Of {count} area, {up} rose, {down} fell, {same} stayed", "Of {count} areas, {up} rose, {down} fell, {same} stayed"),
    "multiples-one": ("各地区至多一期有数，无从比较", "No area has more than one value, so nothing can be compared"),
    "multiples-shared": ("各图刻度相同；{first}至{last}；右上为末期数值。", "All panels share one scale, from {first} to {last}; the number at the upper right is the last value."),
    # --- before and after
    "pairs-same": ("{count} 个地区均无变化", "The one area did not change", "None of {count} areas changed"),
    "pairs-moved": ("{count} 个地区中 {up} 个上升、{down} 个下降；{most}变化最大（{change}）", "Of {count} area, {up} rose and {down} fell; {most} moved most ({change})", "Of {count} areas, {up} rose and {down} fell; {most} moved most ({change})"),
    "pairs-sure": ("；超出偶然波动的 {count} 个", "; {count} of these changes is more than chance", "; {count} of these changes are more than chance"),
    "pairs-unsure": ("；均可能出于偶然", "; all of it may be chance"),
    "pairs-one": ("{name}由 {then} 变为 {now}（{change}）", "{name} went from {then} to {now} ({change})"),
    "pairs-dashed": ("虚线：变化可能出于偶然。", "Dashed: the change may be chance."),
    "points-number": ("", ""),
    "points-percent": (" 个百分点", " points"),
    "points-permille": (" 个千分点", "‰"),
    # --- completeness
    "on-time": ("按时", "on time"),
    "late": ("迟报", "late"),
    "missing": ("未报", "missing"),
    "complete-nothing": ("没有应报的报表", "No reports were owed"),
    "complete-none-owed": ("无应报", "none owed"),
    "complete-all": ("应报 {count} 份：按时 {on_time}，迟报 {late}，未报 {missing}", "The {count} report owed: {on_time} on time, {late} late, {missing} missing", "Of {count} reports owed, {on_time} came on time, {late} late; {missing} are missing"),
    "complete-worst": ("；{name}未报最多（{missing}）", "; most are missing in {name} ({missing})"),
    # --- pyramid
    "men": ("男", "men"),
    "women": ("女", "women"),
    "pyramid-age": ("{age} 岁", "age {age}"),
    "pyramid-shares": ("{year}：60 岁及以上占 {old}，15 岁以下占 {young}", "{year}: {old} are 60 or older, {young} under 15"),
    "pyramid-changed": ("{year}：60 岁及以上占 {old}（{then}为 {before}），15 岁以下占 {young}", "{year}: {old} are 60 or older ({before} in {then}), {young} under 15"),
    "pyramid-largest": ("{year}：{age} 岁人数最多（{people}）", "{year}: the largest group is {age} ({people})"),
    "pyramid-outlier": ("{year}：{age} 岁有 {people} 人，远超其他各组，请先核对", "{year}: {people} aged {age} is far beyond all other groups; check it first"),
    "pyramid-cut": ("{ages} 岁的条形过长，已截断，数值写在条上。", "The bar of age {ages} is cut; its number is written on it.", "Bars of ages {ages} are cut; their numbers are written on them."),
    "pyramid-missing": ("{count} 个年龄组未报（点状）。", "{count} age group was not reported (dotted).", "{count} age groups were not reported (dotted)."),
    "pyramid-told": ("{year}男 {men}，女 {women}", "{year}: {men} men, {women} women"),
    # --- points lost
    "points-available": ("满分", "Available"),
    "points-earned": ("得分", "Earned"),
    "points-rest": ("其余 {count} 项", "{count} more item", "{count} more items"),
    "points-pending": ("待评", "to be judged"),
    "points-none": ("{available} 分未失一分", "None of {available} points was lost"),
    "points-none-yet": ("已评项目未失分，{count} 项待评", "No points lost so far; {count} item is still to be judged", "No points lost so far; {count} items are still to be judged"),
    "points-only": ("满分 {available}，失 {lost} 分，全在“{worst}”", "{lost} of {available} points were lost, all on {worst}"),
    "points-most": ("满分 {available}，{count} 项共失 {lost} 分，“{worst}”失分最多（{most} 分）", "{lost} of {available} points were lost on {count} items, most ({most}) on {worst}", "{lost} of {available} points were lost on {count} items, most ({most}) on {worst}"),
    "points-whole": ("另有 {count} 项得满分，未画出。", "{count} item with full points is not drawn.", "{count} items with full points are not drawn."),
    "points-untold": ("点状：例数太少，失分可能出于偶然。", "Dotted: too few cases; the loss may be chance."),
    "points-open": ("{count} 项待评，按未失分计。", "{count} item is still to be judged and counts as not lost.", "{count} items are still to be judged and count as not lost."),
}  # fmt: skip


def say(lang: str, code: str, count: int | None = None, **facts: Any) -> str:
    """A text with its facts filled in; English with the plural that ``count`` asks for ({count} in the text).

    Raises:
        KeyError: no such code.
    """
    found = WORDS[code]
    text = found[0] if lang == "zh" else found[1] if count == 1 or len(found) == 2 else found[-1]
    shown = {} if count is None else {"count": f"{count:,}"}
    return text.format(**shown, **facts)
