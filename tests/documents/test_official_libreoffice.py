"""What a person sees who opens the docx: LibreOffice sets it, page by page."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from huimin.adapters.official import write_docx
from official_samples import LETTERHEAD, circular, letter

_PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")


def _can_read_docx() -> bool:
    return _PROGRAM is not None and any(Path(_PROGRAM).resolve().parent.glob("libsw*lo.so"))


pytestmark = [
    pytest.mark.skipif(not _can_read_docx(), reason="LibreOffice Writer is not installed: apt-get install libreoffice-writer-nogui"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed: apt-get install poppler-utils"),
    pytest.mark.slow,
]  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The words of every page of each document, as LibreOffice sets them."""
    folder = tmp_path_factory.mktemp("office")
    documents = {"circular": circular(80), "letter": letter()}
    for name, document in documents.items():
        (folder / f"{name}.docx").write_bytes(write_docx(document, LETTERHEAD))
    command = [
        str(_PROGRAM),
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    ]
    done = subprocess.run([*command, *(str(folder / f"{name}.docx") for name in documents)], capture_output=True, text=True, timeout=120, check=True)  # fmt: skip
    assert "rror" not in done.stderr.replace("failed to launch javaldx - java may not function correctly", ""), (
        done.stderr
    )
    found = {}
    for name in documents:
        told = subprocess.run(
            ["pdftotext", "-layout", str(folder / f"{name}.pdf"), "-"], capture_output=True, text=True, check=True
        )
        found[name] = told.stdout.split("\f")[:-1]
    return found


def test_a_letter_stands_on_one_page(pages: dict[str, list[str]]) -> None:
    (page,) = pages["letter"]
    words = "".join(page.split())
    for part in (
        "惠民示范市人口发展办公室文件",
        "惠市人口发〔2026〕12号",
        "关于补报报表的通知",
        "云山旗人口发展办公室：",
        "2026年3月5日",
        "—1—",
    ):
        assert part in words


def test_a_long_table_repeats_its_head_on_every_page(pages: dict[str, list[str]]) -> None:
    long = [page for page in pages["circular"] if "河东县第" in page.replace(" ", "") and "12/12" in page]
    assert len(long) >= 3
    assert all("比上年同期" in page.replace(" ", "") for page in long)
    rows = "".join("".join(long).split())
    assert all(f"河东县第{at}乡" in rows for at in range(1, 81))


def test_every_page_is_numbered_and_marked(pages: dict[str, list[str]]) -> None:
    for number, page in enumerate(pages["circular"], 1):
        words = "".join(page.split())
        assert f"—{number}—" in words and "模拟数据" in words


def test_the_signature_is_never_alone_on_a_page(pages: dict[str, list[str]]) -> None:
    last = "".join(pages["circular"][-1].split())
    assert "特此通报" in last and "抄送：" in last and "2026年3月5日印发" in last


def test_no_heading_is_the_last_line_of_a_page(pages: dict[str, list[str]]) -> None:
    headings = ("一、总体情况", "二、各地情况", "（一）出生", "1.县级", "（1）乡级", "（二）服务", "三、下一步工作")
    for page in pages["circular"]:
        lines = ["".join(line.split()) for line in page.splitlines() if line.strip()]
        assert lines[-2] not in headings and not lines[-2].startswith("表")
