"""A city of four counties with everything that ties figures together: two ways of breaking down, forms, corrections."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
import pytest

from huimin.areas import Tree
from huimin.areas.areas import AreaRow, Areas
from huimin.areas.levels import Level, Levels
from huimin.disclosure.attack import attack
from huimin.disclosure.audit import audit
from huimin.disclosure.building import columns_of
from huimin.disclosure.ledger import Ledger
from huimin.disclosure.naming import names_of, unprotected_in_words
from huimin.disclosure.policy import Policy, publicity
from huimin.disclosure.protecting import NO_LEDGER, Protected, hidden_leaves, protect
from huimin.disclosure.rules import ties_of
from huimin.disclosure.table import Status
from huimin.disclosure.windows import public_windows
from huimin.figures.dictionary import Category, Dictionary, Disaggregation, Element, read_dictionary
from huimin.figures.forms import Form, ValidationRule
from huimin.findings import Finding, Invalid, Severity
from huimin.indicators.definitions import Names
from huimin.language import Leaf, bind, parse

SEX = Disaggregation("sex", "性别", "Sex", (Category("male", "男", "male"), Category("female", "女", "female")))
HOME = Disaggregation(
    "home", "户籍", "Home", (Category("local", "本地", "local"), Category("migrant", "流动", "migrant"))
)
BIRTHS = Element("births", "出生人数", "Births", "person", "flow", "sum", "sum", (SEX, HOME))
TOTAL = Element("births_total", "出生合计", "Births in all", "person", "flow", "sum", "sum")
ON_TIME = Element("on_time", "按时登记", "Registered on time", "person", "flow", "sum", "sum")
BUDGET = Element("budget", "经费", "Budget", "yuan", "flow", "sum", "sum", decimals=2)
DICTIONARY = Dictionary((BIRTHS, TOTAL, ON_TIME, BUDGET))
RULES = (
    ValidationRule("same", "births_total = births", Severity.ERROR, "", ""),
    ValidationRule("part", "on_time <= births_total", Severity.ERROR, "", ""),
    ValidationRule("hint", "on_time <= budget", Severity.WARNING, "", ""),
)
ATOMS = tuple(atom for one in DICTIONARY.elements for atom in one.atoms)
FORM = Form("f", "表", "form", "month", ("county",), "county", 10, ATOMS, frozenset(), RULES)
NAMES = Names(DICTIONARY)
TIES = ties_of((FORM,), (), NAMES)
POLICY = Policy(levels={"city": ("month", "quarter"), "county": ("month", "quarter")}, round_above=1.0)
JANUARY = 2025 * 12
MONTHS = [(JANUARY + m, JANUARY + m) for m in range(3)]
QUARTER = (JANUARY, JANUARY + 2)
COUNTIES = ("A", "B", "C", "D")


def tree() -> Tree:
    rows = [AreaRow("K", "", "", "city", "K市", "K city", None, None)]
    rows += [AreaRow(one, "", "K", "county", f"{one}县", f"{one} county", None, None) for one in COUNTIES]
    levels = Levels((Level("city", "市", "City"), Level("county", "县", "County")))
    return Areas.read(rows, [], levels).at(date(2025, 3, 31))


TREE = tree()


class Figures:
    """Births by sex and home of each county and month, drawn once; the rest follows from them."""

    def __init__(self, correct: int = 0) -> None:
        random = np.random.default_rng(7)
        births = random.poisson([[[30, 4], [28, 6]]] * 12).reshape(3, 4, 2, 2).astype(float)
        births[1, 2, 0, 0] += correct
        late = random.poisson(2.0, (3, 4)).astype(float)
        self.months = {
            **{f"births.{s}.{h}": births[:, :, i, j]
               for i, s in enumerate(("male", "female")) for j, h in enumerate(("local", "migrant"))},
            "births_total": births.sum((2, 3)),
            "on_time": births.sum((2, 3)) - late,
            "budget": 100.25 * births.sum((2, 3)),
        }  # fmt: skip

    def __getitem__(self, leaf: Leaf) -> np.ndarray:
        counties = self.months[leaf.atom][leaf.first - JANUARY : leaf.last - JANUARY + 1].sum(0)
        made = np.empty(len(TREE))
        made[[TREE.index(one) for one in COUNTIES]] = counties
        made[TREE.index("K")] = counties.sum()
        return made


def protected_with(policy: Policy = POLICY, ledger: Ledger = NO_LEDGER, correct: int = 0) -> Protected:
    public = public_windows(policy, *QUARTER)
    return protect(Figures(correct), TREE, DICTIONARY, public, policy, TIES, ledger)


@pytest.fixture(scope="module")
def made() -> Protected:
    return protected_with()


def attacked(made: Protected, hidden: Iterable[int]) -> set[int]:
    table, status = made.table, made.suppressed.status
    numbers = {int(n): (float(table.value[n]),) * 2
               for n in np.flatnonzero(table.public & (status == Status.SHOWN))}  # fmt: skip
    sums: dict[int, dict[int, int]] = {}
    for row, cell, factor in zip(table.row.tolist(), table.cell.tolist(), table.factor.tolist(), strict=True):
        sums.setdefault(row, {})[cell] = int(factor)
    return {int(str(one.name)) for one in attack(numbers, hidden, list(sums.values()))}


def test_two_ways_of_breaking_down_give_four_parts_and_four_margins() -> None:
    columns = columns_of(BIRTHS)
    assert len(columns) == 9
    assert columns["births.male"] == ("births.male.local", "births.male.migrant")
    assert columns["births.migrant"] == ("births.male.migrant", "births.female.migrant")


def test_no_margin_of_two_ways_gives_a_small_count_back(made: Protected) -> None:
    assert (made.suppressed.status == Status.SMALL).sum() > 5
    assert not made.suppressed.lost.any()
    assert not audit(made.table, made.suppressed.status, exact=True).revealed.any()
    assert not attacked(made, np.flatnonzero(made.table.sensitive).tolist())


def test_a_total_on_another_form_is_hidden_with_its_twin(made: Protected) -> None:
    """``births_total = births``: to show the one is to show the other."""
    for window in [*MONTHS, QUARTER]:
        twin = made.status("births_total", window) == Status.SHOWN
        assert (twin == (made.status("births", window) == Status.SHOWN)).all()


def test_those_registered_late_are_a_count_of_their_own(made: Protected) -> None:
    """``on_time <= births_total``: where both are shown, the difference is 0 or large enough."""
    for window in [*MONTHS, QUARTER]:
        late = made.numbers("births_total", window) - made.numbers("on_time", window)
        assert not ((late > 0) & (late < 5)).any()


def test_money_is_shown_as_it_is(made: Protected) -> None:
    assert publicity(BUDGET) == "yes"
    assert (made.status("budget", QUARTER) == Status.SHOWN).all()


def test_a_value_is_public_only_where_its_numbers_are(made: Protected) -> None:
    for window in [*MONTHS, QUARTER]:
        share = bind(parse("on_time / births_total"), NAMES, *window)
        open_ = (made.status("on_time", window) == Status.SHOWN) & (made.status("births_total", window) == Status.SHOWN)
        assert (made.computable(share) == open_).all()
    whole = bind(parse("births"), NAMES, *QUARTER)
    assert (made.computable(whole) == (made.status("births", QUARTER) == Status.SHOWN)).all()
    assert {leaf.atom for leaf in hidden_leaves(made, whole)} & {"births.male.migrant", "births.female.migrant"}


def test_a_correction_is_no_way_to_a_small_change() -> None:
    """The city, before and after, gives a county's correction by 2 back where its neighbours have not changed."""
    before = Ledger().with_shown(protected_with().told(), "1")
    after = protected_with(ledger=before, correct=2)
    places = np.argwhere(after.cells.at >= 0)
    telling = []
    for k, w, i in places.tolist():
        column, window = list(after.cells.columns)[k], after.cells.windows[w]
        old = before.shown.get((column, window), {}).get(TREE.keys[i])
        shown = after.suppressed.status[after.cells.at[k, w, i]] == Status.SHOWN
        if old and shown and 0 < abs(old[-1] - after.table.value[after.cells.at[k, w, i]]) < 5:
            telling.append((column, window, TREE.keys[i]))
    assert telling == []
    assert (after.suppressed.status == Status.REVISION).any()


def test_a_small_change_hidden_in_one_place_does_not_come_out_of_its_neighbours() -> None:
    """County C is hidden before and after; the city and the other counties are shown: their changes are C's."""
    plain = protected_with()
    where = [("births", MONTHS[1], one) for one in ("K", "A", "B", "D")]
    old = {key: int(plain.table.value[plain.cells.at[list(plain.cells.columns).index("births"), 1, TREE.index(key)]])
           for _, _, key in where}  # fmt: skip
    # The city and A are corrected by 7 and 9, each too much to be hidden for itself; what is left for C is 2.
    lines = [("births", *MONTHS[1], key, old[key] - {"K": 7, "A": 9}.get(key, 0), "1", 0) for key in old]
    after = protected_with(ledger=Ledger.of(lines))
    shown = {key for _, _, key in where
             if after.status("births", MONTHS[1])[TREE.index(key)] == Status.SHOWN}  # fmt: skip
    hidden = after.status("births", MONTHS[1])[TREE.index("C")] != Status.SHOWN
    assert not (hidden and shown >= {"K", "A"})


def test_rounding_leaves_a_range_that_later_publications_respect() -> None:
    coarse = protected_with(Policy(levels=POLICY.levels, round_above=0.2))
    rounded = [one for one in coarse.told() if one[4]]
    assert rounded and all(value % 5 == 0 and base == 5 for *_, value, base in rounded)
    assert not coarse.suppressed.lost.any()
    assert not audit(coarse.table, coarse.suppressed.status, exact=True).revealed.any()
    ledger = Ledger().with_shown(coarse.told(), "1")
    assert ledger.with_shown(coarse.told(), "2").lines == ledger.lines
    assert Ledger.of(ledger.lines) == ledger
    after = protected_with(ledger=ledger)
    assert after.table.ceiling is not None
    column, window, key, value, _ = rounded[0]
    cell = after.cells.at[list(after.cells.columns).index(column), after.cells.windows.index(window), TREE.index(key)]
    assert (after.table.floor[cell], after.table.ceiling[cell]) == (max(value - 2, 0), value + 2)
    assert not audit(after.table, after.suppressed.status, exact=True).revealed[~after.suppressed.lost].any()


def test_what_readers_have_already_is_told_with_how_they_have_it() -> None:
    plain = protected_with()
    small = next((k, w, i) for k, w, i in np.argwhere(plain.cells.at >= 0).tolist()
                 if plain.suppressed.status[plain.cells.at[k, w, i]] == Status.SMALL
                 and list(plain.cells.columns)[k] == "births.male.migrant" and w == 0)  # fmt: skip
    column, window, key = "births.male.migrant", MONTHS[0], TREE.keys[small[2]]
    places = [("births.male", key), ("births.male.local", key)]
    lines = [(name, *window, place,
              int(plain.table.value[plain.cells.at[list(plain.cells.columns).index(name), 0, TREE.index(place)]]), "1")
             for name, place in places]  # fmt: skip
    after = protected_with(ledger=Ledger.of(lines))
    value = int(after.table.value[after.cells.at[list(after.cells.columns).index(column), 0, TREE.index(key)]])
    assert [one.code for one in after.findings] == ["small-counts-already-public"]
    told = unprotected_in_words(after, "en")
    assert any(one.startswith(f"Births · male · migrant, {key} county, January 2025 can be worked out: ")
               and f"= {value}. " in one for one in told)  # fmt: skip
    assert any(f"{key}县2025年1月出生人数·男·流动可以推算出来：" in one for one in unprotected_in_words(after, "zh"))


def test_what_is_left_over_is_named_by_what_it_is_left_of(made: Protected) -> None:
    aids = np.flatnonzero(~made.table.public & made.table.sensitive)
    names = [names_of(made, "en")(int(cell)) for cell in aids]
    assert any(one.startswith("Births in all, ") and ", less Registered on time, " in one for one in names)


def test_public_takes_one_of_three_words() -> None:
    faults: list[Finding] = []
    element = {"code": "x", "zh": "甲", "en": "X", "unit": "person", "kind": "flow", "public": "perhaps"}
    with pytest.raises(Invalid, match="public cannot be “perhaps”"):
        read_dictionary([{"elements": [element]}], faults)
    assert [(one.code, one.facts["options"]) for one in faults if one.facts.get("key") == "public"] == [
        ("definition-not-an-option", ", yes, protected, no")
    ]


@pytest.mark.parametrize(
    ("public", "unit", "decimals", "meant"),
    [("", "person", 0, "protected"), ("", "yuan", 2, "yes"), ("yes", "person", 0, "yes"), ("no", "yuan", 2, "no")],
)
def test_what_an_element_says_of_itself_counts_before_its_unit(
    public: str, unit: str, decimals: int, meant: str
) -> None:
    element = Element("x", "甲", "X", unit, "flow", "sum", "sum", decimals=decimals, public=public)
    assert publicity(element) == meant
