"""Lists in Latin letters are known by themselves, and matched by given name, surname, birth date, address and telephone.

A list is one of these where less than half of its names hold a Chinese character. All fields of a pair are weighed
together: what is rare in the lists counts more, what a family shares says no more than that two are of one home. A pair
is made where one child is 95 per cent likely and neither record has another one nearly as close. Twins stay apart; of
another given name a child is only where nobody else can be meant. What is doubtful is for a person.
"""

from __future__ import annotations

import numpy as np
import pytest

from huimin.reconciliation.cascade import cascade
from huimin.reconciliation.coverage import quality_of
from huimin.reconciliation.latin_links import join_latin
from latin_lists import HEADINGS, Births, records_of, two_lists

FAMILIES, SEED = 1500, 60_611
CHILD = "Imogen | Akroyd | f | 20250105 | everard street | 8 | marsfield | 3219 | 0412345678"


def joined(first, second):
    return join_latin(first, second, cascade(first, second))


@pytest.fixture(scope="module")
def crowd():
    """The children of 250 families, who stand in every list."""
    return Births(250, SEED).children


def cells(line):
    return [cell.strip() for cell in line.split("|")]


@pytest.fixture(scope="module")
def steps(crowd):
    """By which steps children beside the crowd were joined: (place among ``here``, among ``there``, step)."""

    def made(here, there):
        links = joined(*(records_of([*crowd, *map(cells, more)]) for more in (here, there))).links
        every = zip(links.first.tolist(), links.second.tolist(), links.step.tolist(), strict=True)
        beside = [(one - len(crowd), two - len(crowd), links.steps[step]) for one, two, step in every]
        return sorted(one for one in beside if max(one[:2]) >= 0)

    return made


@pytest.mark.parametrize(("other", "step"), [
    ("Imogen | Akroyd | f | 2025-01-05 | | | | |", "latin-name-birth"),
    ("IMOGEN | AKROYD | | 5 Jan 2025 | mill lane | 77 | hillend | 4001 |", "latin-name-birth"),
    ("Imzogen | Akroyd | f | 20250105 | everard street | 8 | marsfield | 3219 |", "latin-two-agree"),
    ("Imogen | Acroid | f | 20250105 | everard street | | | 3219 |", "latin-two-agree"),
    ("Akroyd | Imogen | f | 20250105 | everard street | 8 | marsfield | 3219 |", "latin-weighed"),
    ("Imogen | Akroyd | f | 20250501 | everard street | 8 | marsfield | 3219 |", "latin-weighed"),
    ("Imogen | Akroyd | f | 20251305 | everad street | 8 | marsfield | 3291 |", "latin-weighed"),
    ("Imogen | Akroyd | f | | | | | | +61 412 345 678", "latin-weighed"),
    ("Baby girl | Akroyd | f | 20250105 | everard street | 8 | marsfield | 3219 |", "latin-two-agree"),
    ("Charlotte | Akroyd | f | 20250105 | everard street | 8 | marsfield | 3219 |", "latin-renamed"),
])  # fmt: skip
def test_how_a_child_is_found(steps, other, step):
    assert steps([CHILD], [other]) == [(0, 0, step)]


@pytest.mark.parametrize("other", [
    "Charlotte | Akroyd | m | 20250105 | everard street | 8 | marsfield | 3219 | 0412345678",
    "Charlotte | Akroyd | f | 20230811 | everard street | 8 | marsfield | 3219 | 0412345678",
    "Imogen | Akroyd | f | 20230811 | mill lane | 77 | hillend | 4001 | 0498765432",
    "Imogen | Broadmoor | f | 20230811 | mill lane | 77 | hillend | 4001 |",
    "Charlotte | Broadmoor | f | 20250105 | mill lane | 8 | hillend | 3219 |",
])  # fmt: skip
def test_what_is_never_one_child(steps, other):
    """Brother and sister, twins of two sexes, a namesake elsewhere, a stranger of the same day."""
    assert steps([CHILD], [other]) == []


TWIN = CHILD.replace("Imogen", "Charlotte")


@pytest.mark.parametrize(("here", "there", "found"), [
    ([CHILD, TWIN], [CHILD, TWIN], {(0, 0), (1, 1)}),
    ([CHILD, TWIN], [TWIN], {(1, 0)}),
    ([CHILD, TWIN], [CHILD.replace("Imogen", "Abigail")], set()),
    ([CHILD, TWIN], [CHILD.replace("Imogen", "Baby girl")], set()),
    ([CHILD, TWIN.replace("20250105", "")], [TWIN, CHILD.replace("20250105", "")], {(0, 1), (1, 0)}),
])  # fmt: skip
def test_twins_stay_apart(steps, here, there, found):
    assert {(one, two) for one, two, _ in steps(here, there)} == found


def test_a_child_entered_twice_is_a_repeat(crowd):
    records = records_of([*crowd, cells(CHILD), cells(CHILD.replace("marsfield", ""))])
    assert len(records) - len(records.singles) == 1


@pytest.fixture(scope="module")
def invented():
    """Two lists joined, and the children behind their rows."""
    lists, truth = two_lists(FAMILIES, SEED)
    return joined(*lists), truth


def test_precision_and_recall_where_the_truth_is_known(invented):
    """Carelessly written lists, 3 of 100 births twins, 3 of 100 records missing in each; a seed not used in development."""
    found, truth = invented
    quality = quality_of(found.links.first, found.links.second, tuple(np.array(one) for one in truth))
    assert quality.precision.value >= 0.999 and quality.recall.value >= 0.93


def test_what_is_doubtful_is_set_aside_and_stands_in_no_pair(invented):
    found, truth = invented
    one, two = found.ties
    assert 0 < len(one) < 200 and not set(one.tolist()) & set(found.links.first.tolist())
    right = [truth[0][a] == truth[1][b] for a, b in zip(one.tolist(), two.tolist(), strict=True)]
    assert sum(right) > len(right) / 3


def test_matching_is_the_same_whichever_list_comes_first():
    lists, _ = two_lists(300, SEED)
    there, back = joined(*lists), joined(*lists[::-1])
    assert set(zip(there.links.first.tolist(), there.links.second.tolist(), strict=True)) == set(
        zip(back.links.second.tolist(), back.links.first.tolist(), strict=True)
    )
    assert there.levels == back.levels and there.links.steps == back.links.steps


def listed(crowd, *more):
    rows = [*crowd[:80], *map(cells, more)]
    head = " | ".join(("number", *HEADINGS))
    return "\n".join([head, *(" | ".join((str(at), *row)) for at, row in enumerate(rows, 1))])


@pytest.mark.parametrize(("lang", "said"), [
    ("en", ("names of both lists are in Latin letters", "house number", "somewhat alike", "one person 95% likely")),
    ("zh", ("姓名多数用拉丁字母书写", "门牌号", "有些相近", "可信度达到95%")),
])  # fmt: skip
def test_the_script_is_said_and_not_asked(lists, crowd, lang, said):
    """So are the fields that agreed and those that did not, and what each counts for."""
    tables = listed(crowd, CHILD), listed(crowd, CHILD.replace("Imogen", "Imzogen").replace("| 8 |", "| 9 |"))
    (pair,) = lists.compared(*tables, lang=lang)["pairs"]
    assert pair["pairs"] == 81 and pair["differences"]["name"] == {"4": 1, "7": 80}
    assert pair["differences"]["house"] == {"0": 1, "1": 80} and pair["differences"]["phone"] == {"1": 81}
    told = (lists.folder / "out" / "report.html").read_text("utf-8")
    assert [one for one in said if one not in told] == []


def test_one_list_in_each_script(lists):
    """Names are compared by pinyin then, and the report says so."""
    chinese = "number | name | birth | mother\n1 | 王小明 | 2026-01-05 | 李梅\n2 | 赵芳 | 2026-02-07 | 孙丽"
    latin = (
        "number | name | birth | mother\n1 | Xiaoming WANG | 2026-01-05 | Mei LI\n2 | ZHAO Fang | 2026-02-07 | SUN Li"
    )
    assert lists.compared(chinese, latin)["pairs"][0]["pairs"] == 2
    assert "names are compared by pinyin" in (lists.folder / "out" / "report.html").read_text("utf-8")


def test_foreigners_in_a_chinese_list_are_matched_as_ever(lists):
    """With the dot or in Latin letters: the list stays a Chinese one as long as most of its names are."""
    head = "number | name | sex | birth | mother\n"
    rows = "1 | 约翰·史密斯 | 男 | 2026-01-05 | 玛丽·史密斯\n2 | Anna SMITH | 女 | 2026-01-07 | Mary SMITH\n3 | 王小明 | 男 | 2026-01-09 | 李梅"
    assert lists.steps(head + rows, head + rows.replace("·", "．").replace("Anna SMITH", "anna  smith")) == {
        "name-mother-birth-sex": 3
    }
