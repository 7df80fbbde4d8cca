"""What the database itself holds to: rows that only grow, two people, one grant at a time, contents with their key."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction

from claims_desk import BENEFIT, CLERK, SECOND, Desk, codes
from huimin.benefits.claims import Move, Stage
from huimin.findings import Invalid
from huimin.tasks.claims import moving
from huimin.tasks.claims.numbers import claim_of

TESTS = Path(__file__).resolve().parents[1]


def run(desk: Desk, statement: str, *values: object) -> None:
    with transaction.atomic(using=desk.alias), connections[desk.alias].cursor() as cursor:
        cursor.execute(statement, values)


def rows(desk: Desk, statement: str) -> list[tuple[object, ...]]:
    with connections[desk.alias].cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


@pytest.mark.parametrize("table", ["claim", "event", "view", "rule", "erasure"])
def test_what_was_done_is_never_changed_or_deleted(any_desk, table):
    claim = any_desk.granted()
    any_desk.clerk.card(claim, "decide")
    any_desk.family.erase(any_desk.take(child=300, mother=300).claim)
    assert rows(any_desk, f"SELECT count(*) FROM claims_{table}")[0][0]
    column = {"erasure": "reason", "view": "purpose", "rule": "text"}.get(
        table, "benefit" if table == "claim" else "move"
    )
    for statement in (f"UPDATE claims_{table} SET {column} = 'x'", f"DELETE FROM claims_{table}"):
        with pytest.raises(DatabaseError, match="only added to"):
            run(any_desk, statement)


def test_sealed_contents_stay_as_long_as_their_key(any_desk):
    number = claim_of(any_desk.take().claim)
    for statement in ("UPDATE claims_sealed SET number = 9", "DELETE FROM claims_sealed"):
        with pytest.raises(DatabaseError, match="go with the key"):
            run(any_desk, statement)
    run(any_desk, "DELETE FROM claims_datakey WHERE claim_id = %s", number)
    run(any_desk, "DELETE FROM claims_sealed WHERE claim_id = %s", number)


def test_the_database_refuses_a_second_signature_of_the_same_person(any_desk):
    claim = any_desk.take().claim
    any_desk.clerk.propose(claim, "yes")
    store, desk = any_desk.clerk.store, any_desk.clerk.desk
    record = desk.record(claim)
    officer = any_desk.officer.desk
    kept, _ = moving.moved(officer, record, Move.CONFIRM, "", None, "", {})
    from dataclasses import replace

    forged = replace(kept, logged=replace(kept.logged, person="  CLERK "))
    with pytest.raises(Invalid) as caught, store.turn():
        store.keep([forged])
    assert codes(caught.value.findings) == ["claim-same-person"]
    assert any_desk.clerk.skeleton(claim).head.stage is Stage.PROPOSED


def test_the_database_lets_one_claim_for_a_subject_be_granted_at_a_time(any_desk):
    first = any_desk.granted(child=1, mother=1)
    with pytest.raises(IntegrityError):
        run(any_desk, "INSERT INTO claims_live (claim_id, key) SELECT 99, key FROM claims_live")
    second = any_desk.take(child=1, mother=2)
    assert codes(second.findings) == ["claim-twice-by-two"]
    with pytest.raises(Invalid) as caught:
        any_desk.clerk.propose(second.claim, "yes")
    assert codes(caught.value.findings) == ["claim-granted-already"]
    assert any_desk.months(first) and not any_desk.months(second.claim)


def test_of_two_clerks_at_once_one_is_told_that_the_other_was_quicker(any_desk):
    claim = any_desk.take().claim
    seen = any_desk.clerk.skeleton(claim).head.events
    any_desk.at(SECOND).propose(claim, "yes", seen=seen)
    with pytest.raises(Invalid) as caught:
        any_desk.clerk.ask(claim, "material", seen=seen)
    assert codes(caught.value.findings) == ["claim-moved-meanwhile"]
    with pytest.raises(Invalid) as caught:
        any_desk.clerk.propose(claim, "yes")
    assert codes(caught.value.findings) == ["claim-move-not-open"]


# A clerk as a process of its own, who proposes as soon as somebody presses a key.
PERSON = """
    import os, signal, sys
    sys.path.insert(0, {tests!r})
    from pathlib import Path
    from claims_desk import Desk
    from huimin.adapters.claims import LABEL
    from huimin.adapters.store.setup import configure
    from huimin.findings import Invalid
    from huimin.wiring.workspace import open_workspace
    desk = Desk(open_workspace(Path({folder!r})), configure({address!r}, LABEL))
    office = desk.at({who!r})
    office.store
    {more}
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        {do}
        print("done", flush=True)
    except Invalid as refused:
        print(refused.findings[0].code, flush=True)
"""


def person(desk: Desk, address: str, who: str, do: str, more: str = "") -> subprocess.Popen[str]:
    code = textwrap.dedent(PERSON).format(tests=str(TESTS), folder=str(desk.place.folder), address=address, who=who,
                                          do=do, more=more)  # fmt: skip
    return subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": ""})  # fmt: skip


@pytest.mark.parametrize("claims_address", [pytest.param("postgres_claims", marks=pytest.mark.postgres)], indirect=True)
def test_two_processes_at_once_propose_once(any_desk, claims_address):
    claim = any_desk.take().claim
    both = [person(any_desk, claims_address, who, f"office.propose({claim!r}, 'yes')") for who in (CLERK, SECOND)]
    for one in both:
        assert one.stdout.readline() == "ready\n", one.stderr.read()
    for one in both:
        one.stdin.write("\n")
        one.stdin.flush()
    told = sorted(one.communicate(timeout=60)[0].strip() for one in both)
    assert told == ["claim-move-not-open", "done"]
    assert [str(one.move) for one in any_desk.clerk.skeleton(claim).history] == ["take", "propose"]


@pytest.mark.parametrize("claims_address", ["sqlite_claims"], indirect=True)
def test_a_batch_killed_in_the_middle_goes_on_and_signs_nothing_twice(any_desk, claims_address, monkeypatch):
    from huimin.tasks.claims import batch

    monkeypatch.setattr(batch, "PIECE", 4)
    claims = [any_desk.take().claim for _ in range(10)]
    die = """
    from huimin.tasks.claims import batch
    from huimin.adapters.claims import lists
    batch.PIECE = 4
    calls = []
    real = lists.update_states
    def dying(*given):
        calls.append(1)
        if len(calls) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        real(*given)
    lists.update_states = dying
    """
    one = person(any_desk, claims_address, CLERK, f"office.propose_all({claims!r})", textwrap.dedent(die).strip())
    one.communicate("\n", timeout=60)
    assert one.returncode == -signal.SIGKILL
    assert any_desk.clerk.count(stages=("proposed",)) == 4, "the first piece is there, of the second nothing"
    again = any_desk.clerk.propose_all(claims)
    assert len(again.done) == 6 and codes(again.left) == ["claim-not-on-list"]
    assert len(any_desk.officer.confirm_all(claims).done) == 10
    assert {one.stage for one in any_desk.officer.heads()} == {Stage.GRANTED}
    moves = rows(any_desk, "SELECT claim_id, count(*) FROM claims_event GROUP BY claim_id")
    assert {count for _, count in moves} == {3}


def test_nothing_personal_is_in_the_database_file_or_beside_it(desk, sqlite_claims):
    claim = desk.take().claim
    desk.clerk.attach(claim, "户口簿.pdf", "application/pdf", b"%PDF-1.7 secret of the family")
    desk.clerk.ask(claim, "请补交说明")
    connections[desk.alias].close()
    data = b"".join(path.read_bytes() for path in Path(sqlite_claims).parent.glob("huimin.sqlite*"))
    data += b"".join(path.read_bytes() for path in (desk.place.folder / "data" / "claims").rglob("*") if path.is_file())
    for secret in (
        "测试甲",
        "测试乙",
        "13000000000",
        "虚构村",
        "1995-03-04",
        "2025-05-03",
        "户口簿",
        "请补交",
        "secret of the",
    ):
        assert secret.encode() not in data, secret
    assert BENEFIT.encode() in data, "the skeleton may be read"


def test_a_state_can_be_worked_out_again_from_the_events(any_desk):
    claim = any_desk.granted()
    any_desk.family.change(claim, date(2026, 1, 2), {"guardian": False}, "moved")
    from huimin.tasks.claims.looking import head_of

    office = any_desk.officer
    record = office.desk.record(claim, opened=False)
    assert head_of(office.desk, record) == office.heads()[0]
