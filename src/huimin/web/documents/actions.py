"""Everything that changes a document: made, edited, handed in, sent back, issued, withdrawn. Each is a line of the log.

Files are written before the transaction, into a folder of their own; the transaction then puts them in the place of
those before, if nobody else has changed the document meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.publish.orders import Order
from huimin.web.base import audit, clock
from huimin.web.base.models import Person
from huimin.web.documents import making
from huimin.web.documents.making import FIELDS, Built, refused
from huimin.web.documents.models import LANGS, Paper
from huimin.wiring.publish import Publisher

TEXT_AT_MOST = 300
REASON_AT_MOST = 1000


def latest(order: Order) -> Paper | None:
    """The document of an order, of its latest edition."""
    return Paper.objects.filter(**of(order)).order_by("-edition").first()


def of(order: Order) -> dict[str, str]:
    """What a document's row has in common with its order."""
    return {"kind": order.kind, "period": order.period.code, "area": order.area, "run": order.run,
            "scheme": order.scheme}  # fmt: skip


def begun(person: Person, order: Order) -> Paper:
    """The document of an order to be made: the one there is, or a new row that is not saved yet."""
    return latest(order) or Paper(**of(order), made_by=person, made_at=clock.now())


def insert(paper: Paper) -> None:
    """Keep a new row; its files follow.

    Raises:
        Invalid: somebody else has begun the same document meanwhile.
    """
    try:
        with transaction.atomic():
            paper.save(force_insert=True)
    except IntegrityError:
        raise refused("paper-changed-meanwhile") from None


def put(paper: Paper, revision: str, **changed: Any) -> None:
    """Give a paper other files, if it is still as the caller saw it.

    Raises:
        Invalid: somebody else has changed it since.
    """
    files = making.told(making.folder_of(paper, revision))
    found = Paper.objects.filter(pk=paper.pk, revision=paper.revision, state=paper.state)
    if not found.update(revision=revision, files=files, **changed):
        making.drop(paper, revision)
        raise refused("paper-changed-meanwhile")
    before, paper.revision, paper.files = paper.revision, revision, files
    for name, value in changed.items():
        setattr(paper, name, value)
    transaction.on_commit(lambda: making.drop(paper, before))


def drafted(person: Person, built: Built) -> dict[str, Any]:
    """What a draft's row says once it was made."""
    return {"heads": built.heads(), "content": built.content, "inputs": built.inputs, "made_by": person,
            "made_at": clock.now()}  # fmt: skip


def make(person: Person, paper: Paper) -> list[Finding]:
    """Make a draft, or make it anew from the figures as they are now; what looked odd on the way.

    Raises:
        Invalid: it is no draft any more, or there is no template that can be used.
    """
    if paper.state != Paper.DRAFT:
        raise refused("paper-not-draft")
    with making.publisher() as maker:
        built = making.build(maker, paper, final=False)
        if paper.pk is None:
            insert(paper)
        revision = making.write(maker, paper, built, making.DRAFT_FORMATS)
    with transaction.atomic():
        put(paper, revision, **drafted(person, built))
        audit.record(person, "document-made", subject=paper.subject, area=paper.area, kind=paper.kind)
    return built.findings


@dataclass(frozen=True)
class Words:
    """What an office writes over the head of a draft, by language and field; and the day it is dated."""

    texts: Mapping[str, Mapping[str, str]]
    day: date | None


def reword(person: Person, paper: Paper, words: Words) -> None:
    """Change addressees, copies, signatory and day of a draft. Its figures and text stay what they are made from.

    Raises:
        Invalid: it is no draft any more, or a field does not fit; ``facts["field"]`` names it.
    """
    if paper.state != Paper.DRAFT:
        raise refused("paper-not-draft")
    if faults := _faults(paper, words):
        raise Invalid(faults)
    before = paper.words, paper.day
    # What is written as it stood anyway is no choice of the office: it goes on following the template.
    kept = {lang: _own(paper, lang, words.texts.get(lang, {})) for lang in LANGS}
    paper.words, paper.day = kept, words.day
    with making.publisher() as maker:
        built = making.build(maker, paper, final=False)
        revision = making.write(maker, paper, built, making.DRAFT_FORMATS)
    with transaction.atomic():
        put(paper, revision, words=kept, day=words.day, **drafted(person, built))
        changed = sorted({name for lang in LANGS for name in kept[lang]
                          if kept[lang][name] != before[0].get(lang, {}).get(name)})  # fmt: skip
        changed += ["day"] if words.day != before[1] else []
        audit.record(person, "document-edited", subject=paper.subject, area=paper.area, fields=", ".join(changed))


def _own(paper: Paper, lang: str, texts: Mapping[str, str]) -> dict[str, str]:
    before, head = paper.words.get(lang, {}), paper.heads[lang]
    return {name: text for name, text in texts.items() if name in before or text != head[name]}


def _faults(paper: Paper, words: Words) -> list[Finding]:
    faults = [
        Finding("paper-field", Severity.ERROR, facts={"field": f"{name}.{lang}", "limit": TEXT_AT_MOST})
        for lang in LANGS for name in FIELDS
        if len(text := words.texts.get(lang, {}).get(name, "")) > TEXT_AT_MOST or any(ord(one) < 32 for one in text)
    ]  # fmt: skip
    if paper.number and words.day is not None and words.day.year != paper.number_year:
        faults.append(Finding("paper-day-year", Severity.ERROR, facts={"field": "day", "year": paper.number_year}))
    return faults


def obstacles(maker: Publisher, paper: Paper) -> list[Finding]:
    """What keeps a draft from being handed in."""
    if paper.state != Paper.DRAFT or not paper.revision:
        return [Finding("paper-not-draft", Severity.ERROR)]
    maker.draft = False
    if maker.is_draft(paper.order("zh")):
        return [Finding("paper-run-not-published", Severity.ERROR)]
    return []


def hand_in(person: Person, paper: Paper, maker: Publisher) -> None:
    """Give a draft its number and day, make all its files, and lay it before a second person.

    Raises:
        Invalid: it is no draft, its run is not published, or the register of numbers is in doubt.
    """
    if found := obstacles(maker, paper):
        raise Invalid(found)
    given = numbered(maker, paper)
    paper.number, paper.number_year, paper.day = given["number"], given["number_year"], given["day"]
    built = making.build(maker, paper, final=True)
    laid_before(person, paper, making.write(maker, paper, built, making.FORMATS), given, built)


def numbered(maker: Publisher, paper: Paper) -> dict[str, Any]:
    """Number and day for a draft; the number is in the register from now on, whatever becomes of the draft."""
    day = paper.day or clock.today()
    if not paper.numbered:
        return {"number": 0, "number_year": 0, "day": day}
    entry = maker.number(paper.order("zh"), day, paper.edition)
    # A day of another year would tear the number from its sequence: then the day of the register holds.
    return {"number": entry.number, "number_year": entry.year, "day": day if day.year == entry.year else entry.day}


def laid_before(person: Person, paper: Paper, revision: str, given: Mapping[str, Any], built: Built) -> None:
    """The row of a document that was handed in."""
    with transaction.atomic():
        put(paper, revision, state=Paper.HANDED_IN, heads=built.heads(), content=built.content, handed_in_by=person,
            handed_in_at=clock.now(), reason="", **given)  # fmt: skip
        audit.record(person, "document-handed-in", subject=paper.subject, area=paper.area, kind=paper.kind,
                     number=_called(paper))  # fmt: skip


def _called(paper: Paper) -> str:
    return f"{paper.number_year}-{paper.number}" if paper.number else ""


def _held(paper: Paper, state: str, code: str) -> Paper:
    """The row of a paper, nobody else deciding about it until the transaction ends."""
    kept = Paper.objects.select_for_update().get(pk=paper.pk)
    if kept.state != state:
        raise refused(code)
    return kept


def _reasoned(text: str) -> str:
    reason = text.strip()
    if not reason or len(reason) > REASON_AT_MOST:
        raise refused("paper-reason", field="reason", limit=REASON_AT_MOST)
    return reason


def send_back(person: Person, paper: Paper, text: str) -> None:
    """Make a draft again of what was handed in, with a reason. Its number stays its own.

    Raises:
        Invalid: it was not handed in, or no reason is given.
    """
    with transaction.atomic():
        kept = _held(paper, Paper.HANDED_IN, "paper-not-handed-in")
        kept.state, kept.reason = Paper.DRAFT, _reasoned(text)
        kept.save(update_fields=["state", "reason"])
        audit.record(person, "document-sent-back", subject=kept.subject, area=kept.area)
    # The files with number and without mark go: a draft must look like one.
    kept.refresh_from_db()
    make(kept.handed_in_by or person, kept)


def issue(person: Person, paper: Paper, revision: str) -> None:
    """Approve and issue what another handed in. From now on it never changes; the hashes of its files are in the log.

    Args:
        revision: the one that the person has looked at.

    Raises:
        Invalid: it was not handed in, the same person made it or handed it in, it is not what the person saw, or a
            file is not what was written.
    """
    with transaction.atomic():
        kept = _held(paper, Paper.HANDED_IN, "paper-not-handed-in")
        if person.pk in (kept.handed_in_by_id, kept.made_by_id):
            raise refused("paper-second-person")
        if revision != kept.revision:
            raise refused("paper-changed-meanwhile")
        for name in kept.files:
            making.read(kept, name)
        kept.state, kept.issued_by, kept.issued_at = Paper.ISSUED, person, clock.now()
        kept.save(update_fields=["state", "issued_by", "issued_at"])
        hashes = {name: one["sha256"] for name, one in sorted(kept.files.items())}
        audit.record(person, "document-issued", subject=kept.subject, area=kept.area, kind=kept.kind,
                     number=_called(kept), **hashes)  # fmt: skip


def withdraw(person: Person, paper: Paper, text: str) -> None:
    """Say that what was issued no longer holds, and why. Its files and its number stay.

    Raises:
        Invalid: it was not issued, or no reason is given.
    """
    with transaction.atomic():
        kept = _held(paper, Paper.ISSUED, "paper-not-issued")
        kept.state, kept.withdrawn_by, kept.withdrawn_at = Paper.WITHDRAWN, person, clock.now()
        kept.reason = _reasoned(text)
        kept.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "reason"])
        audit.record(person, "document-withdrawn", subject=kept.subject, area=kept.area, number=_called(kept))


def follow(person: Person, paper: Paper) -> Paper:
    """The next edition in the place of a withdrawn document, as a draft; the one there is, if somebody began it.

    Raises:
        Invalid: it was not withdrawn.
    """
    if paper.state != Paper.WITHDRAWN:
        raise refused("paper-not-withdrawn")
    newest = latest(paper.order("zh"))
    if newest is not None and newest.edition > paper.edition:
        return newest
    made = Paper(**of(paper.order("zh")), edition=paper.edition + 1, words=paper.words, made_by=person,
                 made_at=clock.now())  # fmt: skip
    make(person, made)
    return made
