"""``huimin serve``: bring the database up to date and hand the process over to gunicorn."""

from __future__ import annotations

import os
import socket
import sys
from typing import NoReturn

from django.conf import settings
from django.db import connections

from huimin.web.base.migrating import bring_up_to_date
from huimin.web.base.words import say

WRONG_USE = 2
# Threads, not one request at a time ("sync"): the processor time of a page is the same, but a worker without threads
# keeps no connection open and stands still while somebody uploads over a slow line. Two, not more: with four the
# threads of a worker wait for each other, and one answer of a hundred takes 50 ms instead of 30.
THREADS = 2
SECONDS = 120  # a request that takes longer ends with its worker: the largest workbook takes a tenth of this


def taken(host: str, port: int) -> bool:
    """Whether something listens there already, or this machine has no such address."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((host, port))
        except OSError:
            return True
    return False


def run(lang: str, arguments: list[str]) -> int:
    """Serve until stopped. Arguments: host, port, number of worker processes."""
    host, port, workers = arguments
    if taken(host, int(port)):
        print(say(lang, "base.port-taken", address=f"{host}:{port}"), file=sys.stderr)
        return WRONG_USE
    bring_up_to_date()
    connections.close_all()
    print(say(lang, "base.serving", address=f"http://{host}:{port}/"), flush=True)
    return become_server(host, port, workers)


def become_server(host: str, port: str, workers: str) -> NoReturn:
    """Hand this process over to gunicorn."""
    command = [
        sys.executable, "-m", "gunicorn", "huimin.web.wsgi:application", "--bind", f"{host}:{port}",
        "--workers", workers, "--worker-class", "gthread", "--threads", str(THREADS), "--timeout", str(SECONDS),
        "--keep-alive", "15", "--graceful-timeout", "20", "--log-level", "warning", "--no-control-socket",
        "--reuse-port",  # the system deals connections out evenly; else one worker may accept them all
    ]  # fmt: skip
    environment = {**os.environ, "HUIMIN_WORKSPACE": settings.HUIMIN_WORKSPACE}
    os.execve(sys.executable, command, environment)
