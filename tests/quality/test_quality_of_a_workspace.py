"""``huimin quality`` on the small simulated city: what was planted is told, outside sources are compared, bytes repeat."""

from __future__ import annotations

import pytest

from huimin.findings import Invalid
from huimin.tasks.quality.record import DIMENSIONS
from huimin.wiring import open_workspace
from huimin.wiring.quality import quality_review, read_sources
from workspace_fixtures import huimin


@pytest.fixture(scope="module")
def reviewed(city):
    place = open_workspace(city)
    yield quality_review(place)
    place.close()


def test_the_copied_month_and_the_shaving_county_are_told_and_nothing_else(reviewed):
    """Of the city's planted faults these two were let in with wrong figures; both keep their places."""
    copied, shaved = reviewed.signs
    assert (copied.code, copied.area, copied.level) == ("sign-copied-month", "990121100", "township")
    assert copied.periods == ("2025-07", "2025-08")
    assert copied.folded == 5
    assert (shaved.code, shaved.area, shaved.elements) == ("sign-above-target", "990103", ("preconception_coverage",))
    assert "the figures of 7 of 7 areas of 2025-08 are those of 2025-07" in copied.en
    assert "innocent" not in copied.innocent_en and copied.innocent_zh and copied.next_zh and copied.rarity_zh


def test_signs_are_counted_in_the_area_and_above_it(reviewed):
    signs = {one.area: one.signs for one in reviewed.profiles}
    assert (signs["9901"], signs["990121"], signs["990103"], signs["990102"]) == (2, 1, 1, 0)


def test_every_area_has_every_dimension(reviewed):
    assert len(reviewed.profiles) == 1 + 3 + 6 + 36
    for profile in reviewed.profiles:
        assert [one.code for one in profile.dimensions] == list(DIMENSIONS)
        assert all(0 <= one.n <= one.of for one in profile.dimensions)
    assert reviewed.profiles[0].dimensions[0].share > 0.8


def test_a_yearly_form_is_too_young_and_says_so(reviewed):
    assert any("too few to tell" in en and zh for zh, en in reviewed.notes)


def test_the_same_figures_give_the_same_bytes(city, tmp_path):
    texts = []
    for number in range(2):
        ran = huimin("quality", "-w", city, "--json")
        assert ran.code == 0
        texts.append(ran.out)
        assert huimin("quality", "-w", city, "--out", tmp_path / f"{number}.csv").code == 0
    assert texts[0] == texts[1]
    assert (tmp_path / "0.csv").read_bytes() == (tmp_path / "1.csv").read_bytes()


def test_the_command_says_it_in_both_languages(city):
    en = huimin("quality", "-w", city)
    assert "a sign is a reason to look, never a verdict" in en.out
    assert "covers 5 of single areas" in en.out
    zh = huimin("quality", "-w", city, "--period", "2025", lang="zh")
    assert zh.code == 0
    assert "数据质量审查 2025" in zh.out
    assert "迹象只说明值得去看，不是结论" in zh.out


def test_months_without_figures_are_answered_in_words(own_city):
    ran = huimin("quality", "-w", own_city, "--period", "2031")
    assert ran.code == 2
    assert "no figures are loaded for these months" in ran.err


def test_an_outside_source_is_compared(own_city):
    """Of 990103 every report of May is in; of 990102 a third are missing over the year, so nothing is compared."""
    lines = ["area,period,element,value", "锦川区,2025-05,出生人数,5", "990102,2025,births,9999"]
    (own_city / "outside").mkdir()
    (own_city / "outside" / "hospitals.csv").write_text("\n".join(lines) + "\n", "utf-8")
    place = open_workspace(own_city)
    found = quality_review(place)
    place.close()
    (told,) = [one for one in found.signs if one.code == "sign-outside"]
    assert (told.area, told.elements, told.periods) == ("990103", ("births",), ("2025-05",))
    assert "16 reported, 5 by hospitals (+220.0%)" in told.en
    assert "hospitals为 5" in told.zh
    outside = {one.area: one.dimensions[-1] for one in found.profiles}
    assert (outside["990103"].of, outside["990102"].of) == (1, 0)
    (family,) = [one for one in found.families if one.code == "sign-outside"]
    assert family.untold == (("本期报送不全，不作比较", "reports are missing, so nothing was compared", 1),)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("area,period,value\n", ["outside-columns"]),
        ("area,period,element,value\n990102,2025,birth,12\n990102,2025,births,many\n", ["outside-element", "outside-value"]),
        ("area,period,element,value\nNowhere,2025,births,12\n990102,20x5,births,1\n", ["area-not-found", "not-a-period"]),
        ("area,period,element,value\n990102,2025,births,-1\n,,,\n", ["outside-value"]),
    ],
)  # fmt: skip
def test_faulty_sources_are_told_all_at_once(made_city, tmp_path, text, codes):
    place = open_workspace(made_city)
    (tmp_path / "police.csv").write_text(text, "utf-8")
    with pytest.raises(Invalid) as told:
        read_sources(tmp_path, place.definitions)
    assert sorted({one.code for one in told.value.findings}) == sorted(codes)
    assert all(one.place.file == "police.csv" for one in told.value.findings)
    place.close()
