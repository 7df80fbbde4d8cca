"""What the command line says, in Chinese and English."""

from __future__ import annotations

import os
import sys
from typing import Any


def language() -> str:
    """``zh`` or ``en``: ``--lang`` where given, else HUIMIN_LANG, else the system's language, else English."""
    for place, word in enumerate(sys.argv):
        if word == "--lang" and place + 1 < len(sys.argv):
            return "zh" if sys.argv[place + 1].startswith("zh") else "en"
        if word.startswith("--lang="):
            return "zh" if word[7:].startswith("zh") else "en"
    named = os.environ.get("HUIMIN_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
    return "zh" if named.startswith("zh") else "en"


LANG = language()

WORDS: dict[str, tuple[str, str]] = {
    "app": ("把上报数字变成能自己说明来由的考核。退出码：0 完成，1 发现错误，2 用法有误。",
            "Reported figures to assessments that explain themselves. Exit codes: 0 done, 1 errors found, 2 wrong use."),
    "opt-workspace": ("工作区文件夹（默认：当前文件夹或其上级）", "the workspace folder (default: this folder or one above it)"),
    "opt-lang": ("语言：zh 或 en", "language: zh or en"),
    "opt-json": ("输出 JSON，供程序读取", "print JSON for programs to read"),
    "opt-run": ("考核结果编号（默认：最近一次）", "the run (default: the latest)"),
    "help-new": ("新建工作区。\n\n例：huimin new 我市 --pack china，或带模拟样例 huimin new demo --sample",
                 "Make a new workspace.\n\nExample: huimin new mycity --pack china, or with the simulated city: huimin new demo --sample"),
    "help-template": ("生成待填的工作簿。\n\n例：huimin template village_monthly 2025-01 --out 待填",
                      "Write workbooks to be filled in.\n\nExample: huimin template village_monthly 2025-01 --out to-fill"),
    "help-load": ("读入收件箱里填好的工作簿；有错的整本退回，其余照常。\n\n例：huimin load，或 huimin load 报表.xlsx",
                  "Load filled workbooks; one with errors is refused whole, the others go on.\n\nExample: huimin load, or: huimin load report.xlsx"),
    "help-check": ("检查已入库的数字：缺报、可疑、合计不符。\n\n例：huimin check --from 2025-01 --to 2025-12",
                   "Check the figures loaded: missing reports, odd series, sums that differ.\n\nExample: huimin check --from 2025-01 --to 2025-12"),
    "help-assess": ("按方案考核一个期间，写出结果。\n\n例：huimin assess family-services-2025 2025",
                    "Assess a period by a scheme and write the results.\n\nExample: huimin assess family-services-2025 2025"),
    "help-explain": ("说明一个地区一个项目的得分，直到工作簿的单元格。\n\n例：huimin explain 云溪县 1.1",
                     "Explain an area's points for an item, down to the cells of the workbooks.\n\nExample: huimin explain Yunxi 1.1"),
    "help-reproduce": ("重做一次考核，逐字节比对。\n\n例：huimin reproduce family-services-2025-2025-1a2b3c4d",
                       "Make a run again and compare it byte for byte.\n\nExample: huimin reproduce family-services-2025-2025-1a2b3c4d"),
    "help-diff": ("比较两次考核：哪些分变了，因为什么。\n\n例：huimin diff 结果一 结果二",
                  "Compare two runs: which scores moved, and what moved them.\n\nExample: huimin diff RUN1 RUN2"),
    "help-export": ("导出指标的值（csv、json、parquet）。\n\n例：huimin export 2025 --level county --out 指标.csv",
                    "Export the values of indicators (csv, json, parquet).\n\nExample: huimin export 2025 --level county --out indicators.csv"),
    "help-areas": ("区划树。", "The area tree."),
    "help-areas-check": ("一次列出区划树的所有问题。\n\n例：huimin areas check", "List every defect of the tree at once.\n\nExample: huimin areas check"),
    "help-areas-import": ("用一张宽表生成区划树（mappings/ 里的 areas 映射）。\n\n例：huimin areas import 表.csv --mapping areas-2020",
                          "Make the tree from a wide table (an areas mapping of mappings/).\n\nExample: huimin areas import table.csv --mapping areas-2020"),
    "help-runs": ("列出已有的考核结果。\n\n例：huimin runs", "List the runs there are.\n\nExample: huimin runs"),
    "made": ("已建立工作区 {folder}", "made the workspace {folder}"),
    "next-areas": ("下一步：把区划写进 {folder}/areas/areas.csv，再运行 huimin areas check", "next: write your areas into {folder}/areas/areas.csv, then run huimin areas check"),
    "sample-made": ("已生成模拟样例“{city}”：{counties} 个县、{townships} 个乡镇、{villages} 个村，{files} 个工作簿", "made the simulated city {city}: {counties} counties, {townships} townships, {villages} villages, {files} workbooks"),
    "sample-plan": ("其中预先埋入 {faults} 处已知差错", "with {faults} known faults planted in them"),
    "reading": ("读取工作簿", "reading workbooks"),
    "writing": ("生成工作簿", "writing workbooks"),
    "compiling": ("编译宽表", "compiling wide tables"),
    "loaded": ("入库 {accepted} 个文件（{reports} 份报告，{figures} 个数字），退回 {refused} 个，重复 {duplicates} 个，先前已有 {known} 个", "let in {accepted} files ({reports} reports, {figures} figures), refused {refused}, repeated {duplicates}, known before {known}"),
    "revised": ("其中 {revised} 份为更正", "{revised} of the reports are corrections"),
    "refused": ("退回的文件", "refused files"),
    "findings": ("发现", "findings"),
    "more": ("……另有 {count} 条（用 --all 全部列出）", "… and {count} more (list them with --all)"),
    "no-findings": ("没有发现问题", "nothing found"),
    "counted": ("错误 {error}，警告 {warning}，提示 {note}", "{error} errors, {warning} warnings, {note} notes"),
    "templates": ("已生成 {count} 个工作簿，在 {folder}", "wrote {count} workbooks to {folder}"),
    "assessed": ("已考核 {count} 个地区：{run}", "assessed {count} areas: {run}"),
    "results": ("结果在 {folder}", "results in {folder}"),
    "ranking": ("排名", "Ranking"),
    "simulated": ("模拟数据，非真实地区", "simulated data, no real place"),
    "col-rank": ("名次", "rank"), "col-area": ("地区", "area"), "col-score": ("得分", "score"),
    "col-with": ("含未报", "with missing"), "col-grade": ("等次", "grade"), "col-complete": ("报送率", "complete"),
    "col-note": ("说明", "note"), "col-run": ("考核结果", "run"), "col-made": ("时间", "made"),
    "reason-incomplete": ("报送不全，不排名", "too few reports, not ranked"),
    "reason-too-little-scored": ("可计分项目太少，不排名", "too few points scored, not ranked"),
    "capped": ("红线：{line}", "red line: {line}"),
    "exact": ("逐字节相同：{count} 个文件", "the same byte for byte: {count} files"),
    "not-exact": ("与原结果不同", "not the same as before"),
    "differs": ("不同：{name}", "differs: {name}"), "missing": ("没有再现：{name}", "did not come out again: {name}"),
    "extra": ("多出：{name}", "new: {name}"), "because": ("不同的部分：{part}", "a part that differs: {part}"),
    "diff-none": ("两次结果相同", "the two runs are the same"),
    "diff-parts": ("不同的部分：{parts}", "parts that differ: {parts}"),
    "diff-moved": ("{count} 个地区的结果变了", "{count} areas moved"),
    "diff-area": ("{area}：{before} → {after}（名次 {rank_before} → {rank_after}）", "{area}: {before} → {after} (rank {rank_before} → {rank_after})"),
    "diff-item": ("{item}：{before} → {after}，因为{causes}", "{item}: {before} → {after}, because of {causes}"),
    "diff-figure": ("{area} 的 {atom}：{before} → {after}", "{atom} of {area}: {before} → {after}"),
    "diff-tree": ("{area} 的下级变了：减 {left}，增 {came}", "areas below {area} changed: without {left}, with {came}"),
    "cause-definition": ("定义", "definitions"), "cause-figures": ("数字", "figures"), "cause-tree": ("区划", "the tree"),
    "cause-": ("等次或排名", "standing"),
    "exported": ("已写出 {file}", "wrote {file}"),
    "error": ("错误", "error"), "warning": ("警告", "warning"), "note": ("提示", "note"),
    "next": ("→ {step}", "→ {step}"),
    "unchanged-run": ("结果与已有的相同", "the results were there already and are the same"),
}  # fmt: skip


def t(code: str, **facts: Any) -> str:
    """One sentence in the chosen language."""
    return WORDS[code][0 if LANG == "zh" else 1].format(**facts)
