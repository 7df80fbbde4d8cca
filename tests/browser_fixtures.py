"""The real server as a process of its own, and a real Chromium that looks at it. Loopback only; both end with the test."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from site_fixtures import PASSWORD, pointed_to
from workspace_fixtures import environment

MISSING = "Chromium was not found; as root run: apt-get install -y chromium fonts-noto-cjk"
FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass
class Server:
    """``huimin serve`` on a workspace. ``log`` is where its lines go."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @classmethod
    def start(cls, folder: Path, port: int | None = None, workers: int = 2) -> Server:
        """Start it and wait until it is well."""
        port = port or free_port()
        log = folder.parent / f"serve-{port}.log"
        command = [sys.executable, "-m", "huimin.cli.main", "serve", "-w", folder, "--port", port, "--workers", workers]
        with log.open("ab") as out:
            process = subprocess.Popen(
                [str(word) for word in command], stdout=out, stderr=out, env=environment(), start_new_session=True
            )
        server = cls(folder, port, process, log)
        server.wait()
        return server

    def wait(self) -> None:
        until = time.monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(f"{self.address}/health", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                pass
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(self.log.read_text())
            time.sleep(0.1)

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End it with all its workers: its own group of processes and nothing else."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, how)
        self.process.wait(60)


@contextmanager
def serving(folder: Path, workers: int = 2) -> Iterator[Server]:
    """The server on a workspace, ended at the end."""
    server = Server.start(folder, workers=workers)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real Chromium; where there is none, skips and says what to install."""
    from playwright.sync_api import sync_playwright

    binary = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if binary is None:
        pytest.skip(MISSING)
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    # Playwright keeps an event loop in this thread until the end; the database of later tests is no part of it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=binary, args=flags)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Reader:
    """Somebody in front of a browser window: ``page`` is Playwright's; what went wrong in it is kept.

    ``trouble`` holds errors of the console (a breach of the content security policy is one) and requests that left the
    site's own host; ``bytes`` what was received since the last visit, by address without its query.
    """

    page: Any
    address: str
    trouble: list[str] = field(default_factory=list)
    bytes: dict[str, int] = field(default_factory=dict)

    def listen(self) -> None:
        self.page.on("console", lambda line: self.trouble.append(line.text) if line.type == "error" else None)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("request", self._leaves)
        self.page.on("requestfinished", self._received)

    def _leaves(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.trouble.append(f"request to {request.url}")

    def _received(self, request: Any) -> None:
        sizes = request.sizes()
        self.bytes[request.url.split("?")[0]] = sizes["responseBodySize"] + sizes["responseHeadersSize"]

    def sign_in(self, who: str) -> Reader:
        self.page.goto(f"{self.address}/sign-in")
        self.page.fill("input[name=username]", who)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("main button")
        self.page.wait_for_load_state()
        return self

    def visit(self, path: str) -> Any:
        """Go to a page of the site and wait until it is quiet."""
        self.bytes.clear()
        answer = self.page.goto(self.address + path)
        self.page.wait_for_load_state("networkidle")
        return answer


@pytest.fixture
def reader(chromium: Any) -> Iterator[Callable[..., Reader]]:
    """``reader(server.address, lang="zh", width=360)`` opens a window of its own: nobody has signed in there."""
    contexts = []

    def opened(address: str, lang: str = "en", width: int = 1280, height: int = 900) -> Reader:
        locale = "zh-CN" if lang == "zh" else "en-GB"
        context = chromium.new_context(
            locale=locale, viewport={"width": width, "height": height}, accept_downloads=True
        )
        contexts.append(context)
        made = Reader(context.new_page(), address)
        made.listen()
        return made

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def served(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server on a copy of the small city with the cast, for the tests of one module."""
    folder = Path(shutil.copytree(site_folder, tmp_path_factory.mktemp("served") / "city"))
    with serving(folder) as server:
        yield server


__all__ = ["Reader", "Server", "chromium", "pointed_to", "reader", "served", "serving"]
