"""What lies in ``deploy/`` starts commands that there are, says what the site says, and names no place to download from."""

from __future__ import annotations

import re
import shlex

import pytest
import yaml

from document_pages import ROOT, commands, text_of
from huimin.web.settings import LARGEST_UPLOAD

UNITS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "deploy").glob("*.service"))
STARTED = re.compile(r"^ExecStart=/opt/huimin/\.venv/bin/(huimin .+)$", re.MULTILINE)


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_starts_a_command_that_there_is(unit):
    (line,) = STARTED.findall(text_of(unit))
    words = shlex.split(line)
    name = next(" ".join(words[:length]) for length in (3, 2) if " ".join(words[:length]) in commands())
    options = {option for one in commands()[name].params for option in one.opts}
    assert {word for word in words if word.startswith("-")} <= options


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_kept_to_its_own_user_and_folders(unit):
    lines = text_of(unit).splitlines()
    for wanted in ("User=huimin", "NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes"):
        assert wanted in lines
    (written,) = [line.partition("=")[2].split() for line in lines if line.startswith("ReadWritePaths=")]
    assert set(written) <= {"/var/lib/huimin", "/var/backups/huimin"}


def test_every_unit_is_told_how_to_install():
    for page in ("docs/running.md", "docs/zh/running.md"):
        for path in (ROOT / "deploy").glob("*"):
            if path.suffix in (".service", ".timer", ".yaml", ".conf"):
                assert f"deploy/{path.name}" in text_of(page), (page, path.name)


def test_compose_serves_this_machine_only_and_holds_no_password():
    services = yaml.safe_load(text_of("deploy/compose.yaml"))["services"]
    assert all(port.startswith("127.0.0.1:") for port in services["site"]["ports"])
    assert "ports" not in services["database"]
    for service in services.values():
        for name, value in service["environment"].items():
            assert "PASSWORD" not in name or value.startswith("${POSTGRES_PASSWORD:?")


def test_images_name_no_registry():
    images = re.findall(r"^\s*image: (\S+)", text_of("deploy/compose.yaml"), re.MULTILINE)
    images += re.findall(r"^FROM (\S+)", text_of("deploy/Dockerfile"), re.MULTILINE)
    assert len(images) == 4
    assert [image for image in images if "/" in image or "." in image.partition(":")[0]] == []


def test_nginx_takes_as_much_as_the_site():
    (most,) = re.findall(r"client_max_body_size (\d+)m;", text_of("deploy/nginx.conf"))
    assert int(most) * 2**20 == LARGEST_UPLOAD
