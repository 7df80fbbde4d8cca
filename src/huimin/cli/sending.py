"""Sending a workbook to the API of a site on another machine, by the standard library's own HTTP.

The same bytes give the same receipt there, so whatever happened to an answer, the workbook may be sent again.
"""

from __future__ import annotations

import json
import secrets
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from huimin.findings import Finding, Invalid, Severity

SECONDS = 120
PAUSES = (1.0, 2.0, 4.0, 8.0)
"""Seconds between one try and the next, where the line broke or the site was busy."""
_BUSY = frozenset({429, 502, 503, 504})
_THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Answer:
    """What the site said: the status, and its JSON."""

    status: int
    body: Mapping[str, Any]


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing: a token goes to the address it was meant for and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        """Leave the redirect as the answer."""


def calls_of(address: str, plain: bool = False) -> str:
    """The address of the call that takes workbooks, from the site's own address.

    Raises:
        Invalid: no address, or one that would send the token unencrypted over a network without ``plain``.
    """
    parts = urlsplit(address if "//" in address else f"https://{address}")
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise Invalid([Finding("submit-address", Severity.ERROR, facts={"found": address})])
    if parts.scheme == "http" and parts.hostname not in _THIS_MACHINE and not plain:
        raise Invalid([Finding("submit-not-encrypted", Severity.ERROR, facts={"found": address})])
    path = parts.path.rstrip("/").removesuffix("/api/submissions").removesuffix("/api")
    return f"{parts.scheme}://{parts.netloc}{path}/api/submissions"


def send(url: str, token: str, file: Path, sleep: Callable[[float], None] = time.sleep) -> Answer:
    """Send one workbook, again after a pause where the line broke or the site was busy.

    Raises:
        Invalid: the site cannot be reached, or what answers is no huimin.
    """
    body, kind = _form(file)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": kind, "Accept": "application/json"}
    request = urllib.request.Request(url, body, headers, method="POST")
    handlers: list[urllib.request.BaseHandler] = [_Stay()]
    if urlsplit(url).hostname in _THIS_MACHINE:
        handlers.append(urllib.request.ProxyHandler({}))
    opener = urllib.request.build_opener(*handlers)
    reason = ""
    for pause in (*PAUSES, None):
        try:
            answer = _once(opener, request)
            if answer.status not in _BUSY:
                return answer
            reason = str(answer.status)
        except (OSError, HTTPException) as problem:
            reason = str(getattr(problem, "reason", "") or problem)
            if isinstance(getattr(problem, "reason", None), socket.gaierror):
                break  # a name that nobody knows is not known a second later
        if pause is not None:
            sleep(pause)
    raise Invalid([Finding("submit-unreachable", Severity.ERROR, facts={"found": url, "reason": reason})])


def _once(opener: urllib.request.OpenerDirector, request: urllib.request.Request) -> Answer:
    try:
        with opener.open(request, timeout=SECONDS) as response:
            return _read(response.status, response.read(), request.full_url)
    except urllib.error.HTTPError as refused:
        with refused:
            data = refused.read()
        if refused.code in _BUSY:
            return Answer(refused.code, {})
        return _read(refused.code, data, request.full_url)


def _read(status: int, data: bytes, url: str) -> Answer:
    try:
        body = json.loads(data)
    except ValueError:
        body = None
    if not isinstance(body, dict) or not ("errors" in body or "sha256" in body):
        raise Invalid([Finding("submit-no-huimin", Severity.ERROR, facts={"found": url, "status": status})])
    return Answer(status, body)


def _form(file: Path) -> tuple[bytes, str]:
    """The file as the body of a form, and the body's type (RFC 7578; the name in UTF-8, as browsers send it)."""
    border = f"huimin-{secrets.token_hex(16)}"
    name = file.name.replace('"', "%22").replace("\r", "").replace("\n", "")
    head = (f'--{border}\r\nContent-Disposition: form-data; name="workbook"; filename="{name}"\r\n'
            f"Content-Type: {MIME}\r\n\r\n")  # fmt: skip
    return (
        head.encode() + file.read_bytes() + f"\r\n--{border}--\r\n".encode(),
        f"multipart/form-data; boundary={border}",
    )
