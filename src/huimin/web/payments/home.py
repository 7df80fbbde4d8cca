"""What payments have for the first page: rolls that wait for a second person, and payments to mend."""

from __future__ import annotations

from typing import Any

from huimin.tasks.pay.ports import Stage
from huimin.tasks.pay.rolling import same_person
from huimin.web.base.blocks import Block
from huimin.web.payments import reading
from huimin.workflow import Act

MOST = 8


def home_blocks(request: Any) -> list[Block]:
    """For those who pay: what waits for them."""
    if request.person is None or not request.rights.can(Act.PAY):
        return []
    found = reading.heads(request)
    waiting = [one for one in found
               if one.stage is Stage.WAITING and not same_person(one.maker, request.person.username)]  # fmt: skip
    going = [one for one in found if one.stage in (Stage.APPROVED, Stage.WITH_BANK)]
    made = [("payments.home-waiting", 20, waiting), ("payments.home-going", 40, going)]
    return [
        Block(order, title, "payments/home_rolls.html", {
            "heads": rolls[:MOST], **reading.shown(request)}, len(rolls))
        for title, order, rolls in made if rolls
    ]  # fmt: skip
