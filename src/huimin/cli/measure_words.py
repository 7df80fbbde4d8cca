"""What ``huimin benefits measure`` says, and its help."""

from __future__ import annotations

from typing import Any

COMMANDS: dict[str, tuple[Any, ...]] = {
    "benefits measure": (
        "从申请、发放台账和抽样复核算出一个月的惠民工作指标：确认准确、按期办结、按时到账、配套到位、应享尽享、申诉支持。写成工作簿放进 measures/，加 --load 即入库，可考核、可说明到单元格。",
        "Measure the work on benefits in a month from claims, ledger and sampled re-decisions: accuracy, time to decide, payments on time, matching funds, take-up, appeals upheld. Written as a workbook into measures/; with --load it is loaded, so that it can be assessed and explained down to the cell.",
        ("huimin benefits measure --period 2025-12",), ("huimin benefits measure --period 2025-12",),
        ("period", "file", "loaded", "areas", "findings"),
    ),
}  # fmt: skip

PARAMETERS: dict[str, tuple[str, str]] = {
    "benefits measure.period": ("已经过完的月份，如 2026-01", "a month that is over, such as 2026-01"),
    "benefits measure.load": ("写好后即入库", "load it when it is written"),
    "benefits measure.estimate": (
        "先按资金测算的模拟人口估计应享人数，写入 measures/entitled.csv",
        "first estimate who is entitled from the simulated people of the budget, into measures/entitled.csv",
    ),
    "benefits measure.by": ("经办人，默认本机登录名", "who acts, default the name signed in at this machine"),
}

WORDS: dict[str, tuple[str, str]] = {
    "measure-area": ("地区", "area"), "measure-on-time": ("按期办结", "decided on time"),
    "measure-accuracy": ("确认准确", "accuracy"), "measure-paid": ("按时到账", "paid on time"),
    "measure-funds": ("配套到位（元）", "funds received, yuan"), "measure-upheld": ("申诉支持", "appeals upheld"),
    "measure-days": ("办结工作日中位数", "days, median"), "measure-take-up": ("应享尽享（95%区间）", "take-up (95% interval)"),
    "measure-written": ("已写入 {file}", "written to {file}"),
    "measure-loaded": ("已入库 {figures} 个数字", "loaded {figures} figures"),
}  # fmt: skip
