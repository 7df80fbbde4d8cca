"""The census example on the real tables: the facts that must come out, and the defects that must be told.

The tables are not part of the project. They are looked for in the folder named by HUIMIN_REFERENCE, or else beside the
project in ``../shared/data/census``; without them these tests say so and are skipped.
"""

from __future__ import annotations

import csv
import os
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from huimin.adapters.definitions.area_files import read_areas
from huimin.adapters.definitions.areas_from_table import import_areas, write_areas
from huimin.figures.consistency import causes_below, coded_parts, own_against_sum
from huimin.figures.periods import Period
from huimin.findings import Severity
from huimin.indicators.values import Columns, bind_indicator, measure, needed_leaves
from huimin.language import Leaf
from huimin.wiring import Workspace

ROOT = Path(__file__).parents[2]
TABLES = Path(os.environ.get("HUIMIN_REFERENCE") or ROOT.parent / "shared" / "data" / "census")
FILES = [TABLES / f"china_census{year}_county_age_sex.csv" for year in (2010, 2020)]
Y2010, Y2020 = Period.of("2010"), Period.of("2020")
DO_NOT_ADD_UP = {"14", "22", "32", "33", "34", "41", "42", "43", "44", "46", "54", "62"}

pytestmark = pytest.mark.skipif(
    not all(file.is_file() for file in FILES),
    reason=f"the census tables are not in {TABLES}; set HUIMIN_REFERENCE to their folder",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy of the example with its tree of areas made from the tables."""
    place = tmp_path_factory.mktemp("census") / "workspace"
    shutil.copytree(ROOT / "examples" / "census", place)
    write_areas(import_areas(place / "areas" / "from_tables.yaml", TABLES), place / "areas")
    return place


@pytest.fixture(scope="module")
def areas(folder):
    return read_areas(folder / "areas")


@pytest.fixture(scope="module")
def loaded(folder):
    """The example with both tables loaded, and what the loading said."""
    opened = Workspace(folder)
    yield opened, opened.load(FILES)
    opened.close()


@pytest.fixture(scope="module")
def workspace(loaded):
    """The example with both tables loaded."""
    return loaded[0]


@pytest.fixture(scope="module")
def table(workspace):
    """The whole tree of 2020 with the figures of 2020 and 2010."""
    given = workspace.definitions
    atoms = ["population_total", "population.male", "population.female"]
    atoms += [f"population_by_age.{sex}.a0" for sex in ("male", "female")]
    leaves = [Leaf(atom, period.first, period.last) for atom in atoms for period in (Y2010, Y2020)]
    return workspace.engine().table(leaves, given.areas, Y2020.end, given.dictionary, given.forms)


def column(table, atom, period=Y2020):
    return table.values[Leaf(atom, period.first, period.last)]


def own_population(workspace, tree):
    """The population as each area reported it for itself in 2020, by tree index."""
    form = workspace.definitions.form("census")
    return workspace.store.history(form, tree.keys, Y2020)[:, form.atoms.index("population_total")]


def test_the_tree_has_every_row_of_the_tables(areas):
    tree = areas.at(Y2020.end)
    coded = {level: sum(bool(tree.codes[i]) for i in tree.at_level(level)) for level in areas.levels.codes}
    assert coded == {"nation": 0, "province": 31, "prefecture": 338, "county": 2943}
    # The 3,358 rows of 2020, and the grouping of Henan that only the table of 2010 has.
    assert len(tree) == 3358 + 1
    assert not [defect for defect in areas.defects if defect.severity is Severity.ERROR]


def test_the_code_that_is_out_of_place_stays_where_its_row_puts_it(areas):
    tree = areas.at(Y2020.end)
    assert [tree.name(i) for i in tree.path(tree.index("170971"))] == [
        "全国",
        "山西省",
        "忻州市",
        "五台山风景名胜区",
    ]
    assert [d.place.area for d in areas.defects if d.code == "area-code-elsewhere"] == ["170971"]


def test_what_changed_between_the_tables_is_counted_and_no_successor_is_made_up(areas, folder):
    found = {f.code: f.facts for f in import_areas(folder / "areas" / "from_tables.yaml", TABLES).findings}
    assert found["import-areas-ended"]["count"] == 359
    assert found["import-areas-new"]["count"] == 469
    assert found["import-names-differ"]["count"] == 42
    gone = areas.id_of("110103")
    tree = areas.at(date(2020, 12, 31))
    assert areas.successors(gone) == ()
    assert tree.keys[tree.home[gone]] == "110100"


def test_the_nations_population_by_its_own_row_and_by_its_provinces(workspace, table):
    tree = table.tree
    assert own_population(workspace, tree)[0] == 1_409_778_724
    assert column(table, "population_total")[0] == 1_409_778_724
    assert column(table, "population_total")[tree.at_level("province")].sum() == 1_409_778_724


def test_the_nations_sex_ratio_at_age_0(table):
    boys, girls = (column(table, f"population_by_age.{sex}.a0")[0] for sex in ("male", "female"))
    assert round(boys / girls * 100, 2) == 111.22


def test_the_nation_of_2010_is_the_sum_of_its_provinces(table):
    """The table of 2010 has no row for the nation, and areas that are gone count within those that hold them."""
    assert column(table, "population_total", Y2010)[0] == 1_332_810_869
    beijing = table.tree.index("110000")
    assert column(table, "population_total", Y2010)[beijing] == 19_612_368


def test_the_provinces_whose_coded_counties_do_not_add_up(workspace, areas):
    tree = areas.at(Y2020.end)
    own = own_population(workspace, tree)
    found = [f for f in own_against_sum(tree, areas, own) if f.code == "own-differs-from-coded"]
    provinces = {f.place.area[:2] for f in found if tree.level[tree.index(f.place.area)] == "province"}
    assert provinces == DO_NOT_ADD_UP
    assert not [f for f in own_against_sum(tree, areas, own) if f.code == "own-differs-from-sum"]


def test_the_causes_explain_each_difference_wholly(workspace, areas):
    tree = areas.at(Y2020.end)
    own, parts = own_population(workspace, tree), coded_parts(tree)
    coded = tree.sum_up(np.where(parts, own, np.nan))
    for prefix in DO_NOT_ADD_UP:
        i = tree.index(f"{prefix}0000")
        causes = causes_below(tree, i, own, parts, ())
        assert own[i] - coded[i] == own[[*causes.uncoded, *causes.childless]].sum()
    nation = causes_below(tree, 0, own, parts, ())
    assert {tree.name(i) for i in nation.childless} == {"东莞市", "中山市", "三沙市", "儋州市", "嘉峪关市"}


def test_the_tables_are_loaded_as_they_are(loaded):
    """Rows without any figure (two groups of islands in 2010) are the only ones that make no report."""
    assert loaded[1].refused == {}
    assert loaded[1].reports == 3358 + 3246


def test_mistyped_figures_of_2010_are_found_by_the_rules_of_the_form(loaded):
    """Jianchang has 30,000 women too many, Shigu 6 men too few by age; Xisha more townspeople than people."""
    broken = {f.place.area for f in loaded[1].findings if f.code == "rule-broken"}
    assert broken == {"211422", "430407", "460000/西沙群岛"}
    told = {f.place.area for f in loaded[0].check(Y2010, Y2010) if f.code == "own-differs-from-sum"}
    assert told == {"211400", "430400", "460000/省直辖县级行政区划"}


def test_shares_by_age_agree_with_an_independent_compilation_by_city(workspace):
    """The shares that cities published, to two decimals. A few cities used other territories or corrected figures."""
    given = workspace.definitions
    wanted = {"age_0_14_2020": "share_0_14", "age_60_2020": "share_60_up", "age_65_2020": "share_65_up"}
    bound = {
        key: bind_indicator(next(one for one in given.names if one.code == code), given.names, Y2020)
        for key, code in wanted.items()
    }
    leaves = needed_leaves(bound.values())
    table = workspace.engine().table(leaves, given.areas, Y2020.end, given.dictionary, given.forms)
    columns = Columns(table, given.forms)
    with (TABLES / "china_census_city_2010_2020.csv").open(encoding="utf-8-sig", newline="") as file:
        cities = [row for row in csv.DictReader(file) if table.tree.index(row["city_code"]) is not None]
    for key, indicator in bound.items():
        value = measure(indicator, columns).value
        ours = np.array([value[table.tree.index(row["city_code"])] * 100 for row in cities if row[key]])
        theirs = np.array([float(row[key]) for row in cities if row[key]])
        assert len(theirs) == 356
        assert (np.abs(ours - theirs) < 0.0051).mean() > 0.92
        assert np.median(np.abs(ours - theirs)) < 0.003
