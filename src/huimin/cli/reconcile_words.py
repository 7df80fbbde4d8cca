"""What the command line says of comparing lists: help, options, sentences, in Chinese and English."""

from __future__ import annotations

from huimin.cli import encode_words

# zh, en, examples zh, examples en, keys of the JSON
COMMANDS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "reconcile": (
        "信息比对：比对两份或三份名单（医院出生、户籍、预防接种、民政……），得出互相覆盖率和区间、缺在哪里、哪些项目不一致、名单内重复，以及季度分析报告。只为让每个孩子都登记上、每项服务都只算一次；不得作为对任何家庭作出处理的依据。",
        "Compare two or three lists (hospital births, household registration, immunisation, civil affairs): coverage each way with intervals, what is missing where, which fields disagree, repeats within a list, and the quarterly report. It serves one purpose, that every child is registered and every service counted once; nothing in it may carry a consequence for any family.",
        ("huimin reconcile --invent 名单", "huimin reconcile 名单/医院出生登记.csv 名单/户籍登记.csv 名单/预防接种.csv --mapping 名单/mapping.yaml --out 比对", "huimin reconcile --clean --out 比对"),
        ("huimin reconcile --invent lists", "huimin reconcile lists/hospital-births.csv lists/household-registration.csv lists/immunisation.csv --mapping lists/mapping.yaml --out compared", "huimin reconcile --clean --out compared"),
        ("purpose", "lists", "months", "coverage", "areas", "pairs", "pairs_at_odds", "files", "notes", "removed"),
    ),
}  # fmt: skip
PARAMETERS: dict[str, tuple[str, str]] = {
    "reconcile.files": ("两份或三份名单（csv，第一行为列名，一行一条记录）", "two or three lists (csv, headings in the first line, a record a line)"),
    "reconcile.mapping": ("对照文件：各名单叫什么、哪一列是什么；列名看得出来时可以不要", "the mapping file: what each list is called and which column holds what; not needed where the headings say it"),
    "reconcile.workspace": ("用这个工作区的区划：旧代码归到现在的地区，表里写地区名称", "the workspace whose area tree is used: old codes count where they belong now, tables show names"),
    "reconcile.destination": ("结果写到这个文件夹，默认 reconciliation", "write the results into this folder, default reconciliation"),
    "reconcile.first": ("从哪个出生月份起，如 2026-01；默认各名单共有的月份", "the first month of birth, such as 2026-01; default the months that all lists have"),
    "reconcile.last": ("到哪个出生月份止", "the last month of birth"),
    "reconcile.limit": ("要求的覆盖率，默认 95%", "the coverage that is asked for, default 95%"),
    "reconcile.sensitivity": ("推算时用：真正同一人有多大比例被比中，如 98%+-1%，默认 99%+-0.5%", "for the estimate: the share of true pairs that matching finds, such as 98%+-1%; default 99%+-0.5%"),
    "reconcile.false_matches": ("推算时用：比中的里面有多大比例不是同一人，默认 0.05%+-0.05%", "for the estimate: the share of the pairs found that are not one child; default 0.05%+-0.05%"),
    "reconcile.reviewed": ("推算时用：人工抽查的结果（JSON，precision 和 recall，可带区间）", "for the estimate: what people found who read a sample (JSON with precision and recall, maybe with intervals)"),
    "reconcile.steps_only": ("只用逐步比对，剩下的不再加权比对", "only the steps; what they leave is not weighed"),
    "reconcile.review": ("把分不清的疑似记录成对写进这个 xlsx，供人工核对（含个人信息，用后删除）", "write the pairs that cannot be told into this xlsx for a person to look at (personal data: delete it afterwards)"),
    "reconcile.keep": ("加密的名单再保留几天（最多 90），默认 0：报告写完即删", "for how many days the encrypted lists are kept (90 at most), default 0: removed with the report"),
    "reconcile.clean": ("只删除到期的加密名单，可放进每日的定时任务", "only remove the encrypted lists whose day has come; fit for a daily timer"),
    "reconcile.invent": ("把三份模拟名单和对照文件写到这个文件夹，供试用", "write three invented lists and their mapping into this folder, to try it with"),
    "reconcile.report_lang": ("报告的语言，默认与程序相同", "the language of the report, default that of the program"),
    "reconcile.everything": ("列出全部说明", "list all remarks"),
}  # fmt: skip
WORDS: dict[str, tuple[str, str]] = {
    "reconcile-title": ("信息比对：{period}出生", "Comparison of lists, births of {period}"),
    "reconcile-of": ("本名单", "children of"), "reconcile-within": ("在此名单中", "sought in"),
    "reconcile-number": ("人数", "number"), "reconcile-missing": ("未找到", "not found"),
    "reconcile-coverage": ("覆盖率", "coverage"), "reconcile-interval": ("95%区间", "95% interval"),
    "reconcile-reached": ("要求", "limit"),
    "reconcile-pairs": ("{lists}：比中 {count} 对，另有 {ties} 对疑似待人工核对", "{lists}: {count} pairs, and {ties} set aside for a person to look at"),
    "reconcile-written": ("已写出 {files} 个文件：{folder}", "wrote {files} files: {folder}"),
    "reconcile-review": ("供人工核对的 {count} 对写在 {file}（含个人信息，用后删除）", "{count} pairs to look at are in {file} (personal data: delete it afterwards)"),
    "reconcile-cleaned": ("已按期删除加密名单 {count} 批", "encrypted lists removed on their day: {count}"),
    "reconcile-invented": ("已写出模拟名单和对照文件共 {count} 个：{folder}", "wrote {count} files of invented lists and their mapping: {folder}"),
}  # fmt: skip
COMMANDS |= encode_words.COMMANDS
PARAMETERS |= encode_words.PARAMETERS
WORDS |= encode_words.WORDS
