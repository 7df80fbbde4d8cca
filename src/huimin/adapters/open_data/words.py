# ruff: noqa: E501 - sentences for readers stand on one line each
"""What the public site says, in Chinese and English, for readers who are no officials."""

from __future__ import annotations

from typing import Any

# code: (zh, en) or (zh, en for one, en for several)
WORDS: dict[str, tuple[str, ...]] = {
    "site": ("数据公开", "Open data"),
    "simulated": ("本站数据全部为模拟，不反映任何真实情况。", "All figures on this site are simulated and describe nothing real."),
    "draft": ("预览稿：尚未公布。", "Preview: not published yet."),
    "skip": ("跳到正文", "Skip to the content"),
    "menu": ("目录", "Contents"),
    "home": ("首页", "Home"), "areas": ("地区", "Areas"), "indicators": ("指标", "Indicators"),
    "assessments": ("考核", "Assessments"), "methods": ("怎样看这些数", "How to read"), "data": ("数据下载", "Downloads"),
    "news": ("公布记录", "Publications"), "search": ("查找", "Search"),
    "search-label": ("查找地区或指标", "Find an area or indicator"),
    "search-hint": ("输入名称或代码的一部分。没有脚本时，请看下面的完整目录。", "Type part of a name or code. Without scripts, use the full list below."),
    "search-found": ("找到 {count} 项", "{count} found", "{count} found"),
    "other": ("English", "中文"),
    "what": (
        "这里公布{place}家庭服务工作的指标和考核结果。数字来自基层按月、按季、按年报送的报表，每个数都说明怎样算、依据多少报表、有多大把握。考核的是政府的工作，不是任何家庭。",
        "Here {place} publishes indicators of its services for families and what came of the assessments. The figures come from the returns that villages, townships and counties send in. Each says how it is computed, on how many returns it rests and how sure it is. The work of offices is assessed, never a family.",
    ),
    "as-of": ("数据截至 {last}；{day}公布（第 {number} 次）", "Data up to {last}; published {day} (publication {number})"),
    "newest": ("最新公布", "Newest publication"),
    "ranking": ("排名", "Ranking"),
    "ranking-title": ("{scheme}，{period}：各地得分", "{scheme}, {period}: how the areas scored"),
    "map": ("地图", "Map"),
    "all-areas": ("全部地区", "All areas"), "all-indicators": ("全部指标", "All indicators"),
    "area": ("地区", "Area"), "level": ("级别", "Level"), "code": ("代码", "Code"), "period": ("期间", "Period"),
    "value": ("数值", "Value"), "interval": ("可能的范围（95%）", "Likely range (95%)"), "before": ("上年", "Year before"),
    "change": ("与上年相比", "Against the year before"), "city-value": ("全市", "City"), "course": ("各季走势", "By quarter"),
    "complete": ("已报报表", "Returns received"), "cases": ("分子 / 分母", "Counted / out of"), "place": ("名次", "Place"), "score": ("得分", "Score"),
    "grade": ("等次", "Grade"), "item": ("项目", "Item"), "points": ("得分", "Points"), "possible": ("满分", "Possible"), "note": ("说明", "Note"),
    "rule": ("怎样得分", "How points are earned"), "source": ("来源", "Source"), "formula": ("公式", "Formula"),
    "definition": ("是什么", "What it is"), "indicator": ("指标", "Indicator"),
    "A": ("", ""), "O": ("未报送", "not reported"), "Q": ("不公布", "hidden"), "M": ("不存在", "no cases"),
    "Q-why": ("不公布：数小，或由它可以推算出小数", "hidden, because it is small or would give a small count away"),
    "M-why": ("分母为零，算不出", "nobody to count among"),
    "all-Q": ("这一级 {count} 个地区的数都不公布：人数太少，公布出来会认出个人。", "The number of {count} area of this level is hidden: too few people stand behind it.", "The numbers of all {count} areas of this level are hidden: too few people stand behind them."),
    "all-O": ("这一级 {count} 个地区都没有报送。", "{count} area of this level did not report.", "None of the {count} areas of this level reported."),
    "all-M": ("这一级 {count} 个地区都没有对象。", "{count} area of this level had no cases.", "None of the {count} areas of this level had any cases."),
    "legend-marks": ("“不公布”“未报送”“不存在”和 0 是四回事：<a href=\"{href}\">各是什么意思</a>。", "“Hidden”, “not reported”, “no cases” and 0 are four different things: <a href=\"{href}\">what each means</a>."),
    "hidden-here": ("本页有 {count} 个数不公布，以免从小数认出个人。", "{count} number on this page is hidden, so that nobody can be told from a small count.", "{count} numbers on this page are hidden, so that nobody can be told from a small count."),
    "unreported-here": ("有 {count} 个数没有报送。", "{count} number was not reported.", "{count} numbers were not reported."),
    "nothing-here": ("{area}在 {period} 没有报送任何数字。没有报送不等于零。", "{area} reported nothing for {period}. Not reported is not zero."),
    "up-sure": ("上升 {size}", "up {size}"), "down-sure": ("下降 {size}", "down {size}"),
    "up-chance": ("高 {size}，可能只是偶然", "{size} higher, may be chance"), "down-chance": ("低 {size}，可能只是偶然", "{size} lower, may be chance"),
    "up-plain": ("高 {size}", "{size} higher"), "down-plain": ("低 {size}", "{size} lower"), "same": ("持平", "the same"),
    "outlier": ("与其他地区相差过大，可能有误", "far from all other areas, perhaps an error"),
    "kind-proportion": ("一个比例：在“{denominator}”里，“{numerator}”占多少。", "A share: of “{denominator}”, how much is “{numerator}”."),
    "kind-rate": ("发生的频率：“{numerator}”除以“{denominator}”。", "How often it happens: “{numerator}” divided by “{denominator}”."),
    "kind-ratio": ("两个数之比：每 {per} 个“{denominator}”对应多少“{numerator}”。", "One number against another: how much “{numerator}” for each {per} of “{denominator}”."),
    "kind-value": ("由几项数字算出：{formula}。", "Computed from several figures: {formula}."),
    "better-higher": ("越高越好。", "Higher is better."), "better-lower": ("越低越好。", "Lower is better."),
    "better-neither": ("高低本身不分好坏，只公布情况，不作目标。", "Neither high nor low is good by itself: it is told, not aimed at."),
    "limits": ("看这个数要注意", "What to bear in mind"),
    "limit-interval": ("人数少的地方，数字会因偶然上下摆动。范围互相重叠的两个地方，分不出高低。", "Where few people are counted, figures move by chance. Two areas whose ranges overlap cannot be told apart."),
    "limit-none": ("这个指标没有范围，只能看大致高低。", "There is no range for this indicator: small differences mean little."),
    "limit-complete": ("报表没有报齐时，数字只代表已经报来的部分。", "Where returns are missing, the figure speaks only for those that came."),
    "by-area": ("各地数值", "Area by area"), "over-time": ("各期数值", "Over time"), "other-years": ("其他年份", "Other years"),
    "year-page": ("{year}年", "{year}"), "latest-year": ("{year}年（最新）", "{year} (latest)"),
    "permanent": ("本页永久地址", "This page for good"),
    "scorecard": ("考核得分", "Scorecard"), "scorecards": ("考核", "Assessments"),
    "card-title": ("{area}：{scheme}，{period}", "{area}: {scheme}, {period}"),
    "told-exact": ("{area}得 {score} 分（满分 {total}）。", "{area} scored {score} of {total}."),
    "told-range": ("{area}得分在 {low} 至 {high} 之间（满分 {total}）。", "{area} scored between {low} and {high} of {total}."),
    "middles": ("画的是得分范围和中点", "ranges of the score and their middles"),
    "told-none": ("{area}报来的材料不够，没有得分。", "{area} has no score: too little was reported."),
    "grade-is": ("等次：{grade}。", "Grade: {grade}."),
    "place-one": ("在 {of} 个地区中列第 {best}。", "Place {best} of {of} areas."),
    "place-range": ("在 {of} 个地区中列第 {best} 至第 {worst}；公布的得分分不出更细。", "Place {best} to {worst} of {of} areas: what is published tells no more."),
    "place-none-incomplete": ("报表不齐，不排名。", "Not ranked: too few returns came."),
    "place-none-too-little-scored": ("能评的项目太少，不排名。", "Not ranked: too little could be scored."),
    "items-full": ("{count} 个项目得满分。", "{count} item earned all its points.", "{count} items earned all their points."),
    "items-lost": ("失分最多的是{names}。", "Most points were lost on {names}."),
    "items-hidden": ("{count} 个项目背后的人数太少，得分不公布，所以总分只说范围。", "The points of {count} item are hidden, because too few people stand behind it; so the score is told as a range.", "The points of {count} items are hidden, because too few people stand behind them; so the score is told as a range."),
    "lost-title": ("{area}：公布的 {shown} 个项目得了多少分", "{area}: points earned on the {shown} items that are shown"),
    "status-scored": ("", ""), "status-pooled": ("按几年合并计算", "several years taken together"),
    "status-cannot_tell": ("数太小，不能判定，不计分", "too few cases to tell: not counted"),
    "status-not_reported": ("未报送", "not reported"), "status-not_applicable": ("没有对象，不适用", "does not apply: no cases"),
    "no-runs": ("还没有公布的考核。", "No assessment has been published yet."),
    "about-scheme": ("方案说明", "The scheme"), "scheme-items": ("评什么，各多少分", "What is assessed, and for how many points"),
    "declined": ("不考核什么，为什么", "What is not assessed, and why"),
    "declined-lead": ("下面这些，旧文件里有，本站一律不考核。统计照样公布，但不设目标，不奖不罚。", "Older documents contain these. None of them is assessed here. Statistics are published, without target, reward or penalty."),
    "periods": ("各次考核", "Assessments made"),
    "shared-places": ("名次写成一段（如 2–4）时，公布的得分分不出先后。", "Where places are a range (2–4), the published scores do not tell them apart."),
    "downloads": ("下载", "Download"), "rows": ("{count} 行", "{count} row", "{count} rows"), "table": ("表", "Table"),
    "downloads-lead": ("每张表有四种格式，内容相同。csv 旁边有列的说明（CSV on the Web），另有 DCAT 目录和校验码。", "Each table comes in four formats with the same content. Beside each csv stands what its columns mean (CSV on the Web); there is a DCAT catalogue, and checksums."),
    "licence": ("使用许可", "Licence"), "publisher": ("发布单位", "Publisher"), "contact": ("联系方式", "Contact"),
    "columns": ("各列的意思", "What the columns mean"), "catalogue": ("目录（DCAT）", "Catalogue (DCAT)"), "checksums": ("校验码（SHA-256）", "Checksums (SHA-256)"), "read-me": ("说明文件", "Read me"),
    "feed": ("订阅", "Feed"),
    "news-title": ("第 {number} 次公布：数据截至 {last}（{day}）", "Publication {number}: data up to {last} ({day})"),
    "news-runs": ("含 {count} 次考核。", "With {count} assessment.", "With {count} assessments."),
    "news-changes": ("更正 {count} 个以前公布的数。", "{count} number published before was corrected.", "{count} numbers published before were corrected."),
    "news-no-changes": ("以前公布的数没有更正。", "No number published before was corrected."),
    "corrections": ("更正", "Corrections"),
    "corrections-lead": ("公布之后改过的数都列在这里：改前、改后、哪一天。", "Every number that changed after it was published stands here: before, after, and when."),
    "corrections-none": ("没有更正过。", "There was none."),
    "corrected-here": ("{day}更正：{indicator}（{period}）由 {before} 改为 {after}。", "Corrected {day}: {indicator} ({period}) was {before} and is {after}."),
    "was": ("原公布", "As published before"), "is": ("现公布", "As published now"), "day": ("日期", "Day"),
    "not-found": ("没有这一页", "There is no such page"),
    "not-found-text": ("地址可能写错了。公布过的页面不会改地址。", "The address may be mistyped. Pages that were published keep their addresses."),
    "source-foot": ("来源：{publisher}", "Source: {publisher}"),
    "run": ("考核编号", "Run"),
    "by-level": ("{level}", "{level}"),
    "belongs": ("属于", "Part of"), "contains": ("下辖", "Areas within"),
    "unit-person": ("人", "people"),
    "sheet-all": ("所有页面", "All pages"),
}  # fmt: skip

METHODS: tuple[tuple[str, tuple[str, str], tuple[tuple[str, str], ...]], ...] = (
    ("interval", ("怎样看“可能的范围”", "How to read the likely range"), (
        ("数字是从有限的人和事里数出来的。一个乡只有十来个孩子时，多一个少一个，比例就大起大落，与工作好坏无关。",
         "Figures are counted from a limited number of people. Where a township has a dozen children, one more or less moves the share a great deal, whatever the office did."),
        ("“可能的范围”说的是：把偶然因素算进去，真实水平大致在哪一段之间。按这个办法算出的范围，一百次里有九十五次包含真实水平。",
         "The likely range says where the true level probably lies once chance is taken into account. Of a hundred ranges made this way, ninety-five hold the true level."),
        ("两个地方的范围互相重叠，就不要说谁高谁低。写着“可能只是偶然”的变化，不要当成进步或退步。",
         "Where two ranges overlap, do not say which area is ahead. A change marked “may be chance” is neither progress nor decline."))),
    ("marks", ("四种没有数的情形", "Four ways to have no number, or zero"), (
        ("<b>不公布</b>（代码 Q）：数是有的，但太小，或者由它可以推算出别的小数。", "<b>Hidden</b> (code Q): there is a number, but it is small, or another small number could be worked out from it."),
        ("<b>未报送</b>（代码 O）：该报的单位没有报。没有报送不等于零。", "<b>Not reported</b> (code O): whoever should have reported did not. Not reported is not zero."),
        ("<b>不存在</b>（代码 M）：分母是零，例如一个村没有该检查的人，就没有检查率。", "<b>No cases</b> (code M): the share of nobody. Where nobody was due for a check, there is no rate of checks."),
        ("<b>0</b>：数过了，就是零。代码取自 SDMX 观测状态代码表（CL_OBS_STATUS），A 表示有数。", "<b>0</b>: it was counted, and it is zero. The codes are those of the SDMX list of observation status (CL_OBS_STATUS); A marks a value."))),
    ("hidden", ("为什么有的数不公布", "Why some numbers are hidden"), (
        ("一个镇全年只有三例，邻居就可能猜到是谁。所以 1 到 {below} 的数不公布。", "If a township had three cases in a year, neighbours may guess who. So counts from 1 to {below} are hidden."),
        ("只藏小数还不够：有了合计和其余各数，一减就出来。所以还要多藏几个较大的数，直到怎样加减都推不出小数。以前公布过的数也算在内。",
         "Hiding the small number alone is not enough: with the total and the others, it is one subtraction away. So some larger numbers are hidden beside it, until no adding and subtracting gives a small one back. What was published before is counted in."),
        ("由不公布的数算出的比例和得分也不公布；总分改写成范围，范围只由公布的项目算出。", "Shares and points computed from hidden numbers are hidden too. The score is then told as a range, which follows from the items that are shown."),
        ("{told}", "{told}"))),
    ("ranking", ("怎样看排名", "How to read the ranking"), (
        ("得分加总了许多项目，差一两分往往只是偶然。名次写成一段，是说公布的得分分不出更细。", "A score adds up many items; a point or two is often chance. A place written as a range says that the published scores tell no more."),
        ("数太小、不能判定的项目不计分，也不扣分，页面上写明。", "Items with too few cases to tell neither earn nor lose points, and the page says so."))),
    ("complete", ("报表报齐了没有", "Whether all returns came"), (
        ("“已报报表”说明这个数依据了多少该报的报表。没有报齐的，数字只代表报来的部分，不作推算。", "“Returns received” says on how many of the expected returns a figure rests. Where some are missing, the figure speaks for the rest; nothing is made up."),)),
    ("never", ("不做什么", "What is never done"), (
        ("本站评的是机关的工作，不记录任何人怀孕、避孕的情况，不设出生指标，不因生育奖惩任何人。", "Offices are assessed. No register of pregnancies or contraception is kept, there is no target for births, and nobody is rewarded or punished for having children."),)),
    ("corrections", ("数改了怎么办", "When a number was wrong"), (
        ("公布过的页面不改地址。数有更正，页面上写明哪一天、由多少改为多少，公布记录里也有。", "Pages keep their addresses. A corrected number is marked on its page with the day and what it was, and stands in the list of publications."),)),
)  # fmt: skip
"""The page of methods: anchor, title, paragraphs. ``{below}`` and ``{told}`` come from the protection."""


def say(lang: str, code: str, count: int | None = None, **facts: Any) -> str:
    """The words of a code, with their facts; a third text serves for every count but one in English."""
    forms = WORDS[code]
    text = forms[0] if lang == "zh" else forms[1 if count == 1 or len(forms) < 3 else 2]
    shown = {} if count is None else {"count": f"{count:,}"}
    return text.format(**facts, **shown) if facts or shown else text
