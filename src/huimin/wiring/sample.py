"""Making a workspace: an empty one, or the simulated city."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from huimin.adapters.definitions.workspace import (
    PACKS,
    read_workspace,
    start_workspace,
)
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.definitions import Title
from huimin.wiring.common import Progress, quiet

if TYPE_CHECKING:
    from huimin.tasks.sample_city import Settings
    from huimin.tasks.sample_city.ages import InventedAges

# Engine, workbooks, documents and the sample city are brought in where they are used: each takes its time to start,
# and no command needs them all.


def new_workspace(
    folder: Path, packs: Sequence[str], lang: str, sample_seed: int | None = None, progress: Progress = quiet,
    settings: Settings | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Make a workspace: an empty one, or (with a seed) the simulated city with its workbooks in the inbox.

    It is made beside its place and moved there whole. ``settings`` may make the city smaller.

    Raises:
        Invalid: the folder is not empty, or a pack is not known.
    """
    if (folder.is_dir() and any(folder.iterdir())) or folder.is_file():
        raise Invalid([Finding("folder-not-empty", Severity.ERROR, facts={"found": str(folder)})])
    folder.resolve().parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.resolve().parent, prefix=".making-") as made:
        place = Path(made) / "workspace"
        place.mkdir()
        name = folder.resolve().name
        start_workspace(place, Title(name, name, lang=lang), packs)
        counts = {} if sample_seed is None else _fill_sample(place, packs, lang, sample_seed, progress, settings)
        if folder.is_dir():
            folder.rmdir()
        place.rename(folder)
    return counts


def _fill_sample(
    folder: Path, packs: Sequence[str], lang: str, seed: int, progress: Progress, settings: Settings | None
) -> dict[str, Any]:
    """Put the simulated city into a workspace and say how large it is."""
    from huimin.adapters.definitions.sample_benefits import OF, write_sample_benefits
    from huimin.adapters.maps.writing import write_map
    from huimin.adapters.projections.sample import write_ages
    from huimin.adapters.workbooks.sample_files import write_inbox, write_workspace
    from huimin.tasks.sample_city import make_city, make_places
    from huimin.tasks.sample_city.ages import make_ages
    from huimin.tasks.sample_city.boundaries import make_boundaries

    settings = settings or city_settings()
    write_workspace(settings, folder, lang, packs)
    if OF in packs:
        write_sample_benefits(folder)
    given = read_workspace(folder)
    city = make_city(seed, settings, given.dictionary, given.forms)
    write_inbox(city, folder, given.dictionary, given.forms, lang,
                progress=lambda done, total: progress(done, total, ""))  # fmt: skip
    places = make_places(settings)
    ages = make_ages(seed, settings, places)
    write_ages(ages, folder)
    if OF in packs:
        _write_budget(ages, settings, folder)
    for drawn in make_boundaries(seed, places).values():
        write_map(folder, drawn)
    counts = Counter(row.level for row in city.areas if row.end is None)
    return {
        "city": settings.title.zh if lang == "zh" else settings.title.en, "counties": counts["county"],
        "townships": counts["township"], "villages": counts["village"], "files": len(city.files),
        "faults": len(city.faults),
    }  # fmt: skip


def _write_budget(ages: InventedAges, settings: Settings, folder: Path) -> None:
    """What budgets of benefits rest on."""
    from huimin.adapters.definitions.sample_budget import write_sample_budget

    people: Counter[str] = Counter()
    for key, _, _, count in ages.people:
        people[key] += count
    write_sample_budget(people, {one.code: one.kind for one in settings.counties}, folder)


def city_settings() -> Settings:
    """What the simulated city is made from."""
    from huimin.tasks.sample_city.settings import read_settings as read_city_settings

    folder = PACKS / "sample_city"
    return read_city_settings(load_yaml(folder / f"{part}.yaml") for part in ("city", "names", "figures", "faults"))
