"""The help of the program and of each command, laid out for Chinese as well as for English."""

from __future__ import annotations

from collections.abc import Iterator
from shutil import get_terminal_size
from typing import Any

from typer.core import TyperCommand, TyperGroup

from huimin.cli.help_words import COMMANDS, PARAMETERS
from huimin.cli.printing import width
from huimin.cli.words import pick, spoken, t
from huimin.findings import Finding, Invalid, Severity, nearest

WIDEST = 110
NO_BREAK_BEFORE = "，。；：、？！）”》…,.;:)"


def name_of(context: Any) -> str:
    """``huimin``, ``load`` or ``areas check``: how the words of a command are found."""
    return context.command_path.removeprefix("huimin").strip() or "huimin"


def usage_of(command: Any, context: Any) -> str:
    """``huimin explain [OPTIONS] AREA ITEM``."""
    words = [context.command_path, t("options-word")]
    for param in command.params:
        if param.param_type_name == "argument":
            word = param.name.upper() + ("..." if param.nargs != 1 else "")
            words.append(word if param.required else f"[{word}]")
    return " ".join([*words, t("command-word")] if isinstance(command, TyperGroup) else words)


def words_of(command: str, parameter: str) -> str:
    """What the help says of one parameter."""
    if parameter == "json":
        return t("json-keys", keys=", ".join(COMMANDS[command].keys))
    return pick(PARAMETERS.get(f"{command}.{parameter}") or PARAMETERS[parameter])


def help_of(command: Any, context: Any) -> str:
    """The whole help of one command."""
    columns = min(get_terminal_size((WIDEST, 24)).columns, WIDEST)
    words = COMMANDS[name_of(context)]
    lines = [t("usage") + usage_of(command, context), ""]
    for paragraph in pick((words.zh, words.en)).split("\n"):
        lines += wrapped(paragraph, columns)
    for title, entries in _sections(command, context):
        if entries:
            left = max(width(name) for name, _ in entries) + 4
            lines += ["", t(title)]
            for name, said in entries:
                first, *rest = wrapped(said, columns - left)
                lines.append("  " + name + " " * (left - 2 - width(name)) + first)
                lines += [" " * left + line for line in rest]
    lines += ["", t("examples"), *("  " + one for one in examples(name_of(context)))]
    return "\n".join(lines)


def examples(command: str) -> tuple[str, ...]:
    """The examples of a command in the language in use."""
    words = COMMANDS[command]
    return words.examples_zh if spoken() == "zh" else words.examples_en


def _sections(command: Any, context: Any) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    name = name_of(context)
    params = command.get_params(context)
    of_kind = {kind: [one for one in params if one.param_type_name == kind] for kind in ("argument", "option")}
    yield "arguments", [(one.name.upper(), words_of(name, one.name)) for one in of_kind["argument"]]
    if isinstance(command, TyperGroup):
        prefix = "" if name == "huimin" else f"{name} "
        said = {one: COMMANDS[prefix + one] for one in command.commands}
        yield "commands", [(one, _first_sentence(pick((words.zh, words.en)))) for one, words in said.items()]
    yield "options", [(_option(one), words_of(name, one.name)) for one in of_kind["option"]]


def _first_sentence(text: str) -> str:
    return text.split("。")[0] if spoken() == "zh" else text.split(". ")[0].rstrip(".")


def _option(param: Any) -> str:
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag else f"{names} {param.metavar or param.name.upper()}"


def wrapped(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns: English breaks at spaces, Chinese between any two characters."""
    lines = [""]
    for piece in _pieces(text):
        if width(lines[-1] + piece.rstrip()) > columns and lines[-1]:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> Iterator[str]:
    """What must stay together: a word with the space after it, a Chinese character with the marks that follow."""
    piece = ""
    for character in text:
        wide = width(character) == 2
        if piece and character not in NO_BREAK_BEFORE and (wide or width(piece[-1]) == 2 or piece[-1] == " "):
            yield piece
            piece = ""
        piece += character
    yield piece


class Command(TyperCommand):
    """A command with our help."""

    def get_help(self, ctx: Any) -> str:
        """The help in the language in use."""
        return help_of(self, ctx)


class Group(TyperGroup):
    """A group of commands with our help, which names the nearest command where one is mistyped."""

    def get_help(self, ctx: Any) -> str:
        """The help in the language in use."""
        return help_of(self, ctx)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name.

        Raises:
            Invalid: there is none, with the nearest.
        """
        found = self.commands.get(cmd_name)
        if found is None:
            near, options = nearest(cmd_name, self.commands), ", ".join(self.commands)
            facts = {"found": cmd_name, "nearest": near, "options": options}
            raise Invalid([Finding("command-unknown", Severity.ERROR, facts=facts)])
        return found
