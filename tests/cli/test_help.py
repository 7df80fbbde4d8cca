"""Every command explains itself in both languages, with examples that run as they stand."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path
from string import Formatter

import pytest

from huimin.cli.help import wrapped
from huimin.cli.help_words import COMMANDS, PARAMETERS
from huimin.cli.main import build
from huimin.cli.printing import width
from huimin.cli.words import LANGUAGES, WORDS
from workspace_fixtures import huimin

GROUPS = ("claims", "areas", "maps", "calendar", "people", "audit", "verify", "benefits", "pay", "encode", "pairs")
SINGLE = [name for name in COMMANDS if name not in ("huimin", *GROUPS)]


OF_THE_SITE = {"serve", "submit", "people add", "people list", "audit verify"}


def commands() -> dict[str, object]:
    """Every command and group there is, by the name its words have."""
    root = build()
    found = {"huimin": root, **root.commands}
    return found | {
        f"{group} {name}": command for group in GROUPS for name, command in root.commands[group].commands.items()
    }


def test_the_words_are_of_the_commands_there_are():
    assert set(COMMANDS) == set(commands())


def test_every_parameter_has_words_and_no_words_are_left_over():
    named = {f"{name}.{param.name}" for name, command in commands().items() for param in command.params}
    shared = {name for name in PARAMETERS if "." not in name}
    missing = {one for one in named if one not in PARAMETERS and one.rpartition(".")[2] not in {*shared, "json"}}
    assert not missing
    assert {name for name in PARAMETERS if "." in name} <= named


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_options_and_examples(name, lang):
    ran = huimin(*([] if name == "huimin" else name.split()), "--help", lang=lang)
    assert (ran.code, ran.err) == (0, "")
    assert {"zh": "用法：huimin", "en": "Usage: huimin"}[lang] in ran.out
    assert f"{'例' if lang == 'zh' else 'Examples'}\n  huimin " in ran.out
    for param in commands()[name].params:
        assert all(option in ran.out for option in param.opts if option.startswith("-"))
    chinese = [line for line in ran.out.splitlines() if any(width(c) == 2 for c in line)]
    assert bool(chinese) == (lang == "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_is_wider_than_the_page(lang, monkeypatch):
    monkeypatch.setenv("COLUMNS", "72")
    for name in SINGLE:
        helped = huimin(*name.split(), "--help", lang=lang).out
        told = helped[: helped.index("例" if lang == "zh" else "Examples")]
        assert [line for line in told.splitlines() if width(line) > 72] == []


def test_wrapping_loses_nothing_and_never_starts_a_line_with_a_mark():
    text = "读入填好的工作簿。有错的整本退回（并说明原因），其余照常：huimin load。"
    for columns in range(10, 60):
        lines = wrapped(text, columns)
        assert "".join(lines) == text.replace(" ", "") or " ".join(lines).replace(" ", "") == text.replace(" ", "")
        assert not any(line.startswith(tuple("，。：）")) for line in lines)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_examples_run_as_they_stand(city, tmp_path, monkeypatch, lang):
    shutil.copytree(city, tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("HUIMIN_KEYS", str(tmp_path / "keys"))
    report = next(Path("inbox").glob("2025-03*.xlsx"))
    for name in SINGLE:
        if name.startswith(("pay ", "claims ")):
            continue  # they need claims, awards and accounts: tests/payments and tests/claims run them
        if name in OF_THE_SITE:
            continue  # they serve, ask for a password or need a server: tests/site runs them
        words = COMMANDS[name]
        for example in words.examples_zh if lang == "zh" else words.examples_en:
            arguments = shlex.split(example)[1:]
            if "--sample" in arguments:
                continue  # makes the whole city; that is what `make demo` does
            if arguments[0] == "load" and len(arguments) > 1:
                shutil.copy(report, arguments[1])
            if arguments[0] == "registration":
                lists = "户籍,police,医院\n" + "1,1,1\n" * 40 + "1,1,0\n" * 9 + "0,0,1\n" * 4
                Path(arguments[1]).write_text(lists, encoding="utf-8")
            if arguments[:2] == ["benefits", "decide"]:
                Path(arguments[2]).write_text("benefit: care-fund\nfacts: {hardship: yes}\n", encoding="utf-8")
            if arguments[:2] == ["pairs", "read"]:
                for name in arguments[2:4]:
                    shutil.copy(next(Path(arguments[-1]).glob(f"to-read/*/*/{name}")), name)
            settings = Path("huimin.yaml")
            before = settings.read_text("utf-8")
            if arguments[:2] == ["benefits", "measure"]:
                settings.write_text(before.replace("packs: [china]", "packs: [china, benefit_measures]"), "utf-8")
            ran = huimin(*arguments, lang=lang)
            settings.write_text(before, "utf-8")
            assert ran.code in (0, 1) and not ran.err, (example, ran)


def test_every_sentence_has_both_languages_and_the_same_facts():
    for code, (zh, en) in WORDS.items():
        assert zh and en, code
        facts = [sorted(name for _, name, _, _ in Formatter().parse(text) if name) for text in (zh, en)]
        assert facts[0] == facts[1], code


def test_version_and_bare_name():
    assert huimin("--version").out.startswith("huimin 0.")
    bare = huimin()
    assert bare.code == 2 and "Usage: huimin" in bare.err and not bare.out
