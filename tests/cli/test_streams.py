"""Standard output, standard error, pipes, terminals and Ctrl-C, with the program as a process of its own."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import time

import pytest

from workspace_fixtures import environment, huimin_process, many_copies, program


def test_json_is_all_there_is_on_standard_output(city):
    ran = huimin_process("assess", "zzz", "2025", "--json", cwd=city)
    assert ran.code == 2 and ran.err == "" and list(json.loads(ran.out)) == ["errors"]


def test_a_reader_who_leaves_is_no_error(city):
    """``huimin explain … --all | head -1``: the pipe is closed while much is still to come."""
    line = program("explain", "990102", "F2.1", "--all", "--lang", "en")
    process = subprocess.Popen(line, cwd=city, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


def test_a_console_without_chinese_characters_is_no_error(city):
    ran = subprocess.run(
        program("runs", "--help", "--lang", "zh"),
        cwd=city,
        env=environment(PYTHONIOENCODING="ascii"),
        capture_output=True,
    )
    assert ran.returncode == 0 and b"huimin runs" in ran.stdout and ran.stderr == b""


def test_progress_is_shown_on_a_terminal_and_on_standard_error_only(own_made_city):
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        program("load", "--lang", "en"),
        cwd=own_made_city,
        env=environment(TERM="xterm"),
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    shown = bytearray()
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    out = process.stdout.read().decode()
    process.stdout.close()
    os.close(ours)
    assert process.wait() == 1
    assert b"reading workbooks" in shown
    assert "reading workbooks" not in out and "\x1b" not in out and out.startswith("let in ")


def listen_to_ctrl_c() -> None:
    """What a shell runs in the background is made deaf to Ctrl-C, and so is all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("moment", [0, 0.4, 1.5])
def test_ctrl_c_ends_with_a_sentence_and_nothing_half_done(own_made_city, moment):
    many_copies(own_made_city)
    process = subprocess.Popen(
        program("load", "--lang", "en"), cwd=own_made_city, env=environment(), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, start_new_session=True, preexec_fn=listen_to_ctrl_c,
    )  # fmt: skip
    until = time.monotonic() + 60
    while not (own_made_city / "data" / "huimin.sqlite").exists() and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the group
    out, err = process.communicate()
    assert process.returncode == 130
    assert err.decode().strip() == "Stopped. What was finished is kept and nothing is half done; run it again to go on."
    assert out == b""
