"""Every trap of YAML is one clear finding with its line; nothing else than text is guessed."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.adapters.definitions.yaml_file import SIZE_LIMIT, load_yaml
from huimin.findings import Invalid, explain, next_step


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "yaml-key-twice", 3),
        ("a:\n\tb: 1\n", "yaml-tab", 2),
        ("a: &x [1]\nb: *x\n", "yaml-alias", 1),
        ("a: !!python/object:os.system x\n", "yaml-tag", 1),
        ("a: [1, 2\n", "yaml-syntax", 2),
        ("- 1\n- 2\n", "yaml-not-a-mapping", 1),
        ("", "yaml-not-a-mapping", 0),
        ("a: 1\n---\nb: 2\n", "yaml-syntax", 2),
        ("[" * 100_000, "yaml-too-deep", 1),
        ("a: 2012-02-30\n", "yaml-value-unreadable", 1),
    ],
)
def test_each_trap_has_its_finding(tmp_path: Path, text: str, code: str, line: int) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        load_yaml(path, "schemes/bad.yaml")
    (finding,) = caught.value.findings
    assert (finding.code, finding.place.line, finding.place.file) == (code, line, "schemes/bad.yaml")
    for lang in ("zh", "en"):
        assert explain(finding, lang) and next_step(finding, lang)


def test_aliases_that_explode_are_refused_before_anything_is_built(tmp_path: Path) -> None:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    path = tmp_path / "bomb.yaml"
    path.write_text("\n".join(levels))
    with pytest.raises(Invalid) as caught:
        load_yaml(path)
    assert caught.value.findings[0].code == "yaml-alias"


def test_too_large_not_utf8_and_not_there(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    for data, code in ((b"a: " + b"x" * SIZE_LIMIT, "yaml-too-large"), ("a: 男".encode("gb18030"), "yaml-not-utf8")):
        path.write_bytes(data)
        with pytest.raises(Invalid) as caught:
            load_yaml(path)
        assert caught.value.findings[0].code == code
    with pytest.raises(Invalid) as caught:
        load_yaml(tmp_path / "nothing.yaml")
    assert caught.value.findings[0].code == "file-unreadable"


def test_only_what_is_plain_is_anything_but_text(tmp_path: Path) -> None:
    path = tmp_path / "plain.yaml"
    path.write_text(
        "no: no\non: on\ntime: 1:30\noctal: 010\nbig: 1_000\nyes: true\nn: 12\nf: 2.5\nd: 2012-06-30\nx: ~\n"
    )
    assert load_yaml(path) == {
        "no": "no", "on": "on", "time": "1:30", "octal": "010", "big": "1_000", "yes": True, "n": 12, "f": 2.5,
        "d": date(2012, 6, 30), "x": None,
    }  # fmt: skip


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_findings(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "any.yaml"
        file.write_text(text, encoding="utf-8", errors="surrogatepass")
        try:
            load_yaml(file)
        except Invalid as invalid:
            assert invalid.findings
