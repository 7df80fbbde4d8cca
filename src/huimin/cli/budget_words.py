"""What the command line says of budgets: help, options, sentences, in Chinese and English."""

from __future__ import annotations

# zh, en, examples zh, examples en, keys of the JSON
COMMANDS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "budget": (
        "测算惠民资金：在模拟人口上执行规则，得出某年各事项、各地区、各级负担的资金；改一条规则，看多花多少、哪些家庭得益或减少；按人口推算看今后几年。模拟的人口不对应任何真实的人。",
        "What benefits cost: the rules applied to simulated people, by benefit, area and level for a year; with a changed rule what more it costs and which families gain or lose; the coming years from the projection. The simulated people stand for nobody.",
        ("huimin budget --year 2026", "huimin budget childcare-subsidy --year 2026 --years 5 --area 明湖区", "huimin budget --with benefits/childcare-subsidy.yaml --to 对比.xlsx"),
        ("huimin budget --year 2026", "huimin budget childcare-subsidy --year 2026 --years 5 --area 'Minghu District'", "huimin budget --with benefits/childcare-subsidy.yaml --to compared.xlsx"),
        ("year", "about", "budget", "trial", "forecast", "families", "sentence", "notes", "file", "rows"),
    ),
}  # fmt: skip
PARAMETERS: dict[str, tuple[str, str]] = {
    "budget.benefits": ("哪些事项（代码或名称），默认全部", "which benefits (code or name), default all"),
    "budget.year": ("哪一年，默认人口数据的下一年", "the year, default the one after that of the people"),
    "budget.years": ("推算几年，默认 1（不推算）", "for how many years, default 1"),
    "budget.trial": ("改过的事项定义文件，可多次使用；与现行规则对比", "the file of a changed benefit, may be given again; held against the rules as they are"),
    "budget.area": ("只看这个地区（名称或代码）", "this area only (name or code)"),
    "budget.destination": ("结果写到这个文件：xlsx、csv 或 json", "write the result into this file: xlsx, csv or json"),
    "budget.futures": ("推算区间用多少条随机路径，默认 200；0 不算区间", "how many futures the intervals of the coming years rest on, default 200; 0 for none"),
    "budget.seed": ("随机种子：同样的种子得到同样的模拟人口", "the seed of chance: the same seed gives the same simulated people"),
    "project.money": ("加上各惠民事项所需资金，按现行标准和模拟人口的人均水平", "add the money needed for each benefit, at today's rules and the cost per head of simulated people"),
}  # fmt: skip
WORDS: dict[str, tuple[str, str]] = {
    "budget-title": ("{area}：{year}年惠民资金测算（模拟人口 {people} 人）", "{area}: what benefits cost in {year} (simulated people: {people})"),
    "budget-benefit": ("事项", "benefit"), "budget-yuan": ("所需资金（元）", "yuan"), "budget-interval": ("区间（元）", "interval (yuan)"),
    "budget-people": ("应享人数", "people"), "budget-families": ("应享户数", "families"),
    "budget-levels": ("各级负担", "who pays"), "budget-all": ("合计", "together"), "budget-open": ("金额尚待填写", "amount to be filled in"),
    "budget-after-change": ("改后", "after the change"),
    "budget-trial": ("改后与改前对比", "after the change, held against before"),
    "budget-before": ("改前（元）", "before (yuan)"), "budget-after": ("改后（元）", "after (yuan)"), "budget-difference": ("差额（元）", "difference"),
    "budget-gaining": ("得益户数", "gaining"), "budget-losing": ("减少户数", "losing"), "budget-newly": ("新增应享", "newly entitled"),
    "budget-ended": ("不再应享", "no longer"), "budget-mean-gain": ("户均增加（元）", "mean gain"), "budget-mean-loss": ("户均减少（元）", "mean loss"),
    "budget-forecast": ("今后各年所需资金（万元，中方案）", "yuan needed in the coming years, in thousands (medium scenario)"),
    "budget-scenarios": ("各人口情景下 {year} 年合计（万元）及区间", "all benefits in {year} by scenario, in thousands of yuan, with intervals"),
    "budget-yuan-short": ("所需资金", "needed"), "budget-projected": ("人口推算（95%）", "projection (95%)"),
    "budget-assumed": ("假设的范围", "assumptions"), "budget-everything": ("全部因素", "everything"),
    "budget-working": ("测算", "working it out"),
    "budget-more-areas": ("另有 {count} 个地区，用 --to 写成文件查看", "{count} more areas: write them into a file with --to"),
}  # fmt: skip
