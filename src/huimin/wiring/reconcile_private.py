"""Private matching: a key is made, each office encodes its list, the encodings are compared, codes turned back."""

from __future__ import annotations

import csv
import io
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.adapters.linkage.encoded_file import Encoded, Header, encoded_bytes, is_encoded, read_encoded
from huimin.adapters.linkage.guard import WorkingFolder, lock
from huimin.adapters.linkage.prepare import Ready
from huimin.adapters.linkage.readings import readings
from huimin.adapters.linkage.tables import open_list
from huimin.findings import Fact, Finding, Invalid, Place, Severity
from huimin.findings.section import Section, raise_if_faulty
from huimin.reconciliation.keys import Keys, polynomial
from huimin.reconciliation.mapping import ListMapping, columns_of, read_mapping
from huimin.reconciliation.places import Places
from huimin.reconciliation.private.encoding import Manner, encode
from huimin.reconciliation.private.secret import SIZE, Secret, key_text, read_key
from huimin.reconciliation.private.steady import SteadyPlaces
from huimin.tasks.reconcile.comparing import Compared
from huimin.tasks.reconcile.ports import Sent
from huimin.tasks.reconcile.private import coarse_records, compare_encoded, remarks
from huimin.tasks.reconcile.results import record
from huimin.wiring.reconcile import (
    WORKING,
    Done,
    Order,
    keys_folder,
    places_of,
    put,
    read_records,
    remove_overdue,
    write_results,
)

CODE_HEADS = ("code", "record")
"""Headings of the table that stays at the office: the code in the encoded list, and its own record number."""
Step = Callable[[int, int, str], Any]


def make_key(target: Path) -> Path:
    """A new key file, for its owner alone.

    Raises:
        Invalid: ``encoding-key-there``: a key is never overwritten.
    """
    if target.exists():
        raise Invalid([Finding("encoding-key-there", Severity.ERROR, Place(file=target.name))])
    target.parent.mkdir(parents=True, exist_ok=True)
    return put(target, (key_text(secrets.token_bytes(SIZE)) + "\n").encode())


@dataclass(frozen=True)
class Encoding:
    """What is asked of encoding a list.

    Attributes:
        file: the list. key: the shared key file. label: of the comparison, the same at both offices.
        out: the encoded list; the table of codes is put beside it and stays.
        mapping, workspace: as for a comparison. zh, en: what the list is called, where no mapping says it.
        months: how much of the birth date stays plain. areas: ``county`` or ``none``. salt: of the filters.
        today: the day whose tree is used.
    """

    file: Path
    key: Path
    label: str
    out: Path
    today: date
    mapping: Path | None = None
    workspace: Path | None = None
    name: str = ""
    months: str = "month"
    areas: str = "county"
    salt: str = "day"


@dataclass(frozen=True)
class Made:
    """What came of it: the encoded list, the table that stays, how many records, and what could not be read."""

    file: Path
    codes: Path
    records: int
    notes: tuple[Finding, ...]


def encode_list(order: Encoding) -> Made:
    """Encode a list at its own office.

    Raises:
        Invalid: what keeps the list or the key from being read.
    """
    secret, notes = _secret(order.key, order.label)
    mapping, simulated = _mapping(order)
    places = SteadyPlaces(places_of(order.workspace, order.today))
    ready = _ready(order, mapping, places)
    numbers = ready.numbers_at(np.arange(len(ready.records)))
    encoding = encode(ready.records, _marks(numbers), readings(), secret, Manner(order.salt), order.months)
    rows = np.random.default_rng(secrets.randbits(128)).permutation(len(numbers))
    codes = np.frombuffer(secrets.token_bytes(8 * len(numbers)), np.uint64)
    name = order.name or order.file.stem
    header = Header(mapping.zh or mapping.en or name, mapping.en or mapping.zh or name, order.label.strip(),
                    secret.mark, order.salt, order.months, order.areas, simulated)  # fmt: skip
    areas, hidden = _plain_areas(order, places, ready.records.county[rows])
    order.out.parent.mkdir(parents=True, exist_ok=True)
    made = put(order.out, encoded_bytes(header, encoding.taken(rows), codes, areas))
    kept = put(order.out.with_name(f"{order.out.stem}-codes.csv"), _codes(codes, numbers, rows))
    return Made(made, kept, len(numbers), (*notes, *hidden, *ready.notes))


def _plain_areas(
    order: Encoding, places: SteadyPlaces, county: NDArray[np.int32]
) -> tuple[list[str], list[Finding]]:  # fmt: skip
    """The counties that stay plain. A text that is no code and in no tree may be an address: it never does."""
    if order.areas == "none":
        return [""] * len(county), []
    codes = {int(one): places.code(int(one)) for one in np.unique(county)}
    plain = {one: code if order.workspace is not None or code.isdecimal() else "" for one, code in codes.items()}
    lost = int(np.isin(county, [one for one, code in codes.items() if code and not plain[one]]).sum())
    facts: dict[str, Fact] = {"count": lost}
    notes = [Finding("encoding-area-hidden", Severity.WARNING, Place(file=order.file.name), facts)] if lost else []
    return [plain[one] for one in county.tolist()], notes


def _secret(key: Path, label: str) -> tuple[Secret, list[Finding]]:
    try:
        secret = read_key(key.read_text("utf-8"), label)
    except UnicodeDecodeError:
        raise Invalid([Finding("encoding-key-unreadable", Severity.ERROR)]) from None
    open_to_others = key.stat().st_mode & 0o077
    return secret, [Finding("encoding-key-open", Severity.WARNING, Place(file=key.name))] if open_to_others else []


def _mapping(order: Encoding) -> tuple[ListMapping, bool]:
    if order.mapping is None:
        return ListMapping(), False
    faults: list[Finding] = []
    made = read_mapping(Section(load_yaml(order.mapping), faults), [order.file.name])
    raise_if_faulty(faults)
    return made.lists[0], made.simulated


def _ready(order: Encoding, mapping: ListMapping, places: Places) -> Ready:
    faults: list[Finding] = []
    data = order.file.read_bytes()
    if is_encoded(data):
        raise Invalid([Finding("encoding-again", Severity.ERROR, Place(file=order.file.name))])
    opened = open_list(data, order.file.name, mapping.columns.values())
    columns = columns_of(opened.header, mapping, order.file.name, faults)
    raise_if_faulty(faults)
    return read_records(opened, columns, places)[0]


def _marks(numbers: Sequence[str]) -> Keys:
    """A number from each record number, above 0."""
    texts = np.array(numbers, dtype="<U40")
    return np.asarray(polynomial(texts.view(np.uint32).reshape(len(texts), -1)) | np.uint64(1))


def _codes(codes: NDArray[np.uint64], numbers: Sequence[str], rows: NDArray[np.int64]) -> bytes:
    paper = io.StringIO()
    writer = csv.writer(paper, lineterminator="\n")
    writer.writerow(CODE_HEADS)
    writer.writerows((f"{code:016x}", numbers[row]) for code, row in zip(codes.tolist(), rows.tolist(), strict=True))
    return paper.getvalue().encode("utf-8-sig")


def all_encoded(files: Sequence[Path]) -> bool:
    """Whether the lists are encoded ones.

    Raises:
        Invalid: ``encoding-mixed``: some are and some are not.
    """
    encoded = []
    for path in files:
        with path.open("rb") as file:
            encoded.append(is_encoded(file.read(4)))
    if any(encoded) and not all(encoded):
        plain = next(path for path, one in zip(files, encoded, strict=True) if not one)
        raise Invalid([Finding("encoding-mixed", Severity.ERROR, Place(file=plain.name))])
    return bool(encoded) and all(encoded)


def reconcile_encoded(order: Order, step: Step) -> Done:
    """Compare encoded lists and write the report.

    Raises:
        Invalid: everything that keeps the lists from being laid against each other, of all lists at once.
    """
    removed = remove_overdue(order.out, order.today)
    place = lock(order.out / WORKING, keys_folder(), order.today + timedelta(days=order.keep))
    try:
        places = places_of(order.workspace, order.today)
        found, made = compare_taken_in(order, place, places, step)
        header = found[0].header
        told = tuple(remarks(header.months, header.areas, header.label, order.lang))
        simulated = any(one.header.simulated for one in found)
        files = write_results(order.out, made, places, order.lang, order.today, simulated, told)
        return Done(made, {**record(made, places, order.lang), "encoded": True}, files, 0, removed)
    finally:
        if order.keep <= 0:
            place.remove()


def compare_taken_in(
    order: Order, place: WorkingFolder, places: Places, step: Step
) -> tuple[list[Encoded], Compared]:  # fmt: skip
    """The encoded lists, taken into the working folder and read, and what comparing them gives.

    Raises:
        Invalid: as :func:`reconcile_encoded`.
    """
    _refuse(order)
    found = _taken_in(order, place, step)
    sent = [_sent(one, path.name, places) for one, path in zip(found, order.files, strict=True)]
    step(len(order.files), len(order.files) + 1, "")
    made = compare_encoded(sent, [one.encoding for one in found], order.wanted, found[0].header.months)
    if not order.weighed:
        return found, made
    return found, replace(made, notes=(*made.notes, Finding("encoding-not-weighed", Severity.NOTE)))


def _refuse(order: Order) -> None:
    """What is asked for and cannot be had of encoded lists."""
    if order.review is not None:
        raise Invalid([Finding("encoding-no-review", Severity.ERROR)])
    if order.mapping is not None:
        raise Invalid([Finding("encoding-no-mapping", Severity.ERROR, Place(file=order.mapping.name))])


def _taken_in(order: Order, place: WorkingFolder, step: Step) -> list[Encoded]:
    faults: list[Finding] = []
    found: list[Encoded] = []
    for at, path in enumerate(order.files):
        step(at, len(order.files) + 1, path.name)
        try:
            one = read_encoded(place.opened(place.take_in(path, f"list-{at + 1}")), path.name)
        except Invalid as invalid:
            faults += invalid.findings
            continue
        if found:
            faults += _unlike(found[0].header, one.header, path.name)
            if (one.codes[:1] == found[0].codes[:1]).all():
                facts: dict[str, Fact] = {"found": path.name}
                faults.append(Finding("reconcile-same-file", Severity.ERROR, Place(file=path.name), facts))
        found.append(one)
    raise_if_faulty(faults)
    return found


def _unlike(first: Header, other: Header, file: str) -> list[Finding]:
    """What keeps two encoded lists apart: the label, the manner of encoding, or the key."""
    for item in ("label", "salt", "months", "areas"):
        mine, its = getattr(first, item), getattr(other, item)
        if mine.casefold() != its.casefold():
            facts: dict[str, Fact] = {"item": f"--{item}", "found": its, "expected": mine}
            return [Finding("encoding-differs", Severity.ERROR, Place(file=file), facts)]
    return [] if first.mark == other.mark else [Finding("encoding-other-key", Severity.ERROR, Place(file=file))]


def _sent(one: Encoded, file: str, places: Places) -> Sent:
    counties = {text: places.spot(text)[1] for text in set(one.areas)}
    county = np.array([counties[text] for text in one.areas], np.int32)
    records = coarse_records(one.encoding, county)
    unnamed = int((~one.encoding.named).sum())
    return Sent(one.header.zh, one.header.en, file, records, one.codes_at, unnamed)


def open_codes(result: Path, codes: Path, out: Path) -> tuple[int, int]:
    """Turn the codes in the first column of a result back into record numbers; how many rows, and how many unknown.

    Raises:
        Invalid: ``encoding-codes-unreadable``; ``encoding-codes-other``: no code of the result is in the table.
    """
    table = {row[0]: row[1] for row in _rows(codes)[1:]}
    head, *rows = _rows(result)
    opened = [[table.get(row[0], row[0]), *row[1:]] for row in rows if row]
    unknown = sum(row[0] not in table for row in rows if row)
    if opened and unknown == len(opened):
        raise Invalid([Finding("encoding-codes-other", Severity.ERROR, Place(file=codes.name))])
    paper = io.StringIO()
    writer = csv.writer(paper, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(opened)
    put(out, paper.getvalue().encode("utf-8-sig"))
    return len(opened), unknown


def _rows(path: Path) -> list[list[str]]:
    try:
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        rows = []
    if not rows or any(len(row) < len(CODE_HEADS) for row in rows if row):
        raise Invalid([Finding("encoding-codes-unreadable", Severity.ERROR, Place(file=path.name))])
    return [row for row in rows if row]
