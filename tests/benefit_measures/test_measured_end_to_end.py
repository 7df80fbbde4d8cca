"""From claims and payments to points: a month is worked on, paid, checked by sample, measured, loaded and assessed, and
the points are explained down to the cell of the workbook. Everything is simulated.
"""

from __future__ import annotations

import base64
import shutil
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from claims_desk import BENEFIT, CLERK, OFFICER, THIRD, ZONE, Desk
from huimin.benefits.money import MOST
from huimin.figures.periods import Period
from huimin.findings import Invalid
from huimin.wiring.benefit_measures import BenefitMeasures
from huimin.wiring.pay import Payments
from huimin.wiring.redecision import Redecisions
from huimin.wiring.workspace import open_workspace
from payment_samples import answer_file, bank_of
from workspace_fixtures import edit_text, huimin

KEY = base64.b64encode(bytes(range(32))).decode()
NOVEMBER, DECEMBER = Period.of("2025-11"), Period.of("2025-12")


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, 0, tzinfo=ZONE)


def payments(desk: Desk, who: str) -> Payments:
    return Payments(desk.place, who, at=at(desk.day))


def redecisions(desk: Desk, who: str) -> Redecisions:
    return Redecisions(desk.place, who, at=at(desk.day))


def measures(desk: Desk) -> BenefitMeasures:
    return BenefitMeasures(desk.place, "analyst", at=at(desk.day))


@pytest.fixture(scope="session")
def november(made_city: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In Minghu three children were granted the subsidy in November 2025 and one was refused; one more waits since."""
    folder = tmp_path_factory.mktemp("measures") / "city"
    shutil.copytree(made_city, folder, ignore=shutil.ignore_patterns("inbox"))
    settings = folder / "huimin.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("packs: [china]", "packs: [china, benefit_measures]"), "utf-8"
    )
    edit_text(folder / "benefits" / f"{BENEFIT}.yaml", "end_of: quarter", "end_of: month")  # the office pays sooner
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUIMIN_CLAIMS_KEY", KEY)
        patch.setenv("HUIMIN_PAY_KEY", KEY)
        desk = desk_in(folder, date(2025, 11, 3))
        claims = [desk.take().claim for _ in range(5)]
        desk.day = date(2025, 11, 10)
        for claim in claims[:3]:
            desk.clerk.propose(claim, "yes")
        desk.clerk.propose(claims[3], "no", "the papers are another child's")
        desk.day = date(2025, 11, 12)
        for claim in claims[:4]:
            desk.officer.confirm(claim, "as proposed")
        assert redecisions(desk, "leader").store.rounds() == []  # makes the tables
        desk.place.store.close()
        settle(desk)
    return folder


def settle(desk: Desk) -> None:
    """Let everything stand in the database's one file, so that it can be copied."""
    from django.db import connections

    with connections[desk.clerk._alias].cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connections[desk.clerk._alias].close()


def desk_in(folder: Path, day: date) -> Desk:
    place = open_workspace(folder)
    tree = place.definitions.areas.at(date(2025, 11, 1))
    return Desk(place, day=day, area=tree.keys[next(iter(tree.children(tree.children(0)[0])))])


@pytest.fixture
def worked(november: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The same in a copy of a test's own, on 1 December."""
    monkeypatch.setenv("HUIMIN_CLAIMS_KEY", KEY)
    monkeypatch.setenv("HUIMIN_PAY_KEY", KEY)
    return desk_in(Path(shutil.copytree(november, tmp_path / "city")), date(2025, 12, 1))


def paid(desk: Desk) -> None:
    """What is due since November is rolled, approved, sent and, but for one payment, paid on 3 December."""
    head = payments(desk, "maker").roll(BENEFIT, NOVEMBER, area="990102").head
    assert head is not None and head.lines == 3
    payments(desk, "checker").approve(head.number)
    desk.day = date(2025, 12, 3)
    paying = payments(desk, "maker")
    paying.bank_bytes(head.number, "sample-fixed-gbk")
    rows = [(f"{head.number:06d}{number:06d}", line.fen, "1002" if number == 3 else None)
            for number, line in enumerate(paying.ledger.lines(head.number), 1)]  # fmt: skip
    answer = answer_file(bank_of(), head.number, rows)
    assert paying.take_bytes("answer.txt", answer, "sample-fixed-gbk").booked
    paying.receive(BENEFIT, NOVEMBER, "county", MOST // 1000, date(2025, 12, 2), "V-1", "990102")


def checked(desk: Desk) -> None:
    """All four decisions are drawn; the third officer decides two alike, one otherwise, and leaves one."""
    number = redecisions(desk, "leader").start("990102", NOVEMBER, 10).number
    redecisions(desk, "leader").draw(number, "lottery 25137: 07 12 18")
    theirs = redecisions(desk, THIRD)
    for one, outcome in zip(theirs.waiting(), ("yes", "yes", "no"), strict=False):
        theirs.open(one.number)
        theirs.answer(one.number, outcome)


def test_the_months_measures_are_what_was_done(worked):
    paid(worked)
    checked(worked)
    worked.day = date(2026, 1, 5)
    (worked.place.folder / "measures").mkdir()
    estimate = "benefit,area,since,entitled,low,high,source\nchildcare-subsidy,990102,2025-01,5,4,6,survey\n"
    (worked.place.folder / "measures" / "entitled.csv").write_text(estimate, "utf-8")
    november, december = measures(worked).measured(NOVEMBER), measures(worked).measured(DECEMBER)
    here = november.measures.values["990102"]
    assert (here["decisions_due"], here["decisions_on_time"], here["decisions"]) == (4, 4, 4)
    assert here["decision_days"] == 4 * 7 and november.measures.median_days("990102") == 7
    assert here["redecided"] == 3 and here["redecided_alike"] in (1, 2, 3)
    assert (here["recipients"], here["entitled"]) == (3, 5)
    assert here["funds_due"] > 0 and 0 < here["funds_arrived"] < here["funds_due"]  # one level sent, the others did not
    later = december.measures.values["990102"]
    assert (later["decisions_due"], later["decisions_on_time"]) == (1, 0)  # the fifth claim's time was up
    assert later["payments_due"] >= 3 and later["payments_on_time"] == later["payments_due"] - 1
    away = november.measures.values["990103"]
    assert not any(away.values()) and "entitled" not in away


def test_measured_loaded_assessed_and_explained(worked, monkeypatch):
    paid(worked)
    checked(worked)
    worked.day = date(2026, 1, 5)
    made = measures(worked)
    measured = made.measured(NOVEMBER)
    path = made.write(measured, NOVEMBER, "en")
    first = path.read_bytes()
    assert made.write(measured, NOVEMBER, "en").read_bytes() == first  # the same figures are the same file
    report = made.load(path)
    assert not report.refused and report.reports == 3
    assert made.load(path).known == 1
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert "worked out from claims and ledger" in str(sheet["B3"].value)
    codes = [cell.value for cell in sheet[5]]
    column = codes.index("measured_decisions_due") + 1
    (row,) = [cell.row for cell in sheet["A"] if cell.value == "990102"]
    assert sheet.cell(row, column).value == 4
    worked.place.close()
    monkeypatch.chdir(worked.place.folder)
    assert huimin("assess", "benefit-work", "2025-11").code in (0, 1)
    told = huimin("explain", "990102", "W2").out
    assert "benefit_measures-2025-11.xlsx" in told and sheet.cell(row, column).coordinate in told
    assert "4" in told and "100" in told


def test_what_cannot_be_measured_says_why(worked):
    made = measures(worked)
    for period, code in (("2025", "measure-not-a-month"), ("2025-12", "measure-not-over")):
        with pytest.raises(Invalid) as refused:
            made.measured(Period.of(period))
        assert [one.code for one in refused.value.findings] == [code]
    assert "measure-no-estimate" in [one.code for one in made.measured(NOVEMBER).findings]
    table = worked.place.folder / "measures" / "entitled.csv"
    table.parent.mkdir(exist_ok=True)
    for text, code in (
        ("benefit,area\n", "measure-entitled-columns"),
        ("benefit,area,since,entitled,low,high\nx,990102,soon,1,1,1\n", "measure-entitled-row"),
        ("benefit,area,since,entitled,low,high\nx,990102,2025-01,9,1,3\n", "measure-entitled-interval"),
        ("benefit,area,since,entitled,low,high\nx,moon,2025-01,2,1,3\n", "measure-entitled-area"),
    ):
        table.write_text(text, "utf-8")
        with pytest.raises(Invalid) as refused:
            made.measured(NOVEMBER)
        assert [one.code for one in refused.value.findings] == [code]


def test_without_the_pack_there_is_nothing_to_measure(made_city):
    with pytest.raises(Invalid) as refused:
        BenefitMeasures(open_workspace(made_city), "analyst").measured(NOVEMBER)
    assert [one.code for one in refused.value.findings] == ["measure-pack-missing"]


def test_the_draw_can_be_drawn_again(worked):
    head = redecisions(worked, "leader").start("990102", NOVEMBER, 2)
    assert head.sha256 and not head.seed and head.frame.count("\n") == 5
    with pytest.raises(Invalid):
        redecisions(worked, "leader").draw(head.number, " ")
    done = redecisions(worked, "leader").draw(head.number, "lottery 25137")
    listed = redecisions(worked, "anybody").published(head.number)
    assert done.drawn == 2 and listed.count("\n") == 3
    from hashlib import sha256

    assert sha256(listed.encode()).hexdigest() == done.list_sha256
    with pytest.raises(Invalid) as again:
        redecisions(worked, "leader").draw(head.number, "another")
    assert [one.code for one in again.value.findings] == ["redecide-drawn-already"]
    assert {one.chance for one in redecisions(worked, "leader").store.drawn(head.number)} == {Fraction(1, 2)}


def test_who_had_a_part_does_not_decide_again_and_nobody_sees_the_outcome(worked):
    head = redecisions(worked, "leader").start("990102", NOVEMBER, 10)
    redecisions(worked, "leader").draw(head.number, "lottery 25137")
    for who in (CLERK, OFFICER):
        assert redecisions(worked, who).waiting() == []
    theirs = redecisions(worked, THIRD)
    one = theirs.waiting()[0]
    with pytest.raises(Invalid) as own:
        redecisions(worked, OFFICER).open(one.number)
    assert [found.code for found in own.value.findings] == ["redecide-own-claim"]
    blind = theirs.open(one.number)
    assert blind.facts["guardian"] is True and blind.claimant.name == "测试甲"
    assert not hasattr(blind, "outcome") and not hasattr(blind, "decided")
    looks = worked.at(THIRD).views(one.claim)
    assert (looks[-1].by, str(looks[-1].purpose)) == (THIRD, "redecide")
    with pytest.raises(Invalid):
        theirs.answer(one.number, "maybe")
    theirs.answer(one.number, "yes")
    with pytest.raises(Invalid) as twice:
        redecisions(worked, "fourth").answer(one.number, "no")
    assert [found.code for found in twice.value.findings] == ["redecide-answered-already"]


def test_a_round_says_how_sure_it_is(worked):
    checked(worked)
    (head,) = redecisions(worked, "leader").store.rounds()
    result = redecisions(worked, "leader").result(head.number)
    assert (result.whole.drawn, result.whole.checked) == (4, 3) and 0 <= result.whole.ratio <= 1
    assert len(result.differ) == result.whole.wrong and "many-unanswered" in result.whole.doubts
