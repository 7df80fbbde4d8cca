"""Paying on the site: awards of invented claims in two counties, accounts, and people who pay. All is simulated.

Minghu (``county``) has ``m-1`` to ``m-3`` with 300, 300.01 and 600 yuan for December 2025; ``m-4`` has no account.
The county beside it has ``n-1`` with 200 yuan.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile

from payment_samples import answer_file, bank_of
from site_fixtures import PASSWORD

BENEFIT = "childcare-subsidy"
BANK = "sample-fixed-gbk"
PAYERS = {
    "paymaster": ("paymaster", "county"),
    "second_paymaster": ("paymaster", "county"),
    "city_paymaster": ("paymaster", ""),
    "neighbour_paymaster": ("paymaster", "neighbour"),
    "clerk_there": ("clerk", "county"),
}
"""Beside the cast of the site: name -> kind and area."""
SHARES = f"benefit,since,level,share\n{BENEFIT},2020-01,central,50%\n{BENEFIT},2020-01,county,50%\n"


def open_office(site: Any) -> None:
    """Make the people, hand in awards and shares, take in accounts."""
    from huimin.web.base.models import Grant, Person

    hashed = make_password(PASSWORD, hasher="argon2")
    for name, (kind, area) in PAYERS.items():
        if name in site.people:
            continue
        person = site.people[name] = Person(username=name, name=name.replace("_", " ").title(), password=hashed)
        person.save()
        Grant.objects.create(person=person, kind=kind, area=site.places[area])
    hand_in(site)
    take_accounts(
        site, {f"p-m{number}": f"622200001111222{number}" for number in (1, 2, 3)} | {"p-n1": "62220000111133331"}
    )


def hand_in(site: Any, **other: str) -> None:
    """Write the table of awards; ``m1="withdrawn"`` and the like change a claim's month of December."""
    places = {"m": site.places["county"], "n": site.places["neighbour"]}
    amounts = {"m1": "300", "m2": "300.01", "m3": "600", "m4": "50", "n1": "200"} | other
    rows = [
        f"{name[0]}-{name[1]},{BENEFIT},v1,p-{name},{places[name[0]]},2025-12,"
        + (",yes" if yuan == "withdrawn" else f"{yuan},")
        for name, yuan in amounts.items() if yuan
    ]  # fmt: skip
    folder = site.folder / "payments"
    folder.mkdir(exist_ok=True)
    head = "claim,benefit,version,payee,area,month,amount,withdrawn\n"
    (folder / "awards.csv").write_text(head + "".join(f"{row}\n" for row in rows), "utf-8")
    (folder / "shares.csv").write_text(SHARES, "utf-8")


def take_accounts(site: Any, numbers: dict[str, str]) -> None:
    """Take in accounts: payee -> number."""
    from huimin.web.base import clock, place
    from huimin.wiring.pay import Payments

    table = site.folder / "accounts.csv"
    rows = "".join(f"{payee},某甲,{number},样例银行\n" for payee, number in numbers.items())
    table.write_text("payee,holder,account,bank\n" + rows, "utf-8")
    Payments(place.workspace(), "clerk_there", "default", clock.now()).take_accounts(table)
    table.unlink()


def make(site: Any, who: str = "paymaster", area: str = "county", period: str = "2025-12") -> Any:
    """Ask for the roll of a period."""
    wish = {"benefit": BENEFIT, "period": period, "area": site.places[area]}
    return site.client(who).post("/payments/make", wish)


def made(site: Any, **more: str) -> str:
    """A roll that waits; its address."""
    answer = make(site, **more)
    assert answer.status_code == 302 and "/rolls/" in answer["Location"], answer.text
    return str(answer["Location"])


def approved(site: Any, who: str = "second_paymaster", **more: str) -> str:
    """A roll made and approved; its address."""
    address = made(site, **more)
    assert site.client(who).post(f"{address}/approve").status_code == 302
    return address


def sent(site: Any, **more: str) -> str:
    """A roll whose file is with the bank; its address."""
    address = approved(site, **more)
    answer = site.client(more.get("who", "paymaster")).post(f"{address}/file", {"bank": BANK})
    assert answer.status_code == 200, answer.text
    return address


def answer_of(
    address: str, bad: dict[str, str] | None = None, drop: str = "", change: str = "", only: str = ""
) -> SimpleUploadedFile:
    """What the bank answers: all paid but the claims in ``bad`` (claim -> status).

    ``drop``: this claim's line is missing. ``change``: this claim's amount is a fen more. ``only``: no other line.
    """
    from huimin.adapters.ledger import open_ledger

    roll = int(address.rsplit("/", 1)[1])
    rows = [
        (f"{roll:06d}{number:06d}", line.fen + (line.claim == change), (bad or {}).get(line.claim))
        for number, line in enumerate(open_ledger("default").lines(roll), 1)
        if line.fen and line.claim != drop and only in ("", line.claim)
    ]
    return SimpleUploadedFile("answer.txt", answer_file(bank_of(BANK), roll, rows))


def answer(site: Any, address: str, file: SimpleUploadedFile, who: str = "paymaster", **more: str) -> Any:
    """Send the bank's answer."""
    return site.client(who).post(f"{address}/answer", {"bank": BANK, "file": file, **more})


def paid(site: Any, bad: dict[str, str] | None = None, **more: str) -> str:
    """A roll that the bank has answered; its address."""
    address = sent(site, **more)
    assert answer(site, address, answer_of(address, bad)).status_code == 302
    return address
