"""The master key is turned over: all is found and opened as before, by the new key and by nothing else, whatever breaks off."""

from __future__ import annotations

import base64
import os
import signal

import pytest
from django.db import connections

from claims_desk import Desk, codes
from claims_fixtures import KEY
from huimin.adapters.claims import rekeying
from huimin.adapters.claims.keys import ClaimKeys, open_keys
from huimin.adapters.claims.models import DataKey, KeyPrint, Live, Mark, NextKey
from huimin.benefits.claims import Stage
from huimin.findings import Invalid
from huimin.wiring import claims_rekey
from huimin.wiring.claims_rekey import rekey


@pytest.fixture
def key_file(any_desk, tmp_path, monkeypatch):
    """The master key in a file of its own, as an office keeps it."""
    path = tmp_path / "claims.key"
    path.write_text(KEY)
    path.chmod(0o600)
    monkeypatch.delenv("HUIMIN_CLAIMS_KEY")
    monkeypatch.setenv("HUIMIN_CLAIMS_KEY_FILE", str(path))
    return path


def hashes(desk: Desk) -> set[str]:
    return {*Mark.objects.using(desk.alias).values_list("hash", flat=True),
            *Live.objects.using(desk.alias).values_list("key", flat=True)}  # fmt: skip


def test_all_is_found_and_opened_as_before_and_nothing_with_the_old_key(any_desk, key_file):
    taken, granted = any_desk.take(), any_desk.granted()
    old, before = open_keys(key_file), hashes(any_desk)
    wrapped = DataKey.objects.using(any_desk.alias).values_list("claim_id", "wrapped")
    made = rekey(any_desk.clerk)
    assert made.claims == 2 and made.key == key_file and made.before is not None
    assert base64.b64decode(made.before.read_text()) == bytes(range(32)) and key_file.read_text() != KEY
    assert not before & hashes(any_desk) and not NextKey.objects.using(any_desk.alias).exists()
    for claim, sealed in wrapped.all():
        with pytest.raises(Invalid) as shut:
            old.unwrap(claim, bytes(sealed))
        assert codes(shut.value.findings) == ["claim-key-other"]
    clerk = any_desk.clerk
    assert clerk.card(taken.claim, "decide").claimant.name == "测试甲"
    assert any_desk.family.by_receipt(taken.receipt_code) == taken.claim  # its plain code is kept nowhere
    number = clerk.card(granted, "decide").subject.identity
    assert [one.number for one in clerk.search(identity=number)] == [granted]


def test_what_was_granted_before_cannot_be_granted_again_after(any_desk, key_file):
    child = 77
    any_desk.granted(child=child, mother=1)
    rekey(any_desk.clerk)
    twice = any_desk.take(child=child, mother=2)
    assert codes(twice.findings) == ["claim-twice-by-two"]
    with pytest.raises(Invalid) as refused:
        any_desk.clerk.propose(twice.claim, "yes")
    assert codes(refused.value.findings) == ["claim-granted-already"]
    live = Live.objects.using(any_desk.alias).get()
    office = any_desk.clerk
    [subject] = set(Mark.objects.using(any_desk.alias).filter(kind="subject").values_list("hash", flat=True))
    assert live.key == office.store.hash("live", f"childcare-subsidy\n{subject}\n")


def test_turned_over_again_and_again(any_desk, key_file):
    """A receipt code of the first key opens after the third; one that was made later does too."""
    first = any_desk.take()
    rekey(any_desk.clerk)
    second = any_desk.take()
    rekey(any_desk.clerk)
    rekey(any_desk.clerk)
    for taken in (first, second):
        assert any_desk.family.by_receipt(taken.receipt_code) == taken.claim
    assert len(list(key_file.parent.glob("claims.key.before-*"))) == 3
    another = any_desk.family.new_receipt_code(first.claim)
    assert any_desk.family.by_receipt(first.receipt_code) is None
    assert any_desk.family.by_receipt(another) == first.claim


def test_work_goes_on_while_it_is_prepared(any_desk, key_file):
    """Between two pieces somebody decides, takes and erases; all of it comes along."""
    there = [any_desk.take() for _ in range(3)]
    during: list[str] = []

    def meanwhile(done: int, total: int, name: str = "") -> None:
        if not during:
            any_desk.clerk.propose(there[0].claim, "yes")
            any_desk.officer.confirm(there[0].claim)
            any_desk.family.erase(there[1].claim)
            during.append(any_desk.take().claim)

    rekey(any_desk.clerk, meanwhile, piece=2)
    clerk = any_desk.clerk
    assert clerk.card(there[0].claim, "decide").head.stage is Stage.GRANTED
    assert clerk.card(during[0], "decide").claimant.name == "测试甲"
    assert clerk.skeleton(there[1].claim).head.erased
    assert Live.objects.using(any_desk.alias).count() == 1 and DataKey.objects.using(any_desk.alias).count() == 3


def test_who_holds_the_old_key_still_writes_nothing(any_desk, key_file):
    """An office that read the key a moment before it was turned over is told, and seals nothing with the old one."""
    late = any_desk.clerk
    any_desk.take()
    assert late.store.records([1])
    rekey(any_desk.clerk)
    with pytest.raises(Invalid) as told:
        late.take(any_desk.application())
    assert codes(told.value.findings) == ["claim-key-changed"]


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed(desk: Desk, where: str) -> int:
    """A process of its own that turns the key over and is killed on the way; how it ended."""
    connections[desk.alias].close()
    if child := os.fork():
        return os.waitpid(child, 0)[1]
    try:
        if where == "while preparing":
            rekey(desk.clerk, die, piece=1)
        elif where == "within the change":
            rekeying.KeyPrint = type("Dying", (), {"objects": type("Rows", (), {"using": staticmethod(die)})})
            rekey(desk.clerk)
        else:
            claims_rekey._exchanged = die  # type: ignore[assignment]
            rekey(desk.clerk)
    finally:
        os._exit(1)  # it should have been killed


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # it is forked, and killed at once
@pytest.mark.parametrize("where", ["while preparing", "within the change", "before the files"])
def test_killed_anywhere_nothing_is_lost_and_the_next_run_goes_on(any_desk, key_file, where):
    taken = [any_desk.take() for _ in range(3)]
    assert killed(any_desk, where) == signal.SIGKILL
    if where != "before the files":  # the key that is there goes on
        assert any_desk.clerk.card(taken[0].claim, "decide").claimant.name == "测试甲"
    prepared = NextKey.objects.using(any_desk.alias).count()
    assert prepared == {"while preparing": 1, "within the change": 3, "before the files": 0}[where]
    made = rekey(any_desk.clerk, piece=2)
    assert made.claims == {"while preparing": 2, "within the change": 0, "before the files": 0}[where]
    assert (
        key_file.read_text() != KEY and KeyPrint.objects.using(any_desk.alias).get().print == open_keys(key_file).print
    )
    for one in taken:
        assert any_desk.family.by_receipt(one.receipt_code) == one.claim
        assert any_desk.clerk.card(one.claim, "decide").claimant.name == "测试甲"


def test_a_key_that_the_environment_gives_is_changed_there_by_hand(desk, monkeypatch, tmp_path):
    """The new key lies in a file; once the environment gives it, the next run takes the file away."""
    claim = desk.take().claim
    made = rekey(desk.clerk)
    assert made.before is None and made.key.name == "claims.key.next"
    with pytest.raises(Invalid) as old:
        desk.clerk.card(claim, "decide")
    assert codes(old.value.findings) == ["claim-key-changed"]
    monkeypatch.setenv("HUIMIN_CLAIMS_KEY", made.key.read_text().strip())
    assert desk.clerk.card(claim, "decide").claimant.name == "测试甲"
    assert rekey(desk.clerk).claims == 0 and not made.key.exists()
    assert desk.clerk.card(claim, "decide").claimant.name == "测试甲"


def test_without_claims_there_is_nothing_to_turn_over(desk):
    with pytest.raises(Invalid) as nothing:
        rekey(desk.clerk)
    assert codes(nothing.value.findings) == ["claim-rekey-nothing"]


def test_hashes_of_former_keys_follow_each_other():
    one, two, three = (ClaimKeys(bytes([at]) * 32) for at in (1, 2, 3))
    second = two.after(one)
    third = three.after(second)
    assert second.follow(one.hash("receipt", "x")) in second.hashes("receipt", "x")
    assert third.follow(second.follow(one.hash("receipt", "x"))) in third.hashes("receipt", "x")
    known = three.knowing(third.sealed_former())
    assert known.hashes("receipt", "x") == third.hashes("receipt", "x")
    assert not set(known.hashes("receipt", "x")) & {*one.hashes("receipt", "x"), *second.hashes("receipt", "x")}
