"""A real server on loopback, and clerks who sign in and send workbooks to it over HTTP, each on a line of their own.

For the test of the deadline storm and its benchmark. Only processes that were started here are ended, by their ids.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlencode

import psutil

PASSWORD = "only-for-storms-91"
PATIENCE = 60  # seconds for one answer


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """``huimin serve`` of a workspace, with two worker processes."""

    def __init__(self, folder: Path, port: int, workers: int = 2) -> None:
        self.port = port
        command = [sys.executable, "-m", "huimin.cli.main", "serve", "-w", str(folder), "--port", str(port),
                   "--workers", str(workers)]  # fmt: skip
        with (folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        self._wait(folder / "server.log")

    def _wait(self, log: Path) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            with suppress(OSError, HTTPException):
                line = HTTPConnection("127.0.0.1", self.port, timeout=10)
                line.request("GET", "/sign-in")
                line.getresponse().read()
                line.close()
                return
            time.sleep(0.1)
        self.kill()
        raise RuntimeError(log.read_text("utf-8", "replace")[-3000:])

    def kill(self) -> None:
        """SIGKILL to the master and its workers: nobody has a moment to tidy up."""
        with suppress(psutil.NoSuchProcess):
            family = [self.process.pid, *(child.pid for child in psutil.Process(self.process.pid).children(True))]
            for pid in family:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            psutil.wait_procs([psutil.Process(pid) for pid in family if psutil.pid_exists(pid)], timeout=20)
        self.process.wait(20)

    def stop(self) -> None:
        """End it as a service manager would."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()


class NotTaken(Exception):
    """The server answered, and not with a receipt."""


@dataclass
class Clerk:
    """Somebody with an account and a browser."""

    port: int
    username: str
    cookies: dict[str, str] = field(default_factory=dict)
    _line: HTTPConnection | None = None

    def _ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, str]:
        """Status and where the answer leads."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if kind:
            headers |= {"Content-Type": kind, "X-CSRFToken": self.cookies.get("huimin-csrf", "")}
        answer = self._answer(method, path, body, headers)
        for header in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        return answer.status, answer.headers.get("Location", "")

    def _answer(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> HTTPResponse:
        """As browsers do, once more on a new line where the server has closed the one that was kept open."""
        kept = self._line is not None
        line = self._line = self._line or HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            answer.read()
            return answer
        except BaseException as fault:
            self.hang_up()
            if kept and isinstance(fault, ConnectionError):
                return self._answer(method, path, body, headers)
            raise

    def hang_up(self) -> None:
        """Close the line."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def sign_in(self) -> None:
        """With name and password, as at the page."""
        self._ask("GET", "/sign-in")
        body = urlencode({"username": self.username, "password": PASSWORD}).encode()
        status, _ = self._ask("POST", "/sign-in", body, "application/x-www-form-urlencoded")
        if status != 302:
            raise NotTaken(f"{self.username} could not sign in: {status}")

    def send(self, name: str, data: bytes) -> int:
        """Send a workbook; the number of its receipt."""
        edge = token_hex(12)
        head = (f'--{edge}\r\nContent-Disposition: form-data; name="workbooks"; filename="{name}"\r\n'
                "Content-Type: application/octet-stream\r\n\r\n")  # fmt: skip
        body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
        status, place = self._ask("POST", "/report/upload", body, f"multipart/form-data; boundary={edge}")
        if status != 302 or not place.startswith("/report/receipt/"):
            raise NotTaken(f"{status} {place}")
        return int(place.rpartition("/")[2])


@dataclass
class Outcome:
    """What came of a storm: receipts by name of the file, seconds by file, and what had no answer."""

    receipts: dict[str, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def storm(
    clerks: Sequence[Clerk], work: dict[str, list[tuple[str, bytes]]], at: Callable[[int], None] = lambda done: None
) -> Outcome:
    """All clerks at once send what is theirs (``work``: username -> (name, bytes)).

    Args:
        at: called with the number of receipts after each one, in no thread in particular.
    """
    outcome, lock = Outcome(), threading.Lock()

    def one(clerk: Clerk) -> None:
        for name, data in work.get(clerk.username, ()):
            began = time.perf_counter()
            # Each workbook comes from somebody else in truth; a line kept open would stay with one server process.
            clerk.hang_up()
            try:
                number = clerk.send(name, data)
            except (OSError, HTTPException):
                with lock:
                    outcome.unanswered.append(name)
                continue
            except NotTaken as why:
                with lock:
                    outcome.refused.append(f"{name}: {why}")
                continue
            with lock:
                outcome.seconds.append(time.perf_counter() - began)
                outcome.receipts[name] = number
                done = len(outcome.receipts)
            at(done)
        clerk.hang_up()

    threads = [threading.Thread(target=one, args=(clerk,)) for clerk in clerks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome


def sign_in_all(clerks: Sequence[Clerk], at_once: int = 4) -> None:
    """Everybody signs in, a few at a time: checking a password takes long on purpose. NotTaken where one cannot."""
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(Clerk.sign_in, clerks))
    for clerk in clerks:
        clerk.hang_up()


def make_clerks(areas: dict[str, Sequence[str]]) -> None:
    """Accounts (username -> keys of the areas they report for), all with one password, hashed as the site does it."""
    from django.contrib.auth.hashers import make_password

    from huimin.web.base.models import Grant, Person

    hashed = make_password(PASSWORD, hasher="argon2")
    people = Person.objects.bulk_create(Person(username=name, name=name, password=hashed) for name in areas)
    Grant.objects.bulk_create(
        Grant(person=person, kind="reporter", area=area) for person in people for area in areas[person.username]
    )
