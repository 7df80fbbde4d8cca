"""The names that templates of each kind may use, with what they mean: what ``huimin publish --fields KIND`` lists."""

from __future__ import annotations

from huimin.writing.facts import Vocabulary, Words

_COMMON = """
issuer | 发文机关 | the issuing office
city | 全市的名称 | the name of the whole city
number | 发文字号，征求意见稿没有 | the document number; a draft has none
date | 成文日期，征求意见稿没有 | the day of the document; a draft has none
draft | 是否征求意见稿 | whether it is a draft for comment
simulated | 数据是否为模拟 | whether the figures are invented
contact | 联系人和电话 | whom to ask
offices | 主送的各单位（通报、报告） | the offices addressed by a circular or report
"""

_CITY = """
period | 期间的名称，如2025年6月 | the period's name, June 2025
place | 通报的地区（全市） | the area it is about
below | 下级地区的叫法，如县（市、区） | what the areas below are called
areas | 下级地区的个数 | how many areas there are below
reporting | 报送情况的完整句子 | whole sentences on the reports: due, received, missing, late
missing_reports | 未报份数 | reports missing
late_reports | 逾期份数 | reports that came late
"""

_AREA = """
area | 地区名称 | the area's name
office | 地区机关的名称 | the name of the area's office
scheme | 考核方案的名称 | the scheme's name
period | 考核期，如2025年 | the period assessed
score | 得分 | the score
total | 满分 | the full points
rank | 位次，未排名时为空 | the rank; none where it is not ranked
ranked_areas | 参加排名的地区数 | how many areas are ranked
grade | 等次 | the grade
result | 得分和位次的说法 | score and rank in words
unranked | 不排名的原因，没有则为空 | why it is not ranked; empty where it is
where_lost | 失分主要在哪里（完整句子） | a sentence on where most points went
small_numbers | 因人数太少不计分、合并计分的项目（完整句子） | sentences on items left out or pooled for small numbers
missing | 因未报送不能计分的项目（完整句子） | sentences on items that could not be scored for want of reports
run | 考核结果的编号 | the run's name
full_items | 得满分的项目数 | how many items earned full points
item_count | 项目数 | how many items there are
lost | 失分项目，失分多的在前 | the items that fell short, the largest loss first
lost[].name | 项目 | the item
lost[].value | 实际数值 | its value
lost[].wanted | 满分要求 | what earns full points
lost[].points | 失分 | points lost
lost[].best | 分值 | its points
lost[].reported | 是否已报送 | whether it was reported
lost[].sentence | 一句话说明（不带句号） | the same in a sentence, without its stop
"""

_REPORT = """
scheme | 考核方案的名称 | the scheme's name
period | 考核期，如2025年 | the period assessed
level | 被考核地区的叫法 | what the assessed areas are called
areas | 被考核地区数 | how many areas are assessed
ranked_areas | 参加排名的地区数 | how many are ranked
total | 满分 | the full points
item_count | 项目数 | how many items there are
run | 考核结果的编号 | the run's name
scheme_note | 方案自己的说明 | the scheme's own note
grades | 各等次 | the grades reached
grades[].name | 等次 | the grade
grades[].count | 地区数 | how many areas
grades[].areas | 地区名称 | their names
first | 位次第一的地区 | who is first
first_score | 最高得分 | the best score
last_score | 最低得分 | the lowest score
middle_score | 得分中位数 | the median score
apart | 哪些位次不能分出先后（完整句子） | a sentence on ranks that chance could exchange
unranked | 不排名的地区及原因（完整句子） | sentences on who is not ranked, and why
capped | 触碰红线的地区（完整句子） | sentences on who crossed a red line
well | 普遍完成较好的项目 | items done well nearly everywhere
well_count | 普遍完成较好的项目数 | how many such items
weak | 失分较多的项目 | the items that lost most
weak[].name | 项目 | the item
weak[].share | 平均得分率 | the mean share of its points
weak[].target | 满分要求 | what earns full points
weak[].scoring | 计分办法 | how it is scored
weak[].areas | 失分较多的地区 | who lost most
steps | 处置阶梯 | the steps of the ladder that were reached
steps[].name | 措施，由重到轻 | the steps reached, the gravest first
steps[].areas | 地区名称 | the areas
steps[].below | 得分率界线 | the share below which the gravest applies
compared | 与上期考核比较（完整句子），没有上期则为空 | sentences on the assessment before; empty without one
"""

_REPORT_TABLES = """
ranking | 得分和位次 | scores and ranks
items | 各项得分情况 | results by item
compared | 与上期比较 | against the assessment before
"""
_REPORT_PICTURES = """
ranking | 得分和波动范围 | scores with the range of chance
compared | 与上期比较 | before and after
"""

_STEP = """
step | 措施的名称 | the step's name
below | 界线分数 | the score below which it applies
below_share | 界线得分率 | the same as a share
mend_days | 整改期限（日） | days to put things right
mend_by | 整改截止日，日期未定时为空 | the last day for it; empty while the letter has no date
plan_days | 报送整改方案的期限（日） | days to hand in a plan
plan_by | 报送整改方案的截止日 | the last day for it
reply_days | 申辩期限（日） | days to reply
reply_by | 申辩截止日 | the last day for it
support | 是否列入重点帮扶 | whether support is due too
"""
_MEND = "mend | 整改事项 | what has to be put right"

_FIELDS: dict[str, tuple[str, str, str]] = {
    "monthly-circular": (_CITY + """
forms | 报表名称 | the names of the forms
too_little | 报送不全、不参加排名的地区（完整句子） | a sentence on who reported too little to be ranked
improvers | 有地区明显进步的指标 | the indicators by which an area clearly improved
improvers[].name | 指标 | the indicator
improvers[].sentence | 谁进步最大（完整句子） | a sentence on who improved most
any_reported | 本月是否有报表 | whether any report came
against_year | 与上年同期相比（完整句子） | a sentence against a year earlier
against_month | 与上月相比（完整句子） | a sentence against the month before
improved | 明显好转的指标数 | how many indicators clearly improved
worsened | 明显退步的指标数 | how many clearly fell back
indicator_count | 指标数 | how many indicators there are
table_note | 表中符号的说明 | what the marks in the tables mean
indicators | 各指标 | the indicators
indicators[].name | 指标名称 | its name
indicators[].value | 全市数值 | the city's value
indicators[].sentence | 全市情况（完整句子） | the city in a sentence
indicators[].standing | 各地位次（完整句子） | sentences on who is ahead and behind
indicators[].improved | 谁进步最大（完整句子） | a sentence on who improved most
indicators[].table | 表的名称 | the name of its table
indicators[].chart | 图的名称 | the name of its chart
indicators[].ranked | 是否排名 | whether areas are ranked by it
""", """
whole | 全市主要指标 | the city's indicators
reports | 各地报送情况 | reports by area
missing | 未报送的单位 | offices whose reports are missing
""", """
completeness | 各地报送情况 | reports by area
trend | 首个指标的走势 | the first indicator over time
"""),
    "quarterly-quality": (_CITY + """
by_form | 各报表的报送情况（完整句子） | sentences on each form
sums_differ | 自报数与下级合计不一致的条数 | how many own figures differ from the sums below
finding_count | 其他问题条数 | how many other findings
findings | 其他问题，按类 | the other findings by sort
findings[].count | 条数 | how many
findings[].example | 例子 | an example in words
findings[].next | 处理意见 | the next step
findings[].where | 例子的地区和期间 | area and period of the example
findings[].areas | 涉及的地区 | the areas concerned
corrected | 更正的报告份数 | how many reports were corrected
corrected_areas | 更正的报告所在地区 | the areas they lie in
""", """
reports | 各地报送情况 | reports by area
months | 各月报送情况 | reports by month
missing | 未报送的单位 | offices whose reports are missing
sums | 自报数与下级合计不一致 | own figures that differ from sums
findings | 数据质量问题 | what looked wrong or odd
""", "completeness | 各地报送情况 | reports by area"),
    "half-year-assessment": (_REPORT, _REPORT_TABLES, _REPORT_PICTURES),
    "annual-assessment": (_REPORT, _REPORT_TABLES, _REPORT_PICTURES),
    "responsibility-letter": ("""
area | 地区名称 | the area's name
office | 乙方（责任单位） | the second party
above | 甲方 | the first party
year | 责任年度 | the year
last_year | 上一年 | the year before
scheme | 考核方案的名称 | the scheme's name
total | 满分 | the full points
headings | 各部分 | the parts of the scheme
headings[].name | 部分名称 | its name
headings[].best | 分值 | its points
headings[].scored | 是否占总分 | whether it counts towards the total
headings[].items | 项目 | its items
headings[].items[].name | 项目名称 | its name
headings[].items[].target | 目标 | the target
headings[].items[].scoring | 计分办法 | how it is scored
headings[].items[].points | 分值 | its points
headings[].items[].last | 上年实际 | last year's value
headings[].items[].extra | 是否加减分 | whether it comes on top or off
below | 下级地区的叫法 | what the areas below are called
children | 下级地区的个数 | how many areas there are below
grades | 等次及界线 | the grades and their limits
lowest | 最低等次 | the lowest grade
steps | 处置阶梯 | the ladder
steps[].name | 措施 | the step
steps[].below | 界线分数 | the score below which it applies
steps[].days | 限期天数 | days to put things right
declined | 不考核的事项 | what is not assessed
""", """
targets | 目标 | the targets
tasks | 任务分解到下级地区 | the part of each area below
""", ""),
    "notice": (_AREA + _STEP, _MEND, ""),
    "interview": (_AREA + _STEP, _MEND, ""),
    "yellow-card": (_AREA + _STEP, _MEND, ""),
    "scorecard-letter": (_AREA + """
reporting | 报送情况（完整句子） | sentences on its reports
reasons | 失分原因，失分多的在前 | why points were lost, the largest loss first
reasons[].name | 项目 | the item
reasons[].sentence | 一句话说明 | the same in a sentence
reasons[].numbers | 所依据的数字 | the numbers behind it
reasons[].gap | 离要求还差多少（完整句子） | how far it is from what is asked for
reasons[].points | 失分 | points lost
headings | 各部分得分 | points by part
headings[].name | 部分名称 | its name
headings[].best | 分值 | its points
headings[].earned | 得分 | points earned
""", "items | 各项得分 | points by item", "points | 失分在哪里 | where points were lost"),
    "figures-letter": ("""
area | 地区名称 | the area's name
office | 地区机关的名称 | the name of the area's office
level | 地区级别的叫法 | what areas of its level are called
above | 上级地区 | the area above
year | 年度 | the year
no_data | 是否完全没有数据 | whether there are no figures at all
reporting | 报送情况（完整句子） | sentences on its reports
missing_reports | 未报份数 | reports missing
late_reports | 逾期份数 | reports that came late
against_year | 与上年相比（完整句子） | a sentence against the year before
absent | 没有数字的指标 | indicators without a figure
small | 人数少、波动大的指标 | indicators with few cases
incomplete | 是否报送不全 | whether too few reports came
months_missing | 未报月报的月份 | the months not reported
""", "figures | 主要指标 | the indicators", """
change | 本年与上年 | this year and last
months | 各月报送情况 | reports by month
"""),
    "demonstration-file": (_AREA + """
achieved | 达到满分要求的项目 | the items that reached their targets
achieved[].name | 项目 | the item
achieved[].value | 实际 | its value
achieved[].wanted | 要求 | what was asked for
achieved[].points | 分值 | its points
achieved_count | 达到满分要求的项目数 | how many such items
short | 还有差距的项目 | the items still short
short[].name | 项目 | the item
short[].value | 实际 | its value
short[].wanted | 要求 | what is asked for
short[].points | 失分 | points lost
short[].best | 分值 | its points
short[].reported | 是否已报送 | whether it was reported
short[].sentence | 一句话说明 | the same in a sentence
before_result | 上期得分和位次 | score and rank of the assessment before
reporting | 报送情况（完整句子） | sentences on its reports
""", "evidence | 佐证数字 | the evidence", ""),
}  # fmt: skip


def _read(text: str) -> dict[str, Words]:
    made = {}
    for line in filter(None, text.strip().splitlines()):
        name, zh, en = (part.strip() for part in line.split("|"))
        made[name] = (zh, en)
    return made


VOCABULARIES: dict[str, Vocabulary] = {
    kind: Vocabulary(_read(_COMMON) | _read(fields), _read(tables), _read(pictures))
    for kind, (fields, tables, pictures) in _FIELDS.items()
}
"""By kind. A monthly circular also has a table and a chart for each of its indicators, named by its code."""
