"""The words of scorecards, tables and the workbook, in Chinese and English."""

from __future__ import annotations

from typing import Any

from huimin.assessment.phrases import phrase

STATUSES = ("scored", "pooled", "not_reported", "not_applicable", "cannot_tell")

WORDS: dict[str, tuple[str, str]] = {
    "simulated": ("模拟数据", "SIMULATED DATA"),
    "simulated-long": (
        "模拟数据：地名与数字均为虚构，仅供演示",
        "SIMULATED DATA: places and figures are invented, for demonstration only",
    ),
    "scorecard": ("考核评分表", "Scorecard"),
    "ranking": ("排名", "Ranking"),
    "all-areas": ("全部地区", "All areas"),
    "other-language": ("English", "中文"),
    "period": ("考核期", "Period"),
    "scheme": ("方案", "Scheme"),
    "version": ("第 {version} 版", "version {version}"),
    "colon": ("：", ": "),
    "area": ("地区", "Area"),
    "level": ("级别", "Level"),
    "key": ("代码", "Key"),
    "score": ("得分", "Score"),
    "score-note": ("仅按已报项目折算", "on what was reported"),
    "with-missing": ("未报按不得分计", "Unreported earning nothing"),
    "with-missing-note": ("未报 {points} 分", "{points} points not reported"),
    "nothing-missing": ("没有未报项目", "nothing is missing"),
    "rank": ("名次", "Rank"),
    "rank-of": ("{rank} / {of}", "{rank} of {of}"),
    "rank-note": ("同级 {of} 个地区参加排名", "{of} peers are ranked"),
    "not-ranked": ("不排名", "Not ranked"),
    "listed-apart": ("单列，不参加排名", "Listed apart, not ranked"),
    "reason": ("原因", "Reason"),
    "reason-incomplete": (
        "报表报送率 {complete}，低于 {minimum}，数字不全，不参加排名",
        "only {complete} of the expected reports came ({minimum} are needed), too few to rank",
    ),
    "reason-too-little-scored": (
        "可计分的分值不足 {minimum}，不参加排名",
        "less than {minimum} of the points could be scored, too little to rank",
    ),
    "grade": ("等次", "Grade"),
    "capped": ("触碰红线“{line}”，等次封顶", "capped by the red line: {line}"),
    "crossed": ("触碰红线：{line}", "red line crossed: {line}"),
    "step": ("后续措施", "Consequence"),
    "step-deadline": ("{name}（限 {days} 日）", "{name} (within {days} days)"),
    "step-for-office": ("对象是该地区的机关，不是家庭", "for the office of the area, never for families"),
    "complete": ("报表报送率", "Reports received"),
    "complete-note": ("实报占应报", "of those expected"),
    "gain": ("失分最多的项目", "Where most points were lost"),
    "gain-none": ("没有失分", "no points were lost"),
    "gain-not-reported": ("未报；报送后最多可得 {points} 分", "not reported; worth up to {points} points once it is"),
    "lost": ("失 {points} 分", "{points} lost"),
    "to-win": ("可得 {points} 分", "up to {points}"),
    "now": ("现为 {value}", "now {value}"),
    "items": ("各项得分", "Points by item"),
    "item": ("项目", "Item"),
    "points": ("得分", "Points"),
    "best": ("满分", "Full points"),
    "of-points": ("/ {best}", "/ {best}"),
    "share": ("得分份额", "Share"),
    "value": ("数值", "Value"),
    "interval": ("{confidence} 区间", "{confidence} interval"),
    "low": ("区间下限", "Interval, low"),
    "high": ("区间上限", "Interval, high"),
    "rule": ("计分规则", "Rule"),
    "status": ("状态", "Status"),
    "numerator": ("分子", "Numerator"),
    "denominator": ("分母", "Denominator"),
    "item-timely": ("所用数字的按时率", "Timeliness"),
    "item-complete": ("所用数字的报送率", "Completeness"),
    "pooled-value": ("合并多年的数值", "Several years together"),
    "pooled-years": ("合并 {years} 年", "{years} years together"),
    "as-reported": ("按报送值 {value}，得 {points} 分", "as reported {value}, {points} points"),
    "by-verified": ("按核查值", "by verified values"),
    "by-corrected": ("按订正值", "by corrected values"),
    "explain": ("数从何来", "Where it comes from"),
    "ours": ("计分办法为本方案所拟", "scoring is ours"),
    "basis-nothing": ("没有可计分的项目。", "Nothing could be scored."),
    "heading-best": ("满分 {best}", "{best} in full"),
    "extra": ("加减分", "beside the total"),
    "parts-met": ("{met} / {parts} 项", "{met} of {parts} parts"),
    "scored": ("已计分", "Scored"),
    "pooled": ("合并多年计分", "Scored on several years"),
    "scored-long": ("所需数字都已报送，按规则计分", "every figure it needs came; scored by its rule"),
    "pooled-long": (
        "单年人数太少，不能判定，按规则合并多年的数字计分",
        "one year is too small to tell; scored on several years together",
    ),
    "not_reported": ("未报", "Not reported"),
    "not_applicable": ("不适用", "Not applicable"),
    "cannot_tell": ("不能判定", "Cannot be told"),
    "basis": ("数据依据", "Data basis"),
    "basis-text": (
        "总分 {total} 分，其中已计分 {available} 分、未报 {missing} 分、不适用或不能判定 {out} 分。"
        "得分 = {earned} ÷ {available} × {total}{extra} = {score}，不低于 0 分，不高于 {total} 分。"
        "报表报送率 {complete}。",
        "Of {total} points {available} were scored, {missing} were not reported, and {out} did not apply or could not "
        "be told. Score = {earned} ÷ {available} × {total}{extra} = {score}, held between 0 and {total}. "
        "{complete} of the expected reports came.",
    ),
    "how-total": (
        "得分只按已计分的项目折算到 {total} 分；“未报按不得分计”一栏把未报的分值留在总分内。"
        "未报从不当作零，也从不当作满分。人数太少、结论与偶然无法区分的项目，按方案写明的办法处理。同分同名次。",
        "The score puts the points earned on the points of the items that could be scored, times {total}; the second "
        "total leaves what was not reported in and lets it earn nothing. What was not reported is never zero and never "
        "full. Where numbers are too small to tell a verdict from chance, the scheme says openly what is done. Ties "
        "share a rank.",
    ),
    "how-total-head": ("总分怎样得出", "How the total is formed"),
    "statuses-head": ("状态说明", "What the states mean"),
    "not-scored": ("不计分", "Not scored"),
    "declined": ("不计分的项目及理由", "Items not scored, and why"),
    "declined-head": ("原文件中的这些项目不予考核", "These items of the source are not assessed"),
    "source": ("依据", "Source"),
    "note": ("说明", "Note"),
    "findings": ("发现", "Findings"),
    "findings-count": (
        "{errors} 个错误，{warnings} 个警告，{notes} 个提示",
        "{errors} errors, {warnings} warnings, {notes} notes",
    ),
    "run": ("运行", "Run"),
    "snapshot": ("数据快照", "Snapshot"),
    "software": ("软件", "Software"),
    "page-of": ("第 % 页，共 # 页", "page % of #"),
    "about": ("说明", "About"),
    "severity": ("程度", "Severity"),
    "error": ("错误", "Error"),
    "warning": ("警告", "Warning"),
    "note-severity": ("提示", "Note"),
    "found": ("发现的问题", "What was found"),
    "next": ("下一步", "Next step"),
    "file": ("文件", "File"),
    "sheet": ("工作表", "Sheet"),
    "cell": ("单元格", "Cell"),
    "element": ("数据元", "Element"),
    "code": ("编号", "Code"),
    "left-out": ("另有 {count} 条未列出", "{count} more are not listed"),
}  # fmt: skip


def word(code: str, lang: str, **facts: Any) -> str:
    """One word or sentence filled in; ``lang`` is ``zh`` or ``en``."""
    text = WORDS[code][0 if lang == "zh" else 1]
    return text.format(**facts) if facts else text


def both(code: str) -> str:
    """A bilingual heading: ``得分 Score``."""
    zh, en = WORDS[code]
    return f"{zh} {en}"


def status_words(status: str, lang: str) -> str:
    """What a state means, in a sentence."""
    own = f"{status}-long"
    if own in WORDS:
        return word(own, lang)
    # The phrase of an explanation starts with the state's name, which stands beside these words already.
    return phrase(f"status-{status}", lang).split("：" if lang == "zh" else ": ", 1)[-1]
