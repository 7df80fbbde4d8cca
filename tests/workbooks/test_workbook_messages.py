"""Every finding about workbooks has words in both languages, and every word its finding."""

import re
from pathlib import Path

import huimin
from huimin.findings.messages import checks, workbooks
from huimin.findings.words import all_messages

ROOT = Path(huimin.__file__).parent
SOURCES = [*(ROOT / "adapters/workbooks").glob("*.py"), ROOT / "figures/checks.py", ROOT / "figures/sequence.py"]
CALL = re.compile(r'(?:refuse|error|warn|note|add|fault|tell|Finding)\(\s*"([a-z-]+)"')


def test_every_code_has_words():
    used = {code for path in SOURCES for code in CALL.findall(path.read_text("utf-8"))}

    assert len(used) > 40
    assert used <= set(all_messages())


def test_no_words_without_a_finding():
    text = "".join(path.read_text("utf-8") for path in SOURCES)

    assert [code for code in workbooks.MESSAGES | checks.MESSAGES if f'"{code}"' not in text] == []


def test_words_are_complete():
    for code, words in (workbooks.MESSAGES | checks.MESSAGES).items():
        assert len(words) == 4 and all(words), code
        facts = [sorted(set(re.findall(r"(?<!{){(\w+)}", text))) for text in words[:2]]
        shared = [{re.sub("_?(zh|en)$", "", name) for name in names} for names in facts]
        assert shared[0] == shared[1], code
