"""What the command line says of verification: help, options, sentences, in Chinese and English."""

from __future__ import annotations

_PLAN_ZH = "huimin verify plan births-2025h1 --form village_monthly --period 2025H1 --element births --strata county --by county --budget 60"
_VISITS_EN = "huimin verify visits 2026 --level township --inspector 'LW=Minghu District' --inspector ZQ"

# zh, en, examples zh, examples en, keys of the JSON
COMMANDS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "verify": (
        "现场核查：抽样、核查表、推算全体的差错。", "Verification on the spot: draw sites, sheets for inspectors, what they say of all.",
        (_PLAN_ZH,), (_PLAN_ZH,), (),
    ),
    "verify plan": (
        "计划一轮核查：封定抽样框，事先说明查多少个点、得到多高的精度，公布种子的校验值。第一次可以直接写明内容，写成 verification/轮次/round.yaml；以后按这个文件。",
        "Plan a round: freeze the frame, say beforehand how many sites buy which precision, publish the hash of the seed. The first time a few options are enough; they become verification/ROUND/round.yaml, which counts from then on.",
        (_PLAN_ZH,), (_PLAN_ZH,),
        ("round", "frame_sha256", "sites", "snapshot", "draw", "closes", "commitment", "allocation", "visited", "half_width", "half_width_wanted", "visited_for_half_width_wanted", "sigma", "confidence", "table", "findings"),
    ),
    "verify draw": (
        "数据截止之后抽出核查的点，并公开种子。此刻的上报数就是核查所对照的数，以后更正不影响核查结果。只能抽一次。",
        "Draw the sites after the reports closed, and reveal the seed. What was reported by now is what counts; later corrections change nothing. A round is drawn once.",
        ("huimin verify draw births-2025h1",), ("huimin verify draw births-2025h1",),
        ("round", "seed", "seed_from", "draw", "allocation", "frame_sha256", "sample_sha256", "sites", "drawn_on", "snapshot", "snapshot_sha256", "drawn"),
    ),
    "verify redraw": (
        "用公布的抽样框和种子重抽一遍，与公布的名单核对。谁都可以做；有一处不符退出码为 1。",
        "Draw again from the published frame and seed, and compare with the published list. Anybody can. Exit code 1 where anything differs.",
        ("huimin verify redraw births-2025h1",), ("huimin verify redraw births-2025h1",),
        ("same", "checks", "only_published", "only_redrawn"),
    ),
    "verify workbooks": (
        "给每个抽中的点生成一张核查表：查什么、按什么资料清点，不写上报了多少。",
        "Write a workbook for each site drawn: what to count and from which papers, never what was reported.",
        ("huimin verify workbooks births-2025h1 --out 核查表",), ("huimin verify workbooks births-2025h1 --out to-verify",),
        ("files",),
    ),
    "verify load": (
        "读入填好的核查表（不写文件则读收件箱），说明查到了哪一步。没有查成的点连同原因一起记下。",
        "Load filled sheets (the inbox where no file is named) and say how far the round has come. Sites that could not be checked are kept with the reason.",
        ("huimin verify load births-2025h1",), ("huimin verify load births-2025h1",),
        ("accepted", "duplicates", "known", "reports", "revised", "unchanged", "figures", "refused", "findings", "outcomes"),
    ),
    "verify estimate": (
        "由查过的点推算全体：核实数与上报数之比及其区间、没有查成的点最坏会怎样、落在哪一档、多久再查。结果写进 verification/轮次/。",
        "From the sites checked to all: the ratio of verified to reported with its interval, the worst that sites not checked could do, the band, and when to come again. Results go to verification/ROUND/.",
        ("huimin verify estimate births-2025h1",), ("huimin verify estimate births-2025h1",),
        ("round", "simulated", "snapshot", "confidence", "outcomes", "sigma", "rows", "sites", "findings"),
    ),
    "verify visits": (
        "安排一年的暗访：随机而公平，谁也料不到，核查人员不去本县。各月名单封存，到月初才能看；先公布每月次数和名单的校验值。",
        "Plan a year of unannounced visits: random and fair, not to be foreseen, and nobody visits the own county. The list of a month opens on its first day; until then only its hash and the number of visits are known.",
        ("huimin verify visits 2026 --level township --inspector 李=明湖区 --inspector 张",), (_VISITS_EN,),
        ("year", "sites", "visits", "commitment", "load", "months", "findings", "month", "list"),
    ),
}  # fmt: skip

PARAMETERS: dict[str, tuple[str, str]] = {
    **{f"verify {command}.name": ("核查轮次的名称，如 births-2025h1", "the round's name, such as births-2025h1")
       for command in ("plan", "draw", "redraw", "workbooks", "load", "estimate")},
    "verify plan.form": ("核查哪张报表", "the form whose figures are verified"),
    "verify plan.period": ("核查哪一期的数：月、季、半年或年", "the period whose figures are verified: a month, quarter, half-year or year"),
    "verify plan.element": ("核查哪一项，可重复", "an element to be counted, may be repeated"),
    "verify plan.strata": ("分层：某一级别（如 county）、size 规模、level 级别；可写两次", "strata: a level such as county, size, or level; may be given twice"),
    "verify plan.method": ("抽法：simple 每个点机会相同（默认），size 按规模", "how sites are drawn: simple, each alike (default), or size, by their size"),
    "verify plan.precision": ("要求的精度，如 5%（区间的一半，默认 5%）", "the precision wanted, such as 5% (half the interval; default 5%)"),
    "verify plan.budget": ("最多查多少个点", "the most sites that can be visited"),
    "verify plan.closes": ("上报数据的截止日，默认报表的报送期限", "the day on which reports close, default the form's due day"),
    "verify plan.report_by": ("按哪一级分别推算，如 county；可重复", "a level to give estimates for, such as county; may be repeated"),
    "verify plan.anew": ("抽样之前重新封定，种子也换新的（须重新公布）", "freeze again before the draw, with a new seed (publish it again)"),
    "verify draw.public_seed": ("公开来源的种子，如彩票开奖号码；只用于这样约定的轮次", "the seed from the public source, such as lottery numbers; only for rounds agreed so"),
    "verify workbooks.target": ("写到这个文件夹，默认 to-verify", "write into this folder, default to-verify"),
    "verify load.files": ("填好的核查表；不写则读收件箱", "the filled sheets; the inbox where none is named"),
    "verify visits.year": ("哪一年，如 2026", "the year, such as 2026"),
    "verify visits.month": ("打开这个月的名单，如 2026-03；到月初才行", "open the list of this month, such as 2026-03; from its first day on"),
    "verify visits.level": ("查哪一级的点，如 township（第一次写明）", "the level of the sites, such as township (said the first time)"),
    "verify visits.inspector": ("核查人员和所属县，写成 姓名=县，可重复（第一次写明）", "an inspector and the home county, as NAME=COUNTY; may be repeated (said the first time)"),
    "verify visits.interval": ("至多隔几个月查一次，默认 12（第一次写明）", "months between visits at most, default 12 (said the first time)"),
}  # fmt: skip

WORDS: dict[str, tuple[str, str]] = {
    "verify-frame": ("抽样框：{sites} 个点，{strata} 层", "frame: {sites} sites, strata: {strata}"),
    "verify-spread-stated": ("预计 {wrong} 的点有差错，差 {by}（离差 {sigma}）", "expected: {wrong} of the sites are wrong, by {by} (a spread of {sigma})"),
    "verify-spread-learned": ("差错的离差取自轮次 {round}：{sigma}", "the spread of errors is that of the round {round}: {sigma}"),
    "verify-col-sites": ("查几个点", "sites"), "verify-col-width": ("核实与上报之比的误差", "verified to reported"),
    "verify-wanted": ("要求 ± {width}：需查 {sites} 个点", "wanted ± {width}: takes {sites} sites"),
    "verify-chosen": ("查 {sites} 个点，预计误差 ± {width}", "{sites} sites will be visited, expected ± {width}"),
    "verify-allocation": ("各层：{parts}", "by stratum: {parts}"),
    "verify-frozen-frame": ("抽样框的校验值（请公布）：{hash}", "hash of the frame (publish it): {hash}"),
    "verify-frozen-seed": ("种子的校验值（请公布）：{hash}", "hash of the seed (publish it): {hash}"),
    "verify-public-source": ("种子取自：{source}", "the seed will come from: {source}"),
    "verify-draw-after": ("{day} 截止；次日起运行 huimin verify draw {round}", "reports close on {day}; from the next day on run huimin verify draw {round}"),
    "verify-drawn": ("抽出 {count} 个点，名单在 {file}", "{count} sites are drawn; the list is in {file}"),
    "verify-revealed": ("种子（公开）：{seed}", "the seed, open from now on: {seed}"),
    "verify-redraw": ("任何人都可以核对：huimin verify redraw {round}", "anybody can check it: huimin verify redraw {round}"),
    "verify-held": ("相符", "holds  "), "verify-broken": ("不符", "differs"),
    "verify-check-frame": ("抽样框与封定时的校验值", "the frame and the hash it was frozen with"),
    "verify-check-seed": ("种子与事先公布的校验值", "the seed and the hash published beforehand"),
    "verify-check-allocation": ("各层点数与抽法", "the numbers of sites and the way of drawing"),
    "verify-check-sample": ("重抽的名单与抽样时的校验值", "the list drawn again and the hash it was drawn with"),
    "verify-only-published": ("只在公布的名单里：{sites}", "only in the published list: {sites}"),
    "verify-only-redrawn": ("只在重抽的名单里：{sites}", "only in the list drawn again: {sites}"),
    "verify-same": ("重抽结果与公布的名单逐字节相同", "drawn again, the list is the same byte for byte"),
    "verify-not-same": ("重抽结果与公布的不同", "drawn again, the list is not the same"),
    "verify-outcomes": ("抽中 {count} 个点：{parts}", "{count} sites drawn: {parts}"),
    "verify-everywhere": ("各处", "everywhere"), "verify-comma": ("、", ", "), "verify-all-sites": ("全部", "all sites"), "verify-nobody": ("（无人）", "(nobody)"),
    "verify-col-area": ("地区", "area"), "verify-col-checked": ("查成", "checked"), "verify-col-wrong": ("不符", "differ"),
    "verify-col-ratio": ("核实/上报", "verified/reported"), "verify-col-interval": ("区间", "interval"),
    "verify-col-worst": ("没查成的按最坏算", "were the rest at worst"), "verify-col-band": ("档次", "band"),
    "verify-col-next": ("今后", "visits"),
    "verify-doubt": ("* {areas}：{why}", "* {areas}: {why}"),
    "verify-what-it-means": ("区间：有 {confidence}% 的把握包含全部核查的结果；带 * 的不作此保证", "an interval holds the result of a full count {confidence} times in 100; not promised where it bears a *"),
    "verify-factors": ("结果和可采用的系数在 {folder}", "results, and factors that may be adopted, are in {folder}"),
    "verify-visits": ("{year} 年暗访：{sites} 个点，{visits} 次", "unannounced visits in {year}: {sites} sites, {visits} visits"),
    "verify-col-month": ("月份", "month"), "verify-col-visits": ("次数", "visits"), "verify-col-hash": ("名单的校验值", "hash of the list"),
    "verify-load": ("各人次数：{parts}", "visits by inspector: {parts}"),
    "verify-sealed": ("各月名单到月初启封：huimin verify visits {year} --month {example}", "each list opens on the first day of its month: huimin verify visits {year} --month {example}"),
    "verify-month": ("{month}：{count} 次", "{month}: visits {count}"),
    "verify-col-site": ("地点", "site"), "verify-col-inspector": ("核查人员", "inspector"),
}  # fmt: skip
