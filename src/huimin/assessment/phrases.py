"""The phrases of explanations and scorecards, in Chinese and English."""

from __future__ import annotations

from typing import Any

PHRASES: dict[str, tuple[str, str]] = {
    "item": ("{area} · {id} {name}：得 {points} 分（满分 {best}）", "{area} · {id} {name}: {points} points of {best}"),
    "item-extra": ("{area} · {id} {name}：{points} 分（加减分，不占总分）", "{area} · {id} {name}: {points} points, on top of or off the total"),
    "status-extra": ("在总分之外加减 {points} 分", "{points} points beside the total"),
    "status-scored": ("得分份额 {share}", "share of the points: {share}"),
    "status-pooled": ("单年人数太少，按合并年份计分，份额 {share}", "one year is too small to tell; scored on several years together, share {share}"),
    "status-not_reported": ("未报：所需数字没有报送，不计零分也不计满分，单列", "not reported: a figure it needs did not come; neither zero nor full, listed apart"),
    "status-not_applicable": ("不适用：没有可计量的对象，移出总分", "not applicable: there is nothing to measure; taken out of the total"),
    "status-cannot_tell": ("不能判定：人数太少，结论与偶然无法区分，移出总分", "cannot be told: the numbers are too small to tell the verdict from chance; taken out of the total"),
    "rule": ("规则：{words}", "rule: {words}"),
    "guard-full": ("小数保护：区间允许的最好份额", "small-number guard: the best share the interval allows"),
    "guard-pool": ("小数保护：一年不能判定时合并 {years} 年", "small-number guard: where one year cannot tell, {years} years together"),
    "guard-cannot_tell": ("小数保护：不能判定时移出总分", "small-number guard: taken out of the total where it cannot be told"),
    "input": ("{formula} = {value}", "{formula} = {value}"),
    "named-input": ("{name}：{formula} = {value}", "{name}: {formula} = {value}"),
    "constant": ("{name} = {value}", "{name} = {value}"),
    "name-of": ("本期值", "value"),
    "name-before": ("上年值", "last year"),
    "name-than": ("对照项", "held against"),
    "name-target": ("全年目标", "the year’s target"),
    "name-elapsed": ("全年已过", "share of the year gone"),
    "name-due": ("截止日", "due"),
    "name-row": ("第 {number} 行条件成立", "condition of row {number} holds"),
    "name-live": ("第 {number} 行在有效期内", "row {number} is in force"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "completeness": ("报送率 = 实报 ÷ 应报 = {value}", "completeness = reports received ÷ expected = {value}"),
    "timeliness": ("按时率 = 按时报 ÷ 应报 = {value}", "timeliness = reports on time ÷ expected = {value}"),
    "form-counts": ("{form}：{got} / 应报 {expected}", "{form}: {got} of {expected}"),
    "judged": ("，填表人 {judge}，备注 {note}", ", filled in by {judge}, note: {note}"),
    "indicator": ("{name} = {value}", "{name} = {value}"),
    "numerator": ("分子：{formula} = {value}", "numerator: {formula} = {value}"),
    "denominator": ("分母：{formula} = {value}", "denominator: {formula} = {value}"),
    "interval": ("{confidence} 区间：{low} 至 {high}（{method}）", "{confidence} interval: {low} to {high} ({method})"),
    "proportion": ("Wilson 法", "Wilson"),
    "rate": ("泊松精确法", "exact Poisson"),
    "ratio": ("条件二项法", "conditional binomial"),
    "pooled": ("合并多年：{numerator} ÷ {denominator} = {value}，区间 {low} 至 {high}", "several years together: {numerator} ÷ {denominator} = {value}, interval {low} to {high}"),
    "leaf": ("{area} · {name}（{span}）= {value}；实报 {reported} / 应报 {expected}", "{area} · {name} ({span}) = {value}; {reported} of {expected} reports"),
    "more": ("……另有 {count} 个下级地区（用 --all 全部列出）", "… and {count} more areas (list them with --all)"),
    "cell": ("{period}：{value} ← {file} › {sheet} › {cell}（收到 {received}，第 {revision} 版）", "{period}: {value} ← {file} › {sheet} › {cell} (received {received}, revision {revision})"),
    "values-verified": ("按核查值计分。按报送值为 {value}，得 {points} 分", "scored by verified values; by the reported ones it would be {value}, {points} points"),
    "values-corrected": ("按订正值计分。按报送值为 {value}，得 {points} 分", "scored by corrected values; by the reported ones it would be {value}, {points} points"),
    "values-verified-none": ("本项按核查值计分；本地区这些数字没有采用核查系数，按报送值计分", "the item asks for verified values; no factor was adopted for these figures of this area, so the reported ones count"),
    "values-corrected-none": ("本项按订正值计分；本地区这些数字没有采用订正系数，按报送值计分", "the item asks for corrected values; no factor was adopted for these figures of this area, so the reported ones count"),
    "factor": ("{element}（{span}）：报送值 × {factor}（{low} 至 {high}）；{by}于 {on} 决定采用", "{element} ({span}): as reported × {factor} ({low} to {high}); adopted by {by} on {on}"),
    "factor-basis": ("依据：{basis}", "it rests on: {basis}"),
    "ours-bare": ("计分办法为本方案所拟", "the scoring is ours"),
    "ours": ("计分办法为本方案所拟：{note}", "the scoring is ours: {note}"),
    "source": ("依据：{text}", "source: {text}"),
}  # fmt: skip


def phrase(code: str, lang: str, **facts: Any) -> str:
    """One phrase filled in; ``lang`` is ``zh`` or ``en``."""
    return PHRASES[code][0 if lang == "zh" else 1].format(**facts)
