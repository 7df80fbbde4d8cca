"""What the cascade leaves, weighed by Splink on DuckDB: learnt without labels, rare names counting more, and kept only
where two records are each other's best by a clear margin.

Splink is an optional extra (``pip install huimin[linkage]``). Everything stays in memory: DuckDB may not spill to disk.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from huimin.reconciliation.best import best_by_far
from huimin.reconciliation.cascade import contradicted
from huimin.reconciliation.compare import ONE_CHARACTER, compare_names
from huimin.reconciliation.dates import lunar_day, parts
from huimin.reconciliation.keys import NONE, Keys, Rows
from huimin.reconciliation.limits import FEWEST_LEFT, MOST_LEFT
from huimin.reconciliation.records import Records

FEWEST_TRAINING = 100
"""Fewer pairs in a training block teach nothing."""
SURE = 0.95
"""The least probability of a pair."""
_BLOCKS = (
    ("birth", "mother.sound"), ("birth", "name.sound"), ("birth", "area"), ("name.sound", "mother.sound"),
    ("mother.sound", "sex", "area"), ("birth", "weight", "sex", "county"),
)  # fmt: skip
"""What two records must share to be weighed at all."""
_TRAINING = (("birth", "area"), ("name.sound", "sex"), ("mother.sound", "area"))
MOST_ALIKE = 50
"""A block that more records of a list fall into is left out: it would cost more than it finds, a masked column above
all."""
MOST_TRAINING = 5_000_000
"""Pairs of a training block; a looser one can cost ten times the whole run."""
_CLOSE = "birth_l <> birth_r AND abs(birth_l - birth_r) <= 3"
_SWAPPED = "y_l = y_r AND m_l = d_r AND d_l = m_r"
_DIGIT = ("y_l = y_r AND ((m_l = m_r AND (d_l // 10 = d_r // 10 OR d_l % 10 = d_r % 10)) "
          "OR (d_l = d_r AND (m_l // 10 = m_r // 10 OR m_l % 10 = m_r % 10)))")  # fmt: skip
_LUNAR = ("(birth_r - birth_l BETWEEN 17 AND 52 AND moon_r = d_l) OR "
          "(birth_l - birth_r BETWEEN 17 AND 52 AND moon_l = d_r)")  # fmt: skip


@dataclass(frozen=True)
class Level:
    """What one outcome of a comparison contributes: ``weight`` in bits, above 0 for and below 0 against one child."""

    field: str
    label: str
    weight: float


@dataclass(frozen=True, eq=False)
class Weighed:
    """Pairs of rows that Splink adds, the weight of each in bits, and what each comparison contributes."""

    first: Rows
    second: Rows
    weight: NDArray[np.float64]
    levels: tuple[Level, ...]


def splink_is_there() -> bool:
    """Whether the optional extra is installed."""
    return find_spec("splink") is not None


def weigh(first: Records, second: Records, left: tuple[Rows, Rows], seed: int = 1) -> Weighed | None:
    """Pairs among the rows left; None where too few or far too many are left to learn from.

    Args:
        left: rows of each list without a partner. seed: of the pairs that are drawn for training.
    """
    if min(len(rows) for rows in left) < FEWEST_LEFT or max(len(rows) for rows in left) > MOST_LEFT:
        return None
    logging.getLogger("splink").setLevel(logging.ERROR)
    place = duckdb.connect(config={"temp_directory": "", "threads": 2})
    try:
        return _Weighing(place, first, second, left, seed).done()
    finally:
        place.close()


class _Weighing:
    """One run of Splink."""

    def __init__(
        self, place: Any, first: Records, second: Records, left: tuple[Rows, Rows], seed: int
    ) -> None:  # fmt: skip
        from splink import DuckDBAPI, Linker

        self.first, self.second, self.left, self.seed = first, second, left, seed
        api = DuckDBAPI(connection=place)
        blocks = [_small_blocks(first.key(one, left[0]), second.key(one, left[1])) for one in _BLOCKS]
        tables = [
            api.register(_table(one, left[side], [keys[side] for keys in blocks]), dataset_display_name=name)
            for side, (one, name) in enumerate(((first, "first"), (second, "second")))
        ]
        chance = 0.3 / max(len(left[0]), len(left[1]))
        self.linker = Linker(tables, _settings(chance), log_level=logging.ERROR)
        for field in ("name", "mother"):
            table = _frequencies(first, second, field)
            self.linker.table_management.register_term_frequency_lookup(api.register(table), field)

    def done(self) -> Weighed | None:
        """Train, weigh, and choose; None where nothing was learnt."""
        from splink import block_on

        training = self.linker.training
        training.estimate_u_using_random_sampling(max_pairs=1e6, seed=self.seed)
        learnt = 0
        for block in _TRAINING:
            if not FEWEST_TRAINING <= self._pairs_in(block) <= MOST_TRAINING:
                continue
            # A block with next to no pair of one sort drives a share to 0, which Splink refuses: it teaches nothing.
            with suppress(ValueError):
                training.estimate_parameters_using_expectation_maximisation(
                    block_on(*(one.replace(".", "_") for one in block)),
                    fix_probability_two_random_records_match=True,
                    record_sample_proportion=1.0,
                )
                learnt += 1
        if learnt < 2:
            return None
        found = self.linker.inference.predict(threshold_match_probability=0.05).as_pyarrow_table()
        weight = found.column("match_weight").to_numpy()
        one, two = (found.column(f"unique_id_{side}").to_numpy().astype(np.int64) for side in "lr")
        if len(found) and found.column("source_dataset_l")[0].as_py() != "first":
            one, two = two, one
        sure = found.column("match_probability").to_numpy() >= SURE
        good = sure & best_by_far(one, weight) & best_by_far(two, weight)
        one, two, weight = one[good], two[good], weight[good]
        fit = ~contradicted(self.first, one, self.second, two, sex=False)
        fit &= ~self._named_apart(one, two)
        return Weighed(one[fit], two[fit], weight[fit], tuple(self._levels()))

    def _pairs_in(self, block: tuple[str, ...]) -> int:
        """How many pairs share a block."""
        one, one_counts = np.unique(self.first.key(block, self.left[0]), return_counts=True)
        two, two_counts = np.unique(self.second.key(block, self.left[1]), return_counts=True)
        _, at_one, at_two = np.intersect1d(one, two, assume_unique=True, return_indices=True)
        shared = one[at_one] != NONE
        return int((one_counts[at_one] * two_counts[at_two])[shared].sum())

    def _named_apart(self, one: Rows, two: Rows) -> NDArray[np.bool_]:
        """Pairs with names of their own that differ in more than a character: twins bear such names."""
        names = compare_names(self.first.name, one, self.second.name, two)
        return np.asarray((names >= 0) & (names < ONE_CHARACTER))

    def _levels(self) -> list[Level]:
        model = self.linker.misc.save_model_to_json()
        return [
            Level(one["output_column_name"], level["label_for_charts"],
                  float(np.log2(level["m_probability"] / level["u_probability"])))
            for one in model["comparisons"]
            for level in one["comparison_levels"]
            if level.get("m_probability") and level.get("u_probability")
        ]  # fmt: skip


def _small_blocks(one: Keys, two: Keys) -> tuple[Keys, Keys]:
    """The keys of a block, 0 where too many records of a list bear one."""
    values, counts = np.unique(one, return_counts=True)
    others, theirs = np.unique(two, return_counts=True)
    many = np.concatenate([values[counts > MOST_ALIKE], others[theirs > MOST_ALIKE]])
    return np.where(np.isin(one, many), NONE, one), np.where(np.isin(two, many), NONE, two)


def _table(records: Records, rows: Rows, blocks: Sequence[Keys]) -> pa.Table:
    """The columns that are compared, every name a number already, and a column for each block."""
    year, month, day = parts(records.birth[rows])
    letters = records.name.letters_at(rows)[:, :3].astype(np.int64)
    names: dict[str, Any] = {"name": records.name.key("whole", rows), "name_sound": records.name.key("sound", rows),
             "name_shape": records.name.key("shape", rows), "name_turned": records.name.key("turned", rows),
             "name_surname": records.name.key("surname", rows), "mother": records.mother.key("whole", rows),
             "mother_sound": records.mother.key("sound", rows), "mother_shape": records.mother.key("shape", rows),
             "mother_surname": records.mother.key("surname", rows)}  # fmt: skip
    numbers: dict[str, Any] = {field: getattr(records, field)[rows] for field in ("sex", "weight", "area", "county")}
    numbers |= {f"c{at + 1}": letters[:, at] for at in range(3)}
    known = records.birth[rows] < 0
    birth = records.birth[rows]
    dated: dict[str, Any] = {"birth": birth, "y": year, "m": month, "d": day, "moon": lunar_day(birth)}
    return pa.table({
        "unique_id": rows,
        **{f"block_{at}": pa.array(keys, mask=keys == NONE) for at, keys in enumerate(blocks)},
        **{name: pa.array(keys, mask=keys == 0) for name, keys in names.items()},
        **{name: pa.array(values.astype(np.int64), mask=values == 0) for name, values in numbers.items()},
        **{name: pa.array(values.astype(np.int64), mask=known) for name, values in dated.items()},
    })  # fmt: skip


def _frequencies(first: Records, second: Records, field: str) -> pa.Table:
    """How common each name is in both whole lists, so that rare ones count more."""
    keys = np.concatenate([getattr(one, field).key("whole") for one in (first, second)])
    values, counts = np.unique(keys[keys != 0], return_counts=True)
    return pa.table({field: values, f"tf_{field}": counts / max(1, counts.sum())})


def _comparison(field: str, *levels: tuple[str, str], null: str, rare: bool = False) -> dict[str, Any]:
    made: list[dict[str, Any]] = [{"sql_condition": null, "label_for_charts": "missing", "is_null_level": True}]
    for label, condition in levels:
        made.append({"sql_condition": condition, "label_for_charts": label})
    if rare:
        made[1] |= {"tf_adjustment_column": field, "tf_adjustment_weight": 1.0}
    made.append({"sql_condition": "ELSE", "label_for_charts": "different"})
    return {"output_column_name": field, "comparison_levels": made}


def _null(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _equal(column: str) -> str:
    return f"{column}_l = {column}_r"


def _settings(chance: float) -> Any:
    from splink import SettingsCreator, block_on

    one_character = "c1_l = c1_r AND c3_l IS NOT NULL AND c3_r IS NOT NULL AND (c2_l = c2_r OR c3_l = c3_r)"
    comparisons: list[Any] = [
        _comparison("name", ("same", _equal("name")), ("sound", _equal("name_sound")), ("shape", _equal("name_shape")),
                    ("turned", _equal("name_turned")), ("one-character", one_character),
                    ("surname", _equal("name_surname")), null=_null("name"), rare=True),
        _comparison("mother", ("same", _equal("mother")), ("sound", _equal("mother_sound")),
                    ("shape", _equal("mother_shape")), ("surname", _equal("mother_surname")), null=_null("mother"),
                    rare=True),
        _comparison("birth", ("same", _equal("birth")), ("slip", f"({_SWAPPED}) OR ({_DIGIT}) OR ({_LUNAR})"),
                    ("near", _CLOSE), null=_null("birth")),
        _comparison("sex", ("same", _equal("sex")), null=_null("sex")),
        _comparison("weight", ("same", "abs(weight_l - weight_r) <= 10"), ("near", "abs(weight_l - weight_r) <= 100"),
                    null=_null("weight")),
        _comparison("area", ("same", _equal("area")), ("county", _equal("county")), null=_null("area")),
    ]  # fmt: skip
    return SettingsCreator(
        link_type="link_only", comparisons=comparisons, probability_two_random_records_match=chance,
        blocking_rules_to_generate_predictions=[block_on(f"block_{at}") for at in range(len(_BLOCKS))],
        retain_matching_columns=False, max_iterations=10,
    )  # fmt: skip
