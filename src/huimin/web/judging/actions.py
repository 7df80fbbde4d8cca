"""Everything that changes a round of judging: opening, evidence, opinions, judges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from huimin.assessment.binding import judgement_form
from huimin.assessment.scheme import Scheme
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.indicators.reference import expected_keys
from huimin.web.base import attachments, audit, clock, days, place
from huimin.web.base.models import Person
from huimin.web.judging.models import Case, Evidence, Round, Seat
from huimin.web.judging.people import judges
from huimin.web.judging.units import Unit, units
from huimin.wiring import lots
from huimin.workflow.judging import Stage, Terms, check_opinion, draw, may_change, outcome


def refused(code: str, **facts: str | int) -> Invalid:
    """A complaint with one finding."""
    return Invalid([Finding(code, Severity.ERROR, facts=dict(facts))])


def unit_of(case: Case) -> Unit:
    """What a case judges. KeyError where the scheme has no such item any more."""
    scheme = place.definitions().scheme(case.round.scheme)
    return {unit.item: unit for unit in units(scheme, True)}[case.item]


def assessed(scheme: Scheme, period: Period) -> list[str]:
    """The areas that a scheme assesses in a period, in the order of the tree."""
    form = judgement_form(scheme)
    return [] if form is None else sorted(expected_keys(place.definitions().areas, form, period))


def open_round(
    person: Person, scheme: Scheme, period: Period, terms: Terms, until: tuple[date, date], red_lines: bool
) -> Round:
    """Open the judging of a scheme: every item of every area gets two judges by lot.

    ``until``: the last days for evidence and for opinions.

    Raises:
        Invalid: nothing is judged, there is a round already, or there are too few judges.
    """
    wanted, areas = units(scheme, red_lines), assessed(scheme, period)
    if not wanted or not areas:
        raise refused("judging-nothing-judged", scheme=scheme.zh)
    with transaction.atomic():
        if Round.objects.filter(scheme=scheme.code, period=period.code).exists():
            raise refused("judging-round-there", scheme=scheme.zh, period=period.code)
        made = Round.objects.create(
            scheme=scheme.code, version=scheme.version, period=period.code, tolerance=terms.tolerance,
            final=terms.final, evidence_until=until[0], judge_until=until[1], red_lines=red_lines,
            seed=lots.number(), opened_by=person, opened_at=clock.now(),
        )  # fmt: skip
        seats = draw(((area, one.item) for area in areas for one in wanted), judges(areas), made.seed)
        order = {one.item: number for number, one in enumerate(wanted)}
        cases = Case.objects.bulk_create(
            [Case(round=made, area=area, item=item, order=order[item]) for area, item in seats], batch_size=500
        )
        Seat.objects.bulk_create(
            [Seat(case=case, number=number, person_id=judge) for case in cases
             for number, judge in enumerate(seats[case.area, case.item], 1)], batch_size=500,
        )  # fmt: skip
        audit.record(person, "judging-opened", subject=f"{scheme.code} {period.code}", seed=made.seed)
    return made


def attach(person: Person, case: Case, uploaded: Sequence[attachments.Uploaded], note: str) -> None:
    """Give evidence for an item.

    Raises:
        Invalid: it is too late, no file was chosen, or a file is not of a kind that is kept.
    """
    if not uploaded:
        raise refused("evidence-no-file")
    with transaction.atomic():
        case = _locked(case)
        _evidence_open(case)
        for one in uploaded:
            kept = attachments.keep(person, case.area, one)
            Evidence.objects.create(case=case, attachment=kept, note=note, given_by=person, given_at=clock.now())
        audit.record(person, "evidence-given", subject=_subject(case), area=case.area, files=len(uploaded))


def withdraw(person: Person, evidence: Evidence) -> None:
    """Take a piece of evidence back.

    Raises:
        Invalid: it is too late.
    """
    with transaction.atomic():
        case = _locked(evidence.case)
        _evidence_open(case)
        Evidence.objects.filter(pk=evidence.pk, withdrawn_at=None).update(withdrawn_at=clock.now())
        audit.record(person, "evidence-withdrawn", subject=_subject(case), area=case.area)


def send(person: Person, judged: Round, area: str) -> None:
    """Say that the evidence of an area is complete: judges may begin, and it no longer changes."""
    with transaction.atomic():
        judged.cases.filter(area=area, sent_at=None).update(sent_at=clock.now())
        audit.record(person, "evidence-sent", subject=f"{judged.scheme} {judged.period}", area=area)


def ready(case: Case) -> bool:
    """Whether judges may give opinions: the area has said that it is done, or its time is over."""
    return case.sent_at is not None or clock.today() > case.round.evidence_until


def _evidence_open(case: Case) -> None:
    if case.sent_at is not None:
        raise refused("evidence-judged")
    if clock.today() > case.round.evidence_until:
        raise refused("evidence-closed", day=case.round.evidence_until.isoformat())


def give(person: Person, seat: Seat, values: Mapping[str, float | None], reason: str) -> Case:
    """Give an opinion, or mend one while the other is awaited. Where the first two differ, a third judge is drawn.

    Raises:
        Invalid: a part or the reason is missing, or both opinions have been given.
    """
    with transaction.atomic():
        case = _locked(seat.case)
        unit = unit_of(case)
        if not ready(case):
            raise refused("evidence-awaited", day=case.round.evidence_until.isoformat())
        seat = Seat.objects.select_for_update().get(pk=seat.pk)
        if seat.person_id != person.pk or not may_change(Stage(case.stage), seat.given_at is not None):
            raise refused("opinion-settled")
        if faults := check_opinion(values, unit.parts, reason):
            raise Invalid(faults)
        seat.values, seat.reason, seat.given_at = dict(values), reason.strip(), clock.now()
        seat.save()
        _settle(case, unit)
        audit.record(person, "opinion-given", subject=_subject(case), area=case.area, seat=seat.number)
    return case


def _settle(case: Case, unit: Unit) -> None:
    """Find what the opinions come to, and seat a third judge where they differ."""
    seats = list(case.seats.exclude(given_at=None).order_by("number"))
    found = outcome([seat.values for seat in seats], unit.parts, case.round.terms)
    case.stage, case.values = found.stage, dict(found.values)
    case.save(update_fields=["stage", "values"])
    seated = {seat.person_id for seat in case.seats.all()}
    if found.stage is Stage.THIRD and not case.seats.filter(number=3).exists():
        key = case.area, case.item
        # The round's seed and the case's number: a lot that can be drawn again.
        free = judges([case.area])
        if any(case.area not in one.barred and one.name not in seated for one in free):
            (third,) = draw([key], free, case.round.seed + case.pk, {key: seated}, 1)[key]
            Seat.objects.create(case=case, number=3, person_id=third)


def assign(person: Person, case: Case, number: int, judge: Person) -> None:
    """Put another judge on a seat whose opinion has not been given.

    Raises:
        Invalid: the opinion has been given, or the judge may not judge this.
    """
    with transaction.atomic():
        case = _locked(case)
        seat = case.seats.filter(number=number).first()
        if seat is not None and seat.given_at is not None:
            raise refused("judge-has-given")
        free = {one.name for one in judges([case.area], [judge.pk]) if case.area not in one.barred}
        others = set(case.seats.exclude(number=number).values_list("person_id", flat=True))
        if judge.pk not in free - others or (number == 3 and case.stage != Stage.THIRD):
            raise refused("judge-not-free")
        Seat.objects.update_or_create(case=case, number=number, defaults={"person": judge})
        audit.record(person, "judge-assigned", subject=_subject(case), area=case.area, judge=judge.pk, seat=number)


def _locked(case: Case) -> Case:
    """The case as it stands now, kept from others until the end of the transaction."""
    return Case.objects.select_for_update(of=("self",)).select_related("round").get(pk=case.pk)


def _subject(case: Case) -> str:
    return f"{case.round.scheme} {case.round.period} {case.item}"


def days_ahead(count: int) -> date:
    """The last day of so many from today, a working day: for the proposals of a form."""
    return days.deadline(count)
