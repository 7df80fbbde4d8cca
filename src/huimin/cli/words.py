"""What the command line says, in Chinese and English, and which of the two it speaks."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from huimin.cli import benefit_words, claim_words, pay_words, publish_words, reconcile_words, verify_words

LANGUAGES = ("zh", "en")
VARIABLES = ("HUIMIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_spoken = ["en"]

WORDS: dict[str, tuple[str, str]] = {
    "made": ("已建立工作区 {folder}", "made the workspace {folder}"),
    "next-areas": ("下一步：把区划写进 {folder}/areas/areas.csv，再运行 huimin areas check", "next: write your areas into {folder}/areas/areas.csv, then run huimin areas check"),
    "next-load": ("下一步：cd {folder}，再运行 huimin load", "next: cd {folder}, then run huimin load"),
    "sample-made": ("已生成模拟样例“{city}”：{counties} 个县、{townships} 个乡镇、{villages} 个村，{files} 个工作簿", "made the simulated city {city}: {counties} counties, {townships} townships, {villages} villages, {files} workbooks"),
    "sample-plan": ("其中预先埋入 {faults} 处已知差错", "with {faults} known faults planted in them"),
    "reading": ("读取工作簿", "reading workbooks"),
    "writing": ("生成工作簿", "writing workbooks"),
    "packing": ("备份", "backing up"), "unpacking": ("恢复", "restoring"),
    "backed-up": ("已备份到 {file}（{size} MB）", "wrote the backup {file} ({size} MB)"),
    "backup-holds": ("其中：报送 {submissions} 份，收到的文件 {files} 个，考核结果 {runs} 个，工作区文件 {workspace_files} 个", "it holds: submissions {submissions}, files received {files}, runs {runs}, files of the workspace {workspace_files}"),
    "backup-keys": ("没有备份密钥 {keys}：请另外保管，没有它们就打不开申请和账号", "the keys {keys} are not in it: keep them elsewhere; without them nobody opens claims and accounts"),
    "restore-keys": ("备份里没有密钥：请把 {keys} 从保管处放回原位，否则打不开申请和账号", "the backup does not hold the keys: put {keys} back from where they are kept, or claims and accounts do not open"),
    "restored": ("已恢复到 {folder}：{made_at} 的备份（huimin {huimin}）", "restored to {folder}: the backup of {made_at} (huimin {huimin})"),
    "compiling": ("编译宽表", "compiling wide tables"),
    "loaded": ("入库 {accepted} 个文件（{reports} 份报告，{figures} 个数字），退回 {refused} 个，重复 {duplicates} 个，先前已有 {known} 个", "let in {accepted} files ({reports} reports, {figures} figures), refused {refused}, repeated {duplicates}, known before {known}"),
    "nothing-new": ("没有新文件：{known} 个文件先前都已入库。把填好的工作簿放进 {folder}", "nothing new: all {known} files were let in before. Put filled workbooks into {folder}"),
    "nothing-there": ("没有文件可读。把填好的工作簿放进 {folder}", "there are no files. Put filled workbooks into {folder}"),
    "revised": ("其中 {revised} 份为更正：旧数字仍保留，以新的为准", "{revised} of the reports are corrections: the old figures are kept, the new ones count"),
    "refused": ("退回的文件（改正后放回收件箱，再运行 huimin load）：", "Refused files (mend them, put them back into the inbox, run huimin load again):"),
    "more": ("……另有 {count} 条（用 --all 全部列出）", "… and {count} more (list them with --all)"),
    "more-plain": ("……另有 {count} 条", "… and {count} more"),
    "no-maps": ("maps/ 里没有边界文件", "there are no boundaries in maps/"),
    "col-level": ("级别", "level"), "col-areas": ("地区数", "areas"), "col-drawn": ("有边界", "drawn"),
    "col-points": ("点数", "points"), "col-points-before": ("原点数", "points before"), "col-size": ("大小", "size"),
    "col-size-before": ("原大小", "size before"), "col-tolerance": ("容差", "tolerance"),
    "tolerance-next": ("这是试算；要让画图都用它，请在 maps/maps.yaml 里写 tolerance: {tolerance}", "this was a trial; to draw with it, write tolerance: {tolerance} into maps/maps.yaml"),
    "kept": ("（早已做好）", "(kept from before)"),
    "working-days": ("{year} 年共 {count} 个工作日，各月：", "{year} has {count} working days; by month:"),
    "worked": ("上班", "worked"), "free": ("放假", "free"),
    "no-findings": ("没有发现问题", "nothing found"),
    "counted": ("错误 {error}，警告 {warning}，提示 {note}", "{error} errors, {warning} warnings, {note} notes"),
    "counted-listed": ("（用 --all 列出）", " (list them with --all)"),
    "templates": ("已生成 {count} 个工作簿，在 {folder}", "wrote {count} workbooks to {folder}"),
    "assessed": ("已考核 {count} 个地区：{run}", "assessed {count} areas: {run}"),
    "sending": ("报送", "sending"),
    "submitted": ("已收到 {file}：回执 {number}，新报 {first} 份，更正 {revised} 份，未变 {unchanged} 份（{at}）\n   sha256 {sha256}", "received {file}: receipt {number}, first reports {first}, corrections {revised}, unchanged {unchanged} ({at})\n   sha256 {sha256}"),
    "submitted-again": ("先前已收到 {file}：回执 {number}（{at}）\n   sha256 {sha256}", "received before: {file}, receipt {number} ({at})\n   sha256 {sha256}"),
    "submit-refused": ("没有收下 {file}，改正后再送：", "not taken: {file}. Mend it and send it again:"),
    "results": ("结果在 {folder}", "results in {folder}"),
    "start-page": ("从这里看起：{file}", "start here: {file}"),
    "simulated": ("模拟数据，非真实地区", "simulated data, no real place"),
    "col-rank": ("名次", "rank"), "col-area": ("地区", "area"), "col-score": ("得分", "score"),
    "col-with": ("含未报", "with missing"), "col-grade": ("等次", "grade"), "col-complete": ("报送率", "complete"),
    "col-note": ("说明", "note"), "col-run": ("考核结果", "run"), "col-made": ("时间", "made"),
    "reason-incomplete": ("报送不全，不排名", "too few reports, not ranked"),
    "reason-too-little-scored": ("可计分项目太少，不排名", "too few points scored, not ranked"),
    "capped": ("红线：{line}", "red line: {line}"),
    "no-runs": ("还没有考核结果：先运行 huimin assess", "there are no runs yet: run huimin assess first"),
    "exact": ("逐字节相同：{count} 个文件", "the same byte for byte: {count} files"),
    "not-exact": ("与原结果不同", "not the same as before"),
    "differs": ("不同：{name}", "differs: {name}"), "missing": ("没有再现：{name}", "did not come out again: {name}"),
    "extra": ("多出：{name}", "new: {name}"), "because": ("不同的部分：{part}", "a part that differs: {part}"),
    "quality-title": ("数据质量审查 {period} {title}", "quality of the figures, {period} {title}"),
    "quality-counted": ("数字 {figures} 个，检验 {tests} 次，可疑迹象 {signs} 处（背后的 {found} 次检验中，偶然的预计不超过 {rate}）", "figures {figures}, tests {tests}, signs {signs} (of the {found} tests behind them at most {rate} are expected to be chance)"),
    "quality-completeness": ("报送", "received"), "quality-timeliness": ("按时", "on time"),
    "quality-filled": ("填报", "filled in"), "quality-related": ("合审核关系", "keep rules"),
    "quality-expected": ("合历史同组", "as expected"), "quality-outside": ("合外部数据", "as outside"),
    "quality-family": ("检验", "family of tests"), "quality-tests": ("次数", "tests"), "quality-signs": ("迹象", "signs"),
    "quality-not-told": ("说不准的", "not told"), "quality-untold": ("说不准：{what}", "not told: {what}"),
    "quality-none": ("没有发现可疑迹象", "no signs were found"),
    "quality-list": ("可疑迹象，越少见的越靠前：", "signs, the rarest first:"),
    "quality-folded": ("（含单个地区 {count} 处）", " (covers {count} of single areas)"),
    "quality-colon": ("：", ": "), "quality-stop": ("。", ". "),
    "quality-innocent": ("无辜的原因：{text}", "innocent causes: {text}"),
    "quality-no-verdict": ("迹象只说明值得去看，不是结论；不影响任何得分", "a sign is a reason to look, never a verdict; it changes no score"),
    "quality-written": ("全部内容在 {file}", "everything is in {file}"),
    "diff-none": ("两次结果相同", "the two runs are the same"),
    "diff-scores-same": ("分数和名次都没有变", "no score and no rank moved"),
    "diff-parts": ("不同的部分：{parts}", "parts that differ: {parts}"),
    "diff-definitions": ("定义变了的项目：{items}", "items whose definition changed: {items}"),
    "diff-only-before": ("只在前一次：{areas}", "only in the first run: {areas}"),
    "diff-only-after": ("只在后一次：{areas}", "only in the second run: {areas}"),
    "diff-moved": ("{count} 个地区的结果变了", "{count} areas moved"),
    "diff-area": ("{area}：{before} → {after}（名次 {rank_before} → {rank_after}）", "{area}: {before} → {after} (rank {rank_before} → {rank_after})"),
    "diff-item": ("{item}：{before} → {after}，因为{causes}", "{item}: {before} → {after}, because of {causes}"),
    "diff-figure": ("{area} 的 {atom}：{before} → {after}", "{atom} of {area}: {before} → {after}"),
    "diff-reports": ("{area} 的 {atom}：所据报告 {before} → {after} 份", "{atom} of {area}: rests on {before} → {after} reports"),
    "diff-tree": ("{area} 的下级变了：减 {left}，增 {came}", "areas below {area} changed: without {left}, with {came}"),
    "cause-definition": ("定义", "definitions"), "cause-figures": ("数字", "figures"), "cause-tree": ("区划", "the tree"),
    "cause-": ("等次或排名", "standing"),
    "what-if-none": ("没有地区变动", "no area moves"),
    "what-if-moved": ("{all} 个地区中有 {count} 个变动；以下为试算，没有写入任何结果", "areas that move: {count} of {all}. This is a trial, nothing was written"),
    "col-before": ("改前", "before"), "col-after": ("改后", "after"), "col-shift": ("增减", "change"),
    "col-name": ("名称", "name"), "col-value": ("现值", "value"), "col-meaning": ("含义", "meaning"), "colon": ("：", ": "),
    "registration-model": ("模型（* 表示有关联）", "model (* depend)"), "registration-total": ("估计实有", "estimated"),
    "registration-interval": ("区间", "interval"), "registration-stands": ("不明显矛盾", "not clearly wrong"),
    "registration-factors": ("订正系数 {count} 条，写到 {file}；填上 decided_by、decided_on 后放进 adjustments/ 才采用", "{count} factors of correction, written to {file}; they count once decided_by and decided_on are filled in and the file lies in adjustments/"),
    "registration-yes": ("是", "yes"), "registration-listed": ("登记", "registered"), "registration-missing": ("漏登率", "missing"),
    "exported": ("已写出 {file}（{count} 行）", "wrote {file} ({count} rows)"),
    "projecting": ("推算", "projecting"),
    "projected": ("{area}人口推算，{first} 至 {last} 年", "Population projection of {area}, {first} to {last}"),
    "project-scenario": ("情景：{name}", "Scenario: {name}"),
    "project-births": ("出生（此前12个月）", "births in the 12 months before"),
    "project-births-a-year": ("出生（前{years}年年均）", "births a year in the {years} years before"),
    "project-brackets": ("括号内为 80% 区间。", "In brackets: the 80% interval."),
    "project-more-areas": ("另有 {count} 个地区：用 --area 选定，或用 --out 写出全部", "other areas: {count}. Choose one with --area, or write all with --out"),
    "error": ("错误", "error"), "warning": ("警告", "warning"), "note": ("提示", "note"),
    "next": ("→ {step}", "→ {step}"),
    "unchanged-run": ("结果与已有的相同", "the results were there already and are the same"),
    "interrupted": ("已中断。做完的都已保存，没有只做一半的；再运行一次即可接着做。", "Stopped. What was finished is kept and nothing is half done; run it again to go on."),
    "path": ("文件", "a file"),
    "ask-password": ("密码：", "Password: "), "ask-password-again": ("再输一遍：", "Again: "),
    "usage": ("用法：", "Usage: "), "options": ("选项", "Options"), "arguments": ("参数", "Arguments"),
    "commands": ("命令", "Commands"), "examples": ("例", "Examples"), "options-word": ("[选项]", "[OPTIONS]"),
    "command-word": ("命令", "COMMAND"), "default": ("默认 {value}", "default: {value}"),
    "json-keys": ("输出 JSON，供程序读取（键：{keys}；出错时：errors）", "print JSON for programs to read (keys: {keys}; on an error: errors)"),
}  # fmt: skip
WORDS |= (
    claim_words.WORDS
    | pay_words.WORDS
    | verify_words.WORDS
    | benefit_words.WORDS
    | publish_words.WORDS
    | reconcile_words.WORDS
)


def chosen(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """``zh`` or ``en``: ``--lang`` anywhere among the arguments, else HUIMIN_LANG, else the system's, else English."""
    options = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    for place, word in enumerate(options):
        if word.startswith("--lang="):
            return _known(word.removeprefix("--lang="))
        if word == "--lang" and place + 1 < len(options):
            return _known(options[place + 1])
    return _known(next((environment[name] for name in VARIABLES if environment.get(name)), "en"))


def _known(name: str) -> str:
    return "zh" if name.startswith("zh") else "en"


def speak(lang: str) -> None:
    """Say everything from now on in ``zh`` or ``en``."""
    _spoken[0] = lang


def spoken() -> str:
    """The language in use, ``zh`` or ``en``."""
    return _spoken[0]


def pick(words: Sequence[str]) -> str:
    """The Chinese or the English of a pair, after the language in use."""
    return words[LANGUAGES.index(spoken())]


def t(code: str, **facts: Any) -> str:
    """One sentence in the language in use."""
    return pick(WORDS[code]).format(**facts)
