"""The four rules of the benchmark written for OpenFisca-core; runs in an environment of its own, never imported.

    <python with openfisca-core> openfisca_side.py PEOPLE.npz RESULTS.npz

Its last line of output is JSON: seconds of the calculation, and the peak of memory in MB.
"""

from __future__ import annotations

import json
import resource
import sys
import time

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERSON = build_entity(key="person", plural="persons", label="person", is_person=True)
FAMILY = build_entity(
    key="family", plural="families", label="family", roles=[{"key": "member", "plural": "members", "label": "member"}]
)


def years(birth, period):
    """Full years on the first day of the month."""
    day = np.datetime64(str(period.start), "D")
    month = day.astype("datetime64[M]").astype(int)
    own = birth.astype("datetime64[D]").astype("datetime64[M]")
    gap = month - own.astype(int)
    before = birth.astype("datetime64[D]") > own.astype("datetime64[D]")
    return (gap - before) // 12


class birth(Variable):  # noqa: N801
    value_type, entity, definition_period = int, PERSON, DateUnit.ETERNITY


class income(Variable):  # noqa: N801
    value_type, entity, definition_period = float, PERSON, DateUnit.ETERNITY


class rural(Variable):  # noqa: N801
    value_type, entity, definition_period = bool, PERSON, DateUnit.ETERNITY


class child(Variable):  # noqa: N801
    value_type, entity, definition_period = float, PERSON, DateUnit.MONTH

    def formula(person, period):  # noqa: N805
        age = years(person("birth", period), period)
        return 300.0 * ((age >= 0) & (age < 3))


class old(Variable):  # noqa: N801
    value_type, entity, definition_period = float, PERSON, DateUnit.MONTH

    def formula(person, period):  # noqa: N805
        rate = 80.0 if period.start.month < 7 else 85.0
        return rate * ((years(person("birth", period), period) >= 60) & person("rural", period))


class young_family(Variable):  # noqa: N801
    value_type, entity, definition_period = float, FAMILY, DateUnit.MONTH

    def formula(family, period):  # noqa: N805
        age = years(family.members("birth", period), period)
        young = family.sum((age >= 0) & (age < 3))
        means, heads = family.sum(family.members("income", period)), family.nb_persons()
        return 100.0 * young * (means < 1000 * heads)


class old_family(Variable):  # noqa: N801
    value_type, entity, definition_period = float, FAMILY, DateUnit.MONTH

    def formula(family, period):  # noqa: N805
        aged = family.sum(years(family.members("birth", period), period) >= 80)
        means, heads = family.sum(family.members("income", period)), family.nb_persons()
        return 50.0 * ((aged >= 1) & (means < 1500 * heads))


def main() -> None:
    given = np.load(sys.argv[1])
    size, families = len(given["birth"]), int(given["families"][0])
    system = TaxBenefitSystem([PERSON, FAMILY])
    system.add_variables(birth, income, rural, child, old, young_family, old_family)
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("person", np.arange(size))
    group = builder.declare_entity("family", np.arange(families))
    builder.join_with_persons(group, given["family"], np.array(["member"] * size))
    simulation = builder.build(system)
    for name in ("birth", "income", "rural"):
        simulation.set_input(name, "ETERNITY", given[name])
    start = time.perf_counter()
    totals = {}
    for name in ("child", "old", "young_family", "old_family"):
        totals[name] = sum(simulation.calculate(name, f"2025-{month:02d}") for month in range(1, 13))
    seconds = time.perf_counter() - start
    np.savez(
        sys.argv[2], **{name: np.rint(one.astype(np.float64) * 100).astype(np.int64) for name, one in totals.items()}
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "mb": peak}))


if __name__ == "__main__":
    main()
