"""Names and functions that are not there or misused: the faults that checking and binding share."""

from __future__ import annotations

import re

from huimin.findings import Finding, nearest
from huimin.findings.finding import Fact
from huimin.language.faults import fault
from huimin.language.functions import FUNCTIONS, MANY, Function, count_of, function_names
from huimin.language.names import Namespace
from huimin.language.nodes import Call, Name
from huimin.language.text import quote


def name_fault(name: Name, namespace: Namespace) -> Finding:
    """A name that stands for nothing, with the nearest one that does."""
    near = _nearest_name(name, namespace)
    hints = _hints(near, "可用的名称见数据字典和指标表", "the dictionary and the indicators hold the names there are")
    if len(name.parts) > 1 and namespace.resolve(name.parts[:1]) is not None:
        part = ".".join(name.parts[1:])
        return fault("formula-part-unknown", name.at.column, name=name.parts[0], part=part, nearest=near, **hints)
    return fault("formula-name-unknown", name.at.column, name=".".join(name.parts), nearest=near, **hints)


def _nearest_name(name: Name, namespace: Namespace) -> str:
    """The known name nearest to ``name``, as it must be written in a formula; ``""`` where none is alike."""
    found = nearest(".".join(name.parts), namespace.names())
    if not found:
        return ""
    parts = re.split(r"\s*[.·]\s*", found)
    plain = ".".join(quote(part, head=index == 0) for index, part in enumerate(parts))
    return plain if len(parts) == 1 or namespace.resolve(tuple(parts)) else quote(found)


def call_fault(call: Call) -> Finding | None:
    """An unknown function, too few or too many arguments, a second argument that is no count; or None."""
    function = FUNCTIONS.get(call.function)
    if function is None:
        near, known = nearest(call.function, function_names()), function_names()
        hints = _hints(near, f"可用的函数：{'、'.join(known)}", f"the functions there are: {', '.join(known)}")
        return fault("formula-function-unknown", call.at.column, name=call.function, nearest=near, **hints)
    found = len(call.arguments)
    if not function.least <= found <= function.most:
        return fault("formula-argument-count", call.at.column, function=call.function, found=found, **_takes(function))
    if function.counts and count_of(call) is None:
        least, most = function.counts
        return fault("formula-count", call.at.column, function=call.function, least=least, most=most)
    return None


def _takes(function: Function) -> dict[str, Fact]:
    """How many arguments a function takes, as numbers and in words."""
    least, most = function.least, function.most
    if most == MANY:
        words = (f"至少 {least} 个参数", f"{least} or more arguments")
    elif least == most:
        words = (f"{least} 个参数", f"{least} argument{'s' if least > 1 else ''}")
    else:
        words = (f"{least} 到 {most} 个参数", f"{least} to {most} arguments")
    return {"least": least, "most": most, "takes_zh": words[0], "takes_en": words[1]}


def _hints(near: str, else_zh: str, else_en: str) -> dict[str, Fact]:
    return {
        "hint_zh": f"是否想写 {near}？" if near else else_zh,
        "hint_en": f"did you mean {near}?" if near else else_en,
    }
