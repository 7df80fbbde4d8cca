"""``huimin submit``: workbooks go to a site on another machine, over a line that may break, and count once."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from api_fixtures import token_of
from huimin.cli.main import main
from huimin.cli.sending import calls_of, send
from huimin.findings import Invalid
from reporting_help import filled_in
from storm_clients import Server, free_port

RECEIPT = {"number": 7, "sha256": "ab", "first": 1, "revised": 0, "unchanged": 0, "at": "2026-01-04T10:00:00+08:00"}


@contextmanager
def line(*answers: tuple[int, dict | str]) -> Iterator[tuple[str, list[dict]]]:
    """A bad line: a server that gives these answers one after another (status 0: it hangs up), and what it was sent."""
    left, seen = list(answers), []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            seen.append({"path": self.path, "token": self.headers["Authorization"], "body": body})
            status, told = left.pop(0) if len(left) > 1 else left[0]
            if not status:
                self.close_connection = True
                return
            data = (told if isinstance(told, str) else json.dumps(told)).encode()
            self.send_response(status)
            if status in (301, 302, 307):
                self.send_header("Location", "http://127.0.0.1:9/")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    worker = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    worker.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", seen
    finally:
        server.shutdown()
        server.server_close()
        worker.join()


def code_of(problem) -> str:
    return problem.value.findings[0].code


def test_a_broken_line_and_a_busy_site_are_tried_again(tmp_path):
    file, pauses = tmp_path / "村.xlsx", []
    file.write_bytes(b"workbook")
    with line((0, ""), (503, "busy"), (201, RECEIPT)) as (address, seen):
        answer = send(calls_of(address), "secret", file, pauses.append)
    assert answer.status == 201 and pauses == [1.0, 2.0] and len(seen) == 3
    assert len({one["body"].split(b"\r\n\r\n", 1)[1] for one in seen}) == 1, "the same bytes each time"
    assert seen[0]["token"] == "Bearer secret" and seen[0]["path"] == "/api/submissions"
    assert 'filename="村.xlsx"'.encode() in seen[0]["body"]


def test_it_gives_up_in_the_end_and_says_so(tmp_path):
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"workbook")
    with line((503, "busy")) as (address, seen), pytest.raises(Invalid) as problem:
        send(calls_of(address), "secret", file, lambda _: None)
    assert code_of(problem) == "submit-unreachable" and len(seen) == 5


@pytest.mark.parametrize("answer", [(200, "<html>"), (302, ""), (307, ""), (200, {"other": 1}), (500, "broken")])
def test_what_is_no_huimin_is_told(tmp_path, answer):
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"workbook")
    with line(answer) as (address, seen), pytest.raises(Invalid) as problem:
        send(calls_of(address), "secret", file, lambda _: None)
    assert code_of(problem) == "submit-no-huimin" and len(seen) == 1, "a token follows no redirect"


@pytest.mark.parametrize(("given", "called"), [
    ("https://a.example", "https://a.example/api/submissions"), ("a.example", "https://a.example/api/submissions"),
    ("https://a.example/huimin/", "https://a.example/huimin/api/submissions"),
    ("http://127.0.0.1:8000/api", "http://127.0.0.1:8000/api/submissions"),
    ("http://localhost:8000/api/submissions", "http://localhost:8000/api/submissions"),
])  # fmt: skip
def test_the_address_is_the_sites(given, called):
    assert calls_of(given) == called


def test_a_token_is_not_sent_unencrypted_unless_that_is_said():
    with pytest.raises(Invalid) as problem:
        calls_of("http://a.example")
    assert code_of(problem) == "submit-not-encrypted"
    assert calls_of("http://a.example", plain=True) == "http://a.example/api/submissions"
    with pytest.raises(Invalid) as problem:
        calls_of("ftp://a.example")
    assert code_of(problem) == "submit-address"


def test_without_a_token_nothing_is_sent(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("HUIMIN_TOKEN", raising=False)
    file, empty = tmp_path / "x.xlsx", tmp_path / "token"
    file.write_bytes(b"workbook")
    empty.write_text(" \n", encoding="utf-8")
    assert main(["submit", str(file), "--to", "http://127.0.0.1:9", "--lang", "en"]) == 2
    assert main(["submit", str(file), "--to", "http://127.0.0.1:9", "--token-file", str(empty), "--lang", "en"]) == 2
    assert "HUIMIN_TOKEN" in capsys.readouterr().err


def test_a_real_site_takes_it_once(own_site, tmp_path, monkeypatch, capsys):
    good, bad, token = tmp_path / "good.xlsx", tmp_path / "bad.xlsx", tmp_path / "token"
    good.write_bytes(filled_in(own_site, "township", "2025-12"))
    bad.write_bytes(b"no workbook")
    # The server tells the day by the real clock.
    token.write_text(token_of(own_site, "township_reporter", days=3650) + "\n", encoding="utf-8")
    server = Server(own_site.folder, free_port(), workers=1)
    try:
        to = ["--to", f"http://127.0.0.1:{server.port}", "--token-file", str(token), "--lang", "en"]
        assert main(["submit", str(good), *to]) == 0
        first = capsys.readouterr().out
        assert "receipt 1" in first and "sha256" in first
        assert main(["submit", str(good), str(bad), *to, "--json"]) == 1
        told = json.loads(capsys.readouterr().out)
        assert told["receipts"][str(good)]["number"] == 1 and told["refused"][str(bad)]
        monkeypatch.setenv("HUIMIN_TOKEN", "huimin_wrong")
        assert main(["submit", str(good), *to[:2], "--lang", "zh"]) == 2
        assert "令牌" in capsys.readouterr().err
    finally:
        server.kill()
    from huimin.adapters.store.models import Report

    sent = Report.objects.filter(submission__file__sha256=sha256(good.read_bytes()).hexdigest())
    assert sent.filter(area=own_site.places["village"]).count() == 1
