"""Verification rounds on disk: frames frozen, samples drawn and drawn again, workbooks, results.

What lies where tells :mod:`huimin.wiring.verify_shelf`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huimin.findings import Finding, Invalid, Place, Severity
from huimin.sampling.draw import Redrawn, Sample, compare, draw
from huimin.sampling.frame import read_frame
from huimin.sampling.numbers import commitment
from huimin.sampling.rounds import Round
from huimin.tasks.ports import Snapshot
from huimin.tasks.verify.planning import Plan, frame_of, plan, round_of, size_leaves
from huimin.tasks.verify.results import FACTOR_COLUMNS, Results, factors, record, results
from huimin.tasks.verify.words import outcome_guide
from huimin.wiring import lots
from huimin.wiring.common import Progress, quiet, whole
from huimin.wiring.verify_shelf import FOLDER, Shelf, read_json, seal, today, write_json, write_rows, write_text

if TYPE_CHECKING:
    from huimin.wiring.workspace import Workspace


# --- plan


def plan_round(
    place: Workspace, code: str, anew: bool = False, progress: Progress = quiet
) -> tuple[Plan, dict[str, Any]]:
    """Freeze the frame of a round and publish the hash of its seed; gives the plan and ``plan.json``.

    Raises:
        Invalid: the round is frozen already (and not ``anew``), or drawn, or its budget is too small.
    """
    shelf, one = Shelf(place, code), round_of(place.definitions, code)
    if (shelf.folder / "draw.json").exists() or ((shelf.folder / "plan.json").exists() and not anew):
        raise Invalid([Finding("verify-frozen", Severity.ERROR, facts={"round": code})])
    snapshot = place.store.snapshot()
    made = foreseen(place, one, snapshot, progress)
    seed = "" if one.public else lots.sealed_seed()
    if seed:
        seal(shelf.seed_file, seed)
    write_text(shelf.folder / "frame.csv", made.frame.text())
    kept = made.record(commitment(seed) if seed else "", snapshot.marker)
    write_json(shelf.folder / "plan.json", kept)
    return made, kept


def foreseen(place: Workspace, one: Round, snapshot: Snapshot, progress: Progress = quiet) -> Plan:
    """What a round would come to with the figures of a snapshot; nothing is frozen or written."""
    given, leaves = place.definitions, size_leaves(place.definitions, one)
    found = place.engine(snapshot, progress).table(leaves, given.areas, one.period.end, given.dictionary, given.forms)
    sizes = {key: float(sum(found.values[leaf][at] for leaf in leaves)) for at, key in enumerate(found.tree.keys)}
    frame, told = frame_of(given, one, sizes)
    return plan(one, frame, _learned(place, one), told)


def _learned(place: Workspace, one: Round) -> float | None:
    """``sigma`` of the element asked first, as the round named as an example saw it."""
    if not one.expected_round:
        return None
    path = place.folder / FOLDER / one.expected_round / "results.json"
    seen = read_json(path)["sigma"].get(one.asked[0].element) if path.is_file() else None
    if not seen:
        facts = {"round": one.expected_round}
        raise Invalid([Finding("verify-earlier-round-without-results", Severity.ERROR, Place(file=one.file), facts)])
    return float(seen)


# --- draw and redraw


def draw_round(place: Workspace, code: str, public_seed: str = "") -> tuple[Sample, dict[str, Any]]:
    """Draw a round and reveal its seed; gives the sample and ``draw.json``.

    What the areas had reported at this moment is what counts from now on.

    Raises:
        Invalid: not planned, drawn already, too early, or seed or frame are not what was published.
    """
    shelf, one = Shelf(place, code), round_of(place.definitions, code)
    planned, day = shelf.planned, today(place)
    if (shelf.folder / "draw.json").exists():
        facts = {"round": code, "day": shelf.drawn["drawn_on"]}
        raise Invalid([Finding("verify-drawn-already", Severity.ERROR, facts=facts)])
    _still_as_frozen(one, planned)
    if day <= one.closes:
        facts = {"closes": one.closes.isoformat(), "today": day.isoformat()}
        raise Invalid([Finding("verify-too-early", Severity.ERROR, facts=facts)])
    seed, frame = _seed(shelf, one, planned, public_seed), shelf.frame()
    sample = draw(frame, planned["allocation"], planned["draw"], seed, code)
    snapshot = place.store.snapshot()
    made = {
        "round": code, "seed": seed, "seed_from": "public" if one.public else "commitment", "draw": planned["draw"],
        "allocation": planned["allocation"], "frame_sha256": frame.hash(), "sample_sha256": sample.hash(),
        "sites": len(sample.drawn), "drawn_on": day.isoformat(),
        "snapshot": snapshot.marker, "snapshot_sha256": snapshot.hash,
    }  # fmt: skip
    write_text(shelf.folder / "sample.csv", sample.text())
    write_json(shelf.folder / "draw.json", made)
    place.__dict__.pop("definitions", None)  # the sheet of the round is a form from now on
    place.close()
    return sample, made


def _still_as_frozen(one: Round, planned: Mapping[str, Any]) -> None:
    """Raises: Invalid: the round says something else than when it was frozen."""
    now = {"draw": one.method, "closes": one.closes.isoformat(), "confidence": one.assumed.confidence}
    changed = [key for key, value in now.items() if planned[key] != value]
    changed += ["seed"] if bool(planned["commitment"]) == one.public else []
    if changed:
        facts = {"keys": ", ".join(changed)}
        raise Invalid([Finding("verify-plan-outdated", Severity.ERROR, Place(file=one.file), facts)])


def _seed(shelf: Shelf, one: Round, planned: Mapping[str, Any], public_seed: str) -> str:
    public_seed = public_seed.strip()
    if one.public:
        if not public_seed:
            facts = {"source": f"{one.public_zh} / {one.public_en}"}
            raise Invalid([Finding("verify-public-seed-needed", Severity.ERROR, facts=facts)])
        return public_seed
    if public_seed:
        raise Invalid([Finding("verify-public-seed-not-agreed", Severity.ERROR)])
    if not shelf.seed_file.is_file():
        file = shelf.seed_file.relative_to(shelf.place.folder).as_posix()
        raise Invalid([Finding("verify-seed-missing", Severity.ERROR, facts={"file": file})])
    seed = shelf.seed_file.read_text("utf-8")
    if commitment(seed) != planned["commitment"]:
        raise Invalid([Finding("verify-seed-differs", Severity.ERROR)])
    return seed


@dataclass(frozen=True)
class Verified:
    """What drawing a round again came to: each thing that was checked with whether it held, and the lists."""

    checks: tuple[tuple[str, bool], ...]
    lists: Redrawn

    @property
    def same(self) -> bool:
        """Whether everything held."""
        return self.lists.same and all(held for _, held in self.checks)


def redraw_round(place: Workspace, code: str) -> Verified:
    """Draw a round again from its published frame and seed, and hold it against the published list."""
    shelf = Shelf(place, code)
    drawn, planned = shelf.drawn, shelf.planned
    text = (shelf.folder / "frame.csv").read_text("utf-8")
    frame = read_frame(text, f"{FOLDER}/{code}/frame.csv")
    published = (shelf.folder / "sample.csv").read_text("utf-8")
    sample = draw(frame, planned["allocation"], planned["draw"], drawn["seed"], code)
    checks = (
        ("frame", frame.hash() == planned["frame_sha256"] == drawn["frame_sha256"] and frame.text() == text),
        ("seed", drawn["seed_from"] == "public" or commitment(drawn["seed"]) == planned["commitment"]),
        ("allocation", drawn["allocation"] == planned["allocation"] and drawn["draw"] == planned["draw"]),
        ("sample", sample.hash() == drawn["sample_sha256"]),
    )
    return Verified(checks, compare(published, sample))


# --- workbooks and results


def write_workbooks(place: Workspace, code: str, target: Path, lang: str, progress: Progress = quiet) -> list[Path]:
    """A workbook for each site drawn, for the inspector; what the site reported stands nowhere in it."""
    from huimin.adapters.workbooks.template import write_template

    shelf, given = Shelf(place, code), place.definitions
    one, sample = round_of(given, code), shelf.sample()
    form, tree = given.form(one.form_code), given.areas.at(one.period.end)
    guide = outcome_guide(lang)
    target.mkdir(parents=True, exist_ok=True)
    made = []
    for done, key in enumerate(sample.keys, 1):
        at = tree.index(key)
        name, official = (tree.name(at, lang), tree.codes[at]) if at is not None else (key, key)
        path = target / f"{form.code}-{one.period.code}-{key.replace('/', '_')}.xlsx"
        with whole(path) as beside:
            write_template(beside, form, given.dictionary, one.period, key, [(key, official, name)], lang,
                           sender_name=name, guide=guide)  # fmt: skip
        made.append(path)
        progress(done, len(sample.keys), path.name)
    return made


def found_so_far(place: Workspace, code: str) -> tuple[Results, int]:
    """What the sheets that came say, with the snapshot whose reports count; nothing is written."""
    shelf = Shelf(place, code)
    one, marker = round_of(place.definitions, code), int(shelf.drawn["snapshot"])
    return results(place.definitions, place.store, one, shelf.frame(), shelf.sample(), marker), marker


RESULT_COLUMNS = (
    "element", "scope", "area", "in_frame", "drawn", "checked", "wrong", "ratio", "low", "high", "worst_low",
    "worst_high", "wrong_share", "wrong_high", "band", "months_between_visits", "more_sites", "promised", "doubts",
)  # fmt: skip


def estimate_round(place: Workspace, code: str) -> tuple[Results, dict[str, Any]]:
    """Estimate, and write ``results.json``, ``results.csv`` and ``factors.csv`` into the round's folder."""
    found, marker = found_so_far(place, code)
    made = record(found, marker, place.definitions.title.simulated)
    folder = place.folder / FOLDER / code
    write_json(folder / "results.json", made)
    rows = [row | {"doubts": " ".join(row["doubts"]), "promised": str(row["promised"]).lower()} for row in made["rows"]]
    write_rows(folder / "results.csv", RESULT_COLUMNS, rows)
    tree = place.definitions.areas.at(found.round.period.end)
    roots = {tree.keys[tree.path(at)[0]] for site in found.sites if (at := tree.index(site.key)) is not None}
    write_rows(folder / "factors.csv", FACTOR_COLUMNS, factors(found, roots.pop() if len(roots) == 1 else ""), mark="")
    return found, made
