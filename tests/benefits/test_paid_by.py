"""By when a benefit is paid is content: its own file says so with the source, else what is usual, which the office sets."""

from __future__ import annotations

import pytest

from benefit_rules import codes, document, read
from huimin.tasks.benefits import Documents, build_catalogue
from huimin.wiring.benefits import benefits_of
from workspace_fixtures import huimin

USUAL = {"paid_by": {"working_days": 7, "source": {"title": "本单位规定", "status": "ours"}}}


def built(usual, **changes):
    plain = {"benefits/plain.yaml": document(**changes)}
    return build_catalogue(Documents(plain, usual={"benefits/usual.yaml": usual} if usual else {}), [])


def test_the_benefit_s_own_word_goes_before_what_is_usual():
    own = {"end_of": "quarter", "later": 1}
    assert built(USUAL, paid_by=own).benefits["plain"].paid_by.end_of == "quarter"
    assert built(USUAL).benefits["plain"].paid_by.working_days == 7
    assert built(USUAL).paid_by_of("of-tables").working_days == 7  # a benefit that is paid from tables only
    assert built(None).paid_by_of("plain") is None


def test_the_pack_cites_its_source_or_says_that_it_is_the_office_s_choice(tmp_path):
    benefits = benefits_of(None).benefits
    assert {one.paid_by.source.status for one in benefits.values()} == {"T", "ours"}
    subsidy = benefits["childcare-subsidy"].paid_by
    assert "24号" in subsidy.source.title and subsidy.note.zh and subsidy.note.en
    (tmp_path / "huimin.yaml").write_text("title_zh: 试\ntitle_en: Test\npacks: [china]\n", "utf-8")
    (tmp_path / "benefits").mkdir()
    (tmp_path / "benefits" / "usual.yaml").write_text("paid_by: {working_days: 20}\n", "utf-8")
    assert benefits_of(tmp_path).benefits["special-aid"].paid_by.working_days == 20


@pytest.mark.parametrize("given", [
    {}, {"working_days": 3, "end_of": "month"}, {"later": 1}, {"working_days": 3, "later": 1}, {"end_of": "month", "later": 9},
    {"working_days": 900},
])  # fmt: skip
def test_what_says_no_day_is_refused_with_its_place(given):
    benefit, faults = read(paid_by=given)
    assert benefit is None and set(codes(faults)) <= {"benefit-paid-by", "benefit-paid-by-range"}
    told = [one for one in built({"paid_by": given}).findings if one.code.startswith("benefit-paid-by")]
    assert len(told) == 1


def test_it_is_told_where_a_benefit_is_shown():
    for lang, words in (("zh", "下一个季度末之前"), ("en", "by the end of the following quarter")):
        assert words in huimin("benefits", "show", "childcare-subsidy", lang=lang).out
