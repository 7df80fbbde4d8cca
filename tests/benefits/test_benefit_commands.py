"""``huimin benefits``: what an officer sees, in both languages, with exit codes."""

from __future__ import annotations

import json

import pytest

from huimin.cli.main import main

FACTS = "benefit: special-aid\non: 2024-06-01\nfacts: {case: 死亡, event: 2015-04-02, mother_birth: 1970-05-10, living_child: 否, confirmed_one_child: 是%s}\n"


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A workspace with one benefit of its own."""
    (tmp_path / "huimin.yaml").write_text(
        "title_zh: 某市\ntitle_en: A city\nsimulated: true\npacks: [china]\n", encoding="utf-8"
    )
    (tmp_path / "benefits").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys, *words, code=0):
    assert main(words) == code
    told = capsys.readouterr()
    return told.out + told.err


def test_list_and_show(office, capsys):
    assert "育儿补贴" in said(capsys, "benefits", "list", "--lang", "zh")
    told = said(capsys, "benefits", "show", "special-aid", "--lang", "en")
    assert "590 yuan a month" in told and "not confirmed" in told
    record = json.loads(said(capsys, "benefits", "show", "special-aid", "--json"))
    assert record["amounts"][0]["fen"] == 10000
    assert "not offered" in said(capsys, "benefits", "show", "exam-points", "--lang", "en", code=2)


def test_decide_says_yes_or_asks(office, capsys):
    file = office / "facts.yaml"
    file.write_text(FACTS % ", registration: 农村", encoding="utf-8")
    assert "符合条件：每月590元" in said(capsys, "benefits", "decide", str(file), "--lang", "zh")
    file.write_text(FACTS % "", encoding="utf-8")
    told = said(capsys, "benefits", "decide", str(file), "--lang", "en")
    assert "not known yet" in told and "Are you registered in town or in the country?" in told


def test_check_and_test_tell_what_is_wrong_in_the_offices_own_files(office, capsys):
    from huimin.adapters.definitions.workspace import PACKS

    shipped = PACKS / "china" / "benefits" / "care-fund.yaml"
    assert "12 notes" in said(capsys, "benefits", "check", "--lang", "en")
    own = shipped.read_text("utf-8").replace("yuan: to-fill", "yuan: 2000")
    (office / "benefits" / "care-fund.yaml").write_text(own, encoding="utf-8")
    assert "11 notes" in said(capsys, "benefits", "check", "--lang", "en")
    assert "应为 to-fill" in said(capsys, "benefits", "test", "care-fund", "--lang", "zh", code=1)
    (office / "benefits" / "care-fund.yaml").write_text(own.replace("period: once", "period: weekly"), encoding="utf-8")
    assert "weekly" in said(capsys, "benefits", "check", "--lang", "en", code=1)
