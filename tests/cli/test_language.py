"""The language is named by ``--lang`` anywhere on the line, else HUIMIN_LANG, else the system's, else English."""

from __future__ import annotations

import pytest

from huimin.cli.words import chosen


@pytest.mark.parametrize(
    ("line", "environment", "lang"),
    [
        ("load --lang zh", {}, "zh"),
        ("--lang zh load", {"HUIMIN_LANG": "en"}, "zh"),
        ("load --lang=en --all", {"HUIMIN_LANG": "zh"}, "en"),
        ("load", {"HUIMIN_LANG": "zh", "LANG": "en_GB.UTF-8"}, "zh"),
        ("load", {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, "zh"),
        ("load", {"LANG": "zh_CN.GB18030"}, "zh"),
        ("load", {"LANG": "C.UTF-8"}, "en"),
        ("load", {"HUIMIN_LANG": "", "LANG": "zh_CN"}, "zh"),
        ("load", {}, "en"),
        ("load -- --lang zh", {}, "en"),
        ("load --lang", {}, "en"),
    ],
)
def test_the_language_of_a_command_line(line, environment, lang):
    assert chosen(line.split(), environment) == lang
