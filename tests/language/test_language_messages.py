"""Every finding of the language has its words, and every message is used."""

from __future__ import annotations

import re
from importlib.resources import files

from huimin.findings.messages.language import MESSAGES


def test_codes_and_messages_match():
    sources = [
        file.read_text(encoding="utf-8") for file in files("huimin.language").iterdir() if file.name[-3:] == ".py"
    ]
    used = {code for source in sources for code in re.findall(r'"(formula-[a-z-]+)"', source)}
    assert used == set(MESSAGES)


def test_each_has_all_four_texts():
    assert all(len(words) == 4 and all(words) for words in MESSAGES.values())
