"""Programs that call the API for one of the cast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from site_fixtures import TODAY, VISITOR, Site


@dataclass
class Program:
    """A program with a token, or without one."""

    secret: str

    @property
    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.secret}"} if self.secret else {}

    def get(self, address: str) -> Any:
        """The answer to a call that reads."""
        return Client(headers=self._headers).get(f"/api/{address}")

    def items(self, address: str) -> list[dict[str, Any]]:
        """The entries of a list; none where the call is refused."""
        answer = self.get(address)
        return answer.json()["items"] if answer.status_code == 200 else []

    def send(self, data: bytes, name: str) -> Any:
        """The answer to sending a workbook."""
        return Client(headers=self._headers).post("/api/submissions", {"workbook": SimpleUploadedFile(name, data)})


def token_of(site: Site, who: str, area: str = "", reads: bool = True, submits: bool = True, days: int = 30) -> str:
    """A token for one of the cast, put into the database as it stands there; its secret."""
    from huimin.web.api.actions import digest_of
    from huimin.web.api.models import Token
    from huimin.web.base import clock

    secret = f"huimin_{who}-{area}-{reads}-{submits}-{days}"
    Token.objects.get_or_create(digest=digest_of(secret), defaults={
        "name": "test", "prefix": secret[:12], "person": site.people[who], "area": area, "reads": reads,
        "submits": submits, "made_at": clock.now(), "until": TODAY + timedelta(days=days)})  # fmt: skip
    return secret


def api_of(site: Site, who: str, **token: Any) -> Program:
    """A program of one of the cast; a visitor's has no token."""
    return Program("" if who == VISITOR else token_of(site, who, **token))


def run_of(site: Site) -> str:
    """The run of the city."""
    from huimin.adapters.store.models import Run

    return Run.objects.get().run
