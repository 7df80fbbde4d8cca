"""A workspace folder: its own definition files, and those of the packs it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from huimin.adapters.definitions.area_files import read_areas, read_csv
from huimin.adapters.definitions.verification import read_round_files
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.areas import Areas
from huimin.areas.rows import AREA_COLUMNS
from huimin.findings import Finding, Invalid, Severity, nearest
from huimin.findings.section import Section, raise_if_faulty
from huimin.tasks.definitions import PARTS, Definitions, Parsed, Rows, Title, build

MARK = "huimin.yaml"
DEFAULT_ZONE = "Asia/Shanghai"
CALENDARS = ("china", "weekdays")
PACKS = Path(__file__).parents[2] / "packs"


@dataclass(frozen=True)
class Settings:
    """What ``huimin.yaml`` says.

    ``today`` is a day that the site takes for today, for demonstrations only: it needs ``simulated: true``.
    ``calendar`` names the working days by which deadlines go: ``china`` or ``weekdays``.
    """

    title: Title
    packs: tuple[str, ...]
    database: str
    zone: ZoneInfo
    today: date | None = None
    site: SiteSettings = field(default_factory=lambda: SiteSettings())
    calendar: str = CALENDARS[0]

    def now(self) -> datetime:
        """The moment where the offices are. On a demonstration's day the clock goes on, the day stays."""
        moment, day = datetime.now(self.zone), self.today
        return moment if day is None else moment.replace(year=day.year, month=day.month, day=day.day)

    def day(self) -> date:
        """The day it is where the offices are; a demonstration has its own."""
        return self.now().date()


@dataclass(frozen=True)
class SiteSettings:
    """The part ``site:`` of ``huimin.yaml``: what the web site needs to know of where it stands.

    Attributes:
        hosts: names under which the site is reached; this machine's own are always allowed.
        https: whether browsers reach it by HTTPS (through a server in front of it).
        idle_minutes: a session ends after so long without a request.
        session_hours: and in any case after so long.
        sessions: how many sessions one person may have at a time.
        oidc_issuer, oidc_client: OpenID Connect, where both are given; the client's secret stands in the file
            ``data/oidc-secret``.
        second_factor: whether officers and administrators must sign in with a second factor too: ``required`` (what
            counts where nothing is written) or ``optional`` (what counts in a simulated workspace).
    """

    hosts: tuple[str, ...] = ()
    https: bool = False
    idle_minutes: int = 60
    session_hours: int = 12
    sessions: int = 3
    oidc_issuer: str = ""
    oidc_client: str = ""
    second_factor: str = "optional"


def packs_there_are() -> list[str]:
    """The names of the packs that come with the product."""
    return sorted(path.name for path in PACKS.iterdir() if any((path / part).is_dir() for part in PARTS))


def find_workspace(start: Path) -> Path:
    """The workspace that ``start`` lies in: the nearest folder upwards with a ``huimin.yaml``."""
    for folder in (start, *start.resolve().parents):
        if (folder / MARK).is_file():
            return folder
    raise Invalid([Finding("not-a-workspace", Severity.ERROR, facts={"found": str(start)})])


def read_settings(folder: Path) -> Settings:
    """Read ``huimin.yaml``."""
    faults: list[Finding] = []
    section = Section(load_yaml(folder / MARK), faults)
    title = Title(
        section.text("title_zh"), section.text("title_en"), section.flag("simulated"),
        section.choice("language", ("zh", "en"), "zh"),
    )  # fmt: skip
    settings = Settings(
        title, section.words("packs"), section.text("database", ""), _zone(section),
        _today(section, title.simulated), _site(section, title.simulated),
        section.choice("calendar", CALENDARS, CALENDARS[0]),
    )  # fmt: skip
    section.done()
    known = packs_there_are()
    for pack in settings.packs:
        if pack not in known:
            section.fault("pack-unknown", "packs", found=pack, nearest=nearest(pack, known), options=", ".join(known))
    raise_if_faulty(faults)
    return settings


def _today(section: Section, simulated: bool) -> date | None:
    """The day a demonstration takes for today; a real office has no such key."""
    day = section.day("today")
    if day is not None and not simulated:
        section.fault("today-not-simulated", "today")
    return day


def _site(section: Section, simulated: bool) -> SiteSettings:
    usual = "optional" if simulated else "required"
    if not section.has("site"):
        section.raw("site")
        return SiteSettings(second_factor=usual)
    part = section.section("site")
    site = SiteSettings(
        part.words("hosts"), part.flag("https"), part.whole("idle_minutes", 60), part.whole("session_hours", 12),
        part.whole("sessions", 3), part.text("oidc_issuer", ""), part.text("oidc_client", ""),
        part.choice("second_factor", ("required", "optional"), usual),
    )  # fmt: skip
    part.done()
    return site


def _zone(section: Section) -> ZoneInfo:
    """The time zone in which deadlines end: that of the offices, wherever the machine stands."""
    name = section.text("timezone", DEFAULT_ZONE)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        known = available_timezones()
        section.fault("timezone-unknown", "timezone", found=name, nearest=nearest(name, known))
        return ZoneInfo(DEFAULT_ZONE)


def _definition_files(folder: Path, settings: Settings) -> Iterator[tuple[str, Path]]:
    """(name within a workspace, path) of every YAML definition, packs first. A pack's files carry its name."""
    for root, prefix in [(PACKS / pack, f"{pack}--") for pack in settings.packs] + [(folder, "")]:
        for part in PARTS[1:]:
            for path in sorted((root / part).glob("*.yaml")):
                yield f"{part}/{prefix}{path.name}", path


def _area_files(folder: Path, settings: Settings) -> Iterator[tuple[str, Path]]:
    own = folder / "areas"
    for path in sorted(own.glob("*")) if own.is_dir() else []:
        if path.suffix in (".csv", ".yaml"):
            yield f"areas/{path.name}", path
    if not (own / "levels.yaml").exists():
        for pack in settings.packs:
            if (PACKS / pack / "levels.yaml").exists():
                yield "areas/levels.yaml", PACKS / pack / "levels.yaml"
                return


def read_workspace(folder: Path) -> Definitions:
    """Read, check and connect every definition of a workspace.

    Raises:
        Invalid: with every fault of every file.
    """
    settings = read_settings(folder)
    faults: list[Finding] = []
    documents: dict[str, dict[str, Any]] = {part: {} for part in PARTS}
    files: dict[str, bytes] = {MARK: settings.title.as_file()}
    for name, path in _definition_files(folder, settings):
        try:
            documents[name.split("/")[0]][name] = load_yaml(path, name)
            files[name] = path.read_bytes()
        except Invalid as invalid:
            faults += invalid.findings
    area_paths = dict(_area_files(folder, settings))
    files |= {name: path.read_bytes() for name, path in area_paths.items()}
    if "areas/levels.yaml" not in area_paths:
        faults.append(Finding("levels-missing", Severity.ERROR))
    adjustments = _adjustments(folder, files, faults)
    rounds = read_round_files(folder / "verification", faults)
    raise_if_faulty(faults)
    areas = read_areas(folder / "areas", area_paths["areas/levels.yaml"])
    return build(Parsed(settings.title, areas, documents, files, adjustments, rounds))


def _adjustments(folder: Path, files: dict[str, bytes], faults: list[Finding]) -> dict[str, Rows]:
    """The tables of factors that were adopted; their bytes go to ``files``."""
    made: dict[str, Rows] = {}
    for path in sorted((folder / "adjustments").glob("*.csv")):
        name = f"adjustments/{path.name}"
        header, records = read_csv(path, name, faults)
        # The first record that read_csv hands on after the header is line 2.
        made[name] = (header, list(records))
        files[name] = path.read_bytes()
    return made


def read_tree(folder: Path) -> Areas:
    """The area tree of a workspace alone, with all its defects, whatever else may be wrong."""
    settings = read_settings(folder)
    return read_areas(folder / "areas", dict(_area_files(folder, settings)).get("areas/levels.yaml"))


def start_workspace(folder: Path, title: Title, packs: Sequence[str]) -> None:
    """Lay out an empty workspace: ``huimin.yaml``, the folders, and the header of ``areas.csv``."""
    text = title.as_file().decode() + f"packs: [{', '.join(packs)}]\n"
    (folder / MARK).write_text(text, encoding="utf-8")
    for part in (*PARTS, "inbox"):
        (folder / part).mkdir(exist_ok=True)
    (folder / "areas" / "areas.csv").write_text(",".join(AREA_COLUMNS) + "\n", encoding="utf-8")
    read_settings(folder)


def write_definitions(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a copy of the definitions: a workspace folder that needs no pack."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
