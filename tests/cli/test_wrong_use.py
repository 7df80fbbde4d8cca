"""A mistake of the user ends with exit code 2 and a sentence that says what to do; never with a traceback."""

from __future__ import annotations

import os
import shutil

import pytest

from huimin.cli.main import main
from workspace_fixtures import edit_text, huimin

MISTAKES = """
    explian                                         | command-unknown          | explain
    areas chek                                      | command-unknown          | check
    load --al                                       | option-unknown           | --all
    runs --nonsense-of-mine                         | option-unknown           | huimin runs --help
    explain                                         | argument-missing         | AREA ITEM
    explain Minghu                                  | argument-missing         | AREA ITEM
    explain Minghu District F1.1                    | arguments-too-many       | quote names
    new x --seed abc                                | argument-wrong           | huimin new --help
    assess family-services-2025 2025-13 -w {city}   | not-a-period             | 2012-03
    assess family-services-2025 2025-12 -w {city}   | period-of-other-length   | length
    assess family-servces-2025 2025 -w {city}       | scheme-unknown           | family-services-2025
    assess zzz 2025 -w {city}                       | scheme-unknown           | The schemes:
    template vilage_monthly 2025-01 -w {city}       | form-unknown             | village_monthly
    template village_monthly 2025 -w {city}         | period-of-other-length   | length
    template village_monthly 2025-01 --sender Nowhere -w {city} | area-not-found | Codes
    explain Nowhere F1.1 -w {city}                  | area-not-found           | Codes
    explain 990102 F99 -w {city}                    | item-unknown             | F
    explain 990102001 F1.1 -w {city}                | area-not-assessed        | assessed
    explain 990102 F1.1 --run zzz -w {city}         | run-unknown              | The runs
    reproduce zzz -w {city}                         | run-unknown              | The runs
    diff zzz yyy -w {city}                          | run-unknown              | The runs
    export 2025 --indicator nonsense -w {city}      | indicator-unknown        | The indicators
    export 2025 --level village_ -w {city}          | no-such-level            | village
    export 2025 --out figures.docx -w {city}        | format-unknown           | .csv
    check --from 2026 --to 2025 -w {city}           | periods-in-wrong-order   | --from
    load missing.xlsx -w {city}                     | path-missing             | name
    load -w {folder}                                | not-a-workspace          | huimin new
    load -w {folder}/nowhere                        | path-missing             | name
    new {folder}                                    | folder-not-empty         | another
    new {folder}/w --pack chna                      | pack-unknown             | china
"""


def mistakes() -> list[tuple[str, ...]]:
    return [tuple(part.strip() for part in line.split("|")) for line in MISTAKES.strip().splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("elsewhere")
    (made / "something.txt").write_text("x")
    return made


@pytest.mark.parametrize(("line", "code", "help_"), mistakes(), ids=[line for line, *_ in mistakes()])
def test_a_mistake_is_told_with_the_next_step(city, folder, line, code, help_):
    words = [word.format(city=city, folder=folder) for word in line.split()]
    told = huimin(*words, "--json")
    assert told.code == 2
    assert code in [error["code"] for error in told.json["errors"]]
    for lang in ("zh", "en"):
        said = huimin(*words, lang=lang)
        assert said.code == 2 and said.out == "" and "Traceback" not in said.err
        assert said.err.startswith("错误 " if lang == "zh" else "error ")
        assert "→ " in said.err and "{" not in said.err and "？？" not in said.err
    assert help_ in said.err


def test_an_option_without_its_value_is_told(capsys):
    assert main(["runs", "--lang", "en", "-w"]) == 2
    assert "the option -w needs a value" in capsys.readouterr().err


def test_nothing_near_is_not_asked_for(city):
    assert "did you mean" not in huimin("assess", "zzz", "2025", "-w", city).err
    assert "did you mean family-services-2025?" in huimin("assess", "family-servces-2025", "2025", "-w", city).err


@pytest.mark.parametrize("content", [b"this is no database at all", os.urandom(8192)], ids=["text", "noise"])
def test_a_damaged_database_is_told(own_city, content):
    for part in own_city.glob("data/huimin.sqlite*"):
        part.unlink()
    (own_city / "data" / "huimin.sqlite").write_bytes(content)
    for command in (["runs"], ["load"], ["assess", "family-services-2025", "2025"], ["explain", "990102", "F1.1"]):
        ran = huimin(*command, "-w", own_city)
        assert ran.code == 2 and "the database cannot be opened or read" in ran.err
        assert "Traceback" not in ran.err


def test_a_database_that_cannot_be_reached_is_told(own_city):
    with (own_city / "huimin.yaml").open("a") as file:
        file.write("database: postgresql://nobody@127.0.0.1:1/none\n")
    ran = huimin("runs", "-w", own_city, "--json")
    assert ran.code == 2 and ran.json["errors"][0]["code"] == "database-unusable"


def test_an_unknown_kind_of_database_is_told(own_city):
    with (own_city / "huimin.yaml").open("a") as file:
        file.write("database: oracle://x/y\n")
    assert "oracle" in huimin("runs", "-w", own_city).err


def test_a_folder_where_a_file_should_be_is_told(own_city):
    shutil.rmtree(own_city / "data")
    (own_city / "data").write_text("a file")
    ran = huimin("runs", "-w", own_city)
    assert ran.code == 2 and "wrong kind" in ran.err


def test_a_run_whose_folder_was_damaged_is_told(own_city):
    next(own_city.glob("runs/*/results.sqlite")).unlink()
    ran = huimin("explain", "990102", "F1.1", "-w", own_city)
    assert ran.code == 2 and "results.sqlite" in ran.err


def test_a_broken_manifest_is_told(own_city):
    next(own_city.glob("runs/*/manifest.json")).write_text("{")
    ran = huimin("reproduce", "-w", own_city)
    assert ran.code == 2 and "manifest.json" in ran.err


def test_an_unreadable_receipt_is_told_with_its_line(own_made_city):
    edit_text(own_made_city / "inbox" / "receipts.csv", "2025-02-", "yesterday")
    ran = huimin("load", "-w", own_made_city)
    assert ran.code == 2 and "receipts.csv › " in ran.err


def test_a_fault_of_the_program_says_so(city, monkeypatch):
    def broken(self):
        raise KeyError("a fault of ours")

    monkeypatch.setattr("huimin.adapters.store.figure_store.DjangoFigureStore.runs", broken)
    ran = huimin("runs", "-w", city)
    assert ran.code == 70 and "Traceback" in ran.err and "fault of huimin itself" in ran.err
    told = huimin("runs", "-w", city, "--json")
    assert told.json["errors"][0]["code"] == "program-fault"
