"""What went wrong outside our definitions, told as findings: wrong use, files, the database, and our own faults."""

from __future__ import annotations

import errno
from typing import Any

from huimin.cli.help import usage_of
from huimin.cli.words import t
from huimin.findings import Finding, Severity, nearest

_OF_FILES = {
    errno.ENOENT: "path-missing", errno.EACCES: "path-not-permitted", errno.EPERM: "path-not-permitted",
    errno.EROFS: "path-not-permitted", errno.ENOSPC: "disk-full", errno.EDQUOT: "disk-full",
    errno.EISDIR: "path-of-other-kind", errno.ENOTDIR: "path-of-other-kind", errno.EEXIST: "path-of-other-kind",
}  # fmt: skip
_OF_DATABASES = ("django.db", "sqlite3", "psycopg")


def wrong_use(problem: Any) -> Finding:
    """The finding for an error of usage, as Typer raises it. It has no public classes for most of them."""
    context = problem.ctx
    command = context.command_path if context else "huimin"
    facts: dict[str, str] = {"command": command, "usage": usage_of(context.command, context) if context else "huimin"}
    match type(problem).__name__:
        case "NoSuchOption":
            known = [name for one in context.command.get_params(context) for name in one.opts] if context else []
            facts |= {"found": problem.option_name, "nearest": nearest(problem.option_name, known)}
            code = "option-unknown"
        case "BadOptionUsage":
            facts["found"], code = problem.option_name, "option-without-value"
        case "MissingParameter":
            facts["found"], code = _name(problem.param), "argument-missing"
        case "BadParameter":
            facts |= {"found": _name(problem.param), "reason": problem.message}
            code = "argument-wrong"
        case _:
            # What is left: more words than the command takes, told as "… (these words)".
            facts["found"] = problem.message.rpartition(" (")[2].rstrip(")") or problem.message
            code = "arguments-too-many"
    return Finding(code, Severity.ERROR, facts=facts)


def _name(param: Any) -> str:
    if param is None:
        return "?"
    return param.name.upper() if param.param_type_name == "argument" else max(param.opts, key=len)


def known_trouble(problem: Exception) -> Finding | None:
    """The finding for trouble with a file or the database; None for what is our own fault."""
    if any(kind.__module__.startswith(_OF_DATABASES) for kind in type(problem).__mro__):
        reason = str(problem).strip().partition("\n")[0] or type(problem).__name__
        return Finding("database-unusable", Severity.ERROR, facts={"reason": reason})
    if isinstance(problem, OSError):
        code = _OF_FILES.get(problem.errno or 0, "path-trouble")
        found = str(problem.filename or t("path"))
        return Finding(code, Severity.ERROR, facts={"found": found, "reason": problem.strerror or str(problem)})
    return None


def own_fault(problem: Exception) -> Finding:
    """The finding for a fault of the program."""
    return Finding("program-fault", Severity.ERROR, facts={"reason": f"{type(problem).__name__}: {problem}"})
