"""The shipped templates: every kind in both languages, and every name they use is one that facts have."""

from __future__ import annotations

import pytest

from huimin.adapters.definitions.workspace import PACKS
from huimin.adapters.official.templates import check_templates, read_template, render
from huimin.tasks.publish.choices import Choices
from huimin.tasks.publish.making import vocabulary_of
from huimin.writing.facts import Facts, Vocabulary
from huimin.writing.kinds import KINDS
from huimin.writing.vocabulary import VOCABULARIES

SHIPPED = PACKS / "china" / "documents"


def test_every_kind_has_a_vocabulary_and_a_template_in_both_languages():
    assert set(VOCABULARIES) == set(KINDS)
    for kind in KINDS:
        for lang in ("zh", "en"):
            assert (SHIPPED / kind / f"{lang}.txt").is_file(), (kind, lang)


def test_no_shipped_template_has_a_fault():
    assert check_templates(SHIPPED, {kind: vocabulary_of(kind, Choices()) for kind in KINDS}) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_name_has_a_meaning_in_both_languages(kind):
    given = VOCABULARIES[kind]
    for names in (given.fields, given.tables, given.pictures):
        assert all(zh and en for zh, en in names.values())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_circular_without_any_report_is_readable(lang):
    fields = {"place": "甲市", "period": "2025年6月", "reporting": "应报3份，全部未报送。", "missing_reports": 3,
              "any_reported": False, "issuer": "甲市家庭服务办公室", "offices": "各县家庭服务办公室"}  # fmt: skip
    template = read_template(SHIPPED / "monthly-circular" / f"{lang}.txt", "monthly-circular", lang)
    vocabulary: Vocabulary = VOCABULARIES["monthly-circular"]
    told = render(template, Facts(fields), vocabulary).words()
    assert "全部未报送" in told and "{{" not in told
    assert ("不作评价" if lang == "zh" else "nothing is judged") in told
