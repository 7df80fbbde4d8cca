"""Deciding benefits for whole populations: speed and memory, beside OpenFisca-core on the same rules.

    python benchmarks/bench_benefits.py               1 million people beside OpenFisca, 10 million alone, cases
    python benchmarks/bench_benefits.py --people N    another size beside OpenFisca
    python benchmarks/bench_benefits.py --budgets     only the budget of the sample city on simulated people

Twelve months of four rules, two for persons and two for families. Everybody is invented. OpenFisca-core is under the
AGPL: it is installed into an environment of its own in a temporary folder (or HUIMIN_OPENFISCA names a Python that has
it), and is only run, never imported.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from bars import bar, in_own_process, peak_mb, say
from benefit_people import kept

HERE = Path(__file__).resolve().parent
OPENFISCA = "openfisca-core==46.*"
MONTHS = (2025 * 12, 2025 * 12 + 11)
MILLION = 1_000_000


# --- the four rules


def _rule(code: str, subject: str, facts: list[dict[str, Any]], conditions: list[str], amount: dict[str, Any],
          **more: Any) -> dict[str, Any]:  # fmt: skip
    words = {f"{stem}_{lang}": "–" for stem in ("held", "failed") for lang in ("zh", "en")}
    named = {f"{stem}{lang}": code for stem in ("", "about_", "authority_", "office_") for lang in ("zh", "en")}
    return {
        **named, "code": code, "subject": subject, "from": "2020-01-01", "facts": facts, "period": "month",
        "conditions": [{"code": f"c{n}", "formula": one, **words} for n, one in enumerate(conditions)],
        "amounts": [{"code": "standard", "zh": "标准", "en": "amount", **amount}],
        "documents": [{"zh": "–", "en": "–"}], "steps": [{"code": "check", "zh": "–", "en": "–", "by": "county"}],
        "shares": [{"from": "2020-01-01", "of": {"county": "100%"}}], "retention": {"months": 12}, **more,
    }  # fmt: skip


def _fact(code: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "kind": kind, "zh": f"{code}项", "en": f"the {code}", "ask_zh": code, "ask_en": code, **more}


def _rates(*dated: tuple[str, int]) -> dict[str, Any]:
    return {"dated": [{"from": day, "yuan": yuan, "status": "ours"} for day, yuan in dated]}


def rules() -> list[dict[str, Any]]:
    """The definitions as mappings."""
    people = [_fact("birth", "date", member=True), _fact("income", "number", unit="yuan", low=0, member=True)]
    young, aged = "birth.days >= 0 and birth.years < 3", "birth.years >= 80"
    sums = [
        {"code": "means", "zh": "收入", "en": "means", "unit": "yuan", "sum": "income"},
        {"code": "heads", "zh": "人数", "en": "heads"},
    ]

    def family(code: str, where: str, least: int, **amount: Any) -> dict[str, Any]:
        tallies = [{"code": "counted", "zh": "人", "en": "counted", "where": where}, *sums]
        limit = [{"code": "least", "zh": "线", "en": "line", "unit": "yuan", "value": least}]
        conditions = ["counted >= 1", "means < least * heads"]
        return _rule(code, "family", people, conditions, amount, members=tallies, values=limit)

    return [
        _rule("child", "child", [_fact("birth", "date")], [young], _rates(("2020-01-01", 300))),
        _rule("old", "parent", [_fact("birth", "date"), _fact("rural", "yes-no")], ["birth.years >= 60", "rural"],
              _rates(("2020-01-01", 80), ("2025-07-01", 85))),
        family("young_family", young, 1000, formula="rate * counted", **_rates(("2020-01-01", 100))),
        family("old_family", aged, 1500, **_rates(("2020-01-01", 50))),
    ]  # fmt: skip


# --- ours, in a process of its own


def ours(path: Path, results: Path | None) -> dict[str, float]:
    """Decide all four rules; the results go to a file."""
    from huimin.benefits import Columns, population, read_benefit

    given = np.load(path)
    size, families = len(given["birth"]), int(given["families"][0])
    single = Columns(size, {"birth": given["birth"], "rural": given["rural"]})
    members = {"birth": given["birth"], "income": given["income"]}
    together = Columns(families, {}, members, given["family"])
    benefits = [read_benefit(one, []) for one in rules()]
    start = time.perf_counter()
    made = [population(one, together if one.subject == "family" else single, *MONTHS) for one in benefits if one]
    seconds = time.perf_counter() - start
    mb = peak_mb()
    if results is not None:
        np.savez(results, **{one.benefit: one.dense() for one in made})
    return {"seconds": seconds, "mb": mb, "total": float(sum(one.total for one in made))}


def openfisca_python(folder: Path) -> str | None:
    """A Python that has OpenFisca-core, made in ``folder``; None where it cannot be had."""
    if named := os.environ.get("HUIMIN_OPENFISCA"):
        return named
    python = folder / "openfisca" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", OPENFISCA]
    for command in ([sys.executable, "-m", "venv", str(folder / "openfisca")], install):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            say(f"OpenFisca-core cannot be had here: {done.stderr.strip().splitlines()[-1:]}")
            return None
    return str(python)


def beside(folder: Path, people: int, python: str) -> bool:
    """Both on the same people, each three times in a fresh process; the results compared to the last fen."""
    path = kept(folder, people)
    mine, theirs = folder / "mine.npz", folder / "theirs.npz"
    own, other = [], []
    for _ in range(3):
        own.append(in_own_process(Path(__file__), ["--one", str(path), str(mine)]) or {})
        done = subprocess.run([python, str(HERE / "openfisca_side.py"), str(path), str(theirs)], capture_output=True,
                              text=True, check=True)  # fmt: skip
        other.append(json.loads(done.stdout.splitlines()[-1]))
    seconds, rival = (min(one["seconds"] for one in each) for each in (own, other))
    memory, rivals = (min(one["mb"] for one in each) for each in (own, other))
    say(f"{people:,} people, 4 rules, 12 months: {seconds:.3f} s and {memory:.0f} MB")
    say(f"OpenFisca-core, the same: {rival:.2f} s and {rivals:.0f} MB")
    a, b = np.load(mine), np.load(theirs)
    different = sum(int((a[name] != b[name]).sum()) for name in b.files)
    say(f"paid {sum(int(a[name].sum()) for name in a.files) / 100:,.2f} yuan")
    good = bar("benefits-same-as-openfisca", different, 0)
    good &= bar("benefits-times-as-fast-as-openfisca", rival / seconds, 6, most=False)
    return bar("benefits-share-of-openfisca-memory", memory / rivals, 0.5) and good


def many(folder: Path, people: int) -> bool:
    """Ten million people."""
    found = in_own_process(Path(__file__), ["--one", str(kept(folder, people)), ""]) or {}
    say(f"{people:,} people, 4 rules, 12 months: {found['seconds']:.2f} s")
    return bar("benefits-memory-10m-people", found["mb"], 1500, " MB")


def same_as_reference(people: int = 3000) -> bool:
    """The same people one by one by the reference."""
    from benefit_people import invent

    from huimin.benefits import Columns, entitlements, population, read_benefit
    from huimin.benefits.ages import day_of

    given = invent(people, seed=11)
    births = [day_of(int(one)) for one in given["birth"]]
    wrong = 0
    for one in (read_benefit(rule, []) for rule in rules()):
        assert one is not None
        if one.subject == "family":
            size = int(given["families"][0])
            columns = Columns(size, {}, {"birth": given["birth"], "income": given["income"]}, given["family"])
            who = [np.flatnonzero(given["family"] == row) for row in range(size)]
            facts = [
                {"members": [{"birth": births[i], "income": float(given["income"][i])} for i in group]} for group in who
            ]
        else:
            columns = Columns(people, {"birth": given["birth"], "rural": given["rural"]})
            facts = [
                {"birth": birth, "rural": bool(rural)} for birth, rural in zip(births, given["rural"], strict=True)
            ]
        dense = population(one, columns, *MONTHS).dense()
        expected = [sum(due.fen for due in entitlements([one], each, *MONTHS)) for each in facts]
        wrong += int((dense != np.array(expected)).sum())
    return bar("benefits-different-from-reference", wrong, 0)


# --- a budget on simulated people


def city(seed: int = 2024) -> dict[str, float]:
    """The sample city's people simulated county by county, and all benefits of the pack decided for a year."""
    from huimin.benefits.budget import AreaPeople, costs, pay, simulate
    from huimin.demography.projection import Ages
    from huimin.tasks.project.schedules import fertility_pattern
    from huimin.tasks.sample_city import make_places
    from huimin.tasks.sample_city.ages import make_ages
    from huimin.wiring.benefits import benefits_of
    from huimin.wiring.budget import assumptions_of
    from huimin.wiring.sample import city_settings

    settings = city_settings()
    counts: dict[str, Any] = {}
    for key, sex, age, people in make_ages(seed, settings, make_places(settings)).people:
        counts.setdefault(key, np.zeros((2, 101), dtype=np.int64))[int(sex == "male"), int(age.rstrip("+"))] = people
    assumed, benefits = assumptions_of(["china"]), list(benefits_of(None).benefits.values())
    mothers = fertility_pattern(Ages.single(100), 29.0)
    start, total, size = time.perf_counter(), 0, 0
    for key, table in counts.items():
        people = simulate(AreaPeople(key, table, mothers, (key, "4413", "441303", "44", "33")), 2025, assumed, seed)
        size += people.size
        total += sum(cost.fen for one in benefits for cost in costs(people, pay(people, one)).values())
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "mb": peak_mb(), "people": size, "benefits": len(benefits), "total": total}


def budgets() -> None:
    """How long a budget of the sample city takes; nothing is laid down about it, so there is no limit."""
    found = in_own_process(Path(__file__), ["--city"]) or {}
    say(f"a budget of {found['people']:,.0f} simulated people, {found['benefits']:.0f} benefits, one year: "
        f"{found['seconds']:.1f} s and {found['mb']:.0f} MB")  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=MILLION)
    parser.add_argument("--one", nargs=2, default=None, help=argparse.SUPPRESS)
    parser.add_argument("--city", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--budgets", action="store_true", help="only the budget of the sample city")
    chosen = parser.parse_args()
    if chosen.city:
        print(json.dumps(city()))
        return 0
    if chosen.budgets:
        budgets()
        return 0
    if chosen.one:
        print(json.dumps(ours(Path(chosen.one[0]), Path(chosen.one[1]) if chosen.one[1] else None)))
        return 0
    good = same_as_reference()
    with tempfile.TemporaryDirectory(prefix="huimin-bench-") as name:
        folder = Path(name)
        python = openfisca_python(folder)
        if python is not None:
            good &= beside(folder, chosen.people, python)
        budgets()
        good &= many(folder, 10 * MILLION)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
