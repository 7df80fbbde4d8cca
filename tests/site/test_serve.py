"""``huimin serve`` says where the site is, and why it cannot start."""

from __future__ import annotations

import socket

from workspace_fixtures import huimin_process


def test_a_port_in_use_is_told_with_what_to_do(site_folder):
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        port = one.getsockname()[1]
        ran = huimin_process("serve", "-w", site_folder, "--port", port, "--lang", "en")
    assert ran.code == 2 and f"127.0.0.1:{port} cannot be used" in ran.err and "--port 8080" in ran.err


def test_faulty_definitions_are_told_before_anything_is_served(made_city, tmp_path):
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "huimin.yaml").write_text("title_zh: 一\n", "utf-8")
    ran = huimin_process("serve", "-w", folder, "--lang", "en")
    assert ran.code == 2 and "title_en" in ran.err
