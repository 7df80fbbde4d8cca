"""What the site says, in Chinese and English. Every screen keeps its own words; here they are joined and looked up.

An entry is ``"screen.code": (zh, en)``, or ``(zh, en for one, en for several)`` where English changes with ``count``.
Texts take facts as ``{name}``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from markupsafe import Markup, escape

from huimin.web.base.claiming.words import CLAIMING

LANGUAGES = ("zh", "en")
WORDS: dict[str, tuple[str, ...]] = {
    "base.huimin": ("惠民", "huimin"),
    "base.serving": (
        "网站已启动：{address}（按 Ctrl-C 停止）",
        "The site is running: {address} (Ctrl-C stops it)",
    ),
    "base.port-taken": (
        "{address} 用不了：已被别的程序占用，或本机没有这个地址。请换一个端口，如 huimin serve --port 8080",
        "{address} cannot be used: another program listens there, or this machine has no such address. Try another port, such as huimin serve --port 8080",
    ),
    "base.demo-only-simulated": (
        "演示账号只能建在模拟数据的工作区里（huimin.yaml 写有 simulated: true）。",
        "Demonstration accounts are only made where the data are simulated (simulated: true in huimin.yaml).",
    ),
    "base.demo-accounts": (
        "演示账号（密码都是 {password}）：",
        "Demonstration accounts (each with the password {password}):",
    ),
    "base.demo-codes": (
        "虚构家庭的回执码（在 /family/ 输入，可看家庭看到的页面）：",
        "Receipt codes of invented families (to be typed at /family/, to see what a family sees):",
    ),
    "base.skip": ("跳到正文", "Skip to the content"),
    "base.menu": ("菜单", "Menu"),
    "base.navigation": ("主导航", "Main navigation"),
    "base.other-language": ("English", "中文"),
    "base.account": ("我的账号", "My account"),
    "base.sign-in": ("登录", "Sign in"),
    "base.sign-out": ("退出", "Sign out"),
    "base.simulated": (
        "模拟数据：地名与数字均为虚构，仅供演示",
        "SIMULATED DATA: places and figures are invented, for demonstration only",
    ),
    "base.demo-day": ("演示日期：{day}", "Demonstration day: {day}"),
    "base.printed": ("打印自 {site}，{day}", "Printed from {site}, {day}"),
    "base.refused": ("你没有这项权限", "You may not do this"),
    "base.refused-text": (
        "你的账号不能打开这个页面或做这件事。如果工作需要，请管理员调整你的职责。",
        "Your account does not open this page or do this. If your work needs it, ask the administrator for the role.",
    ),
    "base.invalid": ("有需要改正的地方", "Something has to be put right"),
    "base.not-found": ("没有这个页面", "There is no such page"),
    "base.not-found-text": (
        "地址可能写错了，或者这里的内容不归你的账号查看。",
        "The address may be mistyped, or what is here is not open to your account.",
    ),
    "base.bad-request": ("请求无法处理", "This request cannot be handled"),
    "base.bad-request-text": (
        "发送的内容过大或不完整。单个文件不得超过 20 MB。",
        "What was sent is too large or incomplete. A file may have 20 MB at most.",
    ),
    "base.stale": ("页面放得太久了", "This page was open for too long"),
    "base.stale-text": (
        "为安全起见没有执行。请返回上一页，刷新后再试；填好的内容仍在那里。",
        "Nothing was done, for safety. Go back, reload the page and try again; what you had filled in is still there.",
    ),
    "base.home": ("回到首页", "Back to the first page"),
    "base.working-days-left": ("（{count} 个工作日）", "({count} working day)", "({count} working days)"),
    "base.working-days-guessed": (
        "（约 {count} 个工作日，放假安排尚未公布）",
        "(about {count} working day; holidays are not announced yet)",
        "(about {count} working days; holidays are not announced yet)",
    ),
    "base.next-step": ("怎么办：{step}", "What to do: {step}"),
    "base.colon": ("：", ": "),
    "base.comma": ("、", ", "),
    "base.none": ("没有", "none"),
    "base.save": ("保存", "Save"),
    "base.cancel": ("取消", "Cancel"),
    "base.all": ("全部", "All"),
    "base.yes": ("是", "Yes"),
    "base.no": ("否", "No"),
    "base.not-known": ("不清楚", "I do not know"),
    "base.elsewhere": ("别的地方", "somewhere else"),
    "base.leave-empty": ("不清楚就空着。", "Leave it empty where you do not know."),
    "base.sensitive": (
        "这是敏感信息，只有办理这件事的人能看到。",
        "This is sensitive: only those who work on the claim see it.",
    ),
    "base.date-y": ("年", "Year"),
    "base.date-m": ("月", "Month"),
    "base.date-d": ("日", "Day"),
    "base.show": ("显示", "Show"),
    "base.page-of": ("第 {page} 页，共 {pages} 页", "page {page} of {pages}"),
    "base.earlier": ("上一页", "previous"),
    "base.later": ("下一页", "next"),
    "base.required": ("必填", "required"),
    "base.save-picture": ("保存图片（{kind}）", "Save picture ({kind})"),
    "base.severity-error": ("错误", "error"),
    "base.severity-warning": ("警告", "warning"),
    "base.severity-note": ("提示", "note"),
    "base.kind-reporter": ("报送员", "reporter"),
    "base.kind-reviewer": ("审核员", "reviewer"),
    "base.kind-officer": ("业务主管", "officer"),
    "base.kind-judge": ("佐证评审员", "evidence judge"),
    "base.kind-auditor": ("审计员", "auditor"),
    "base.menu-figures": ("数据", "Figures"),
    "base.menu-assessment": ("考核", "Assessment"),
    "base.menu-families": ("惠民事项", "Families"),
    "base.menu-office": ("设置", "Set-up"),
    "base.kind-administrator": ("系统管理员", "administrator"),
    "base.kind-clerk": ("惠民经办人", "claims clerk"),
    "base.kind-case-officer": ("惠民审核人", "case officer"),
    "base.kind-paymaster": ("惠民发放人", "paymaster"),
    **CLAIMING,
}
Entries = Mapping[str, tuple[str, ...]]


@cache
def catalogue() -> dict[str, tuple[str, ...]]:
    """All words of all screens; two may not use the same code."""
    found: dict[str, tuple[str, ...]] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("huimin.web.") and find_spec(f"{config.name}.words"):
            words: Entries = import_module(f"{config.name}.words").WORDS
            twice = found.keys() & words.keys()
            assert not twice, f"said twice: {twice}"
            found |= words
    return found


def say(lang: str, code: str, **facts: Any) -> str:
    """A text in ``zh`` or ``en``. A code that nobody knows is a bug, and says so."""
    entry = catalogue()[code]
    one = len(entry) == 2 or facts.get("count") == 1
    text = entry[0] if lang == "zh" else entry[1] if one else entry[2]
    return text.format_map(facts) if facts else text


def say_html(lang: str, code: str, **facts: Any) -> Markup:
    """The same with facts that may be HTML: what is not is escaped, the text itself too."""
    entry = say(lang, code)
    return Markup(escape(entry).format_map({name: escape(fact) for name, fact in facts.items()}))


def chosen(wanted: Iterable[str], fallback: str) -> str:
    """The first language of a reader's list that the site speaks: of ``zh-CN``, ``en-GB`` the beginning counts."""
    for one in wanted:
        if one[:2].lower() in LANGUAGES:
            return one[:2].lower()
    return fallback
