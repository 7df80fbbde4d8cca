"""What every command prints, for people in both languages and for programs as JSON with the keys its help names."""

from __future__ import annotations

import csv
import json

import openpyxl
import pyarrow.parquet as pq
import pytest

from huimin.cli.help_words import COMMANDS
from huimin.cli.words import LANGUAGES
from workspace_fixtures import PERIOD, SCHEME, edit_workbook, huimin


def keys_of(command: str, *arguments: object, code: int = 0) -> dict:
    """Run with ``--json`` and hold the keys against those that the help names."""
    ran = huimin(*command.split(), *arguments, "--json")
    assert (ran.code, ran.err) == (code, "")
    assert list(ran.json) == list(COMMANDS[command].keys)
    return ran.json


def test_new_makes_an_empty_workspace(tmp_path):
    made = huimin("new", tmp_path / "mycity")
    assert made.code == 0 and "areas/areas.csv" in made.out
    empty = huimin("areas", "check", "-w", tmp_path / "mycity")
    assert empty.code == 1 and "areas/areas.csv" in empty.out
    told = huimin("new", tmp_path / "other", "--json", lang="zh")
    assert told.json == {"folder": str(tmp_path / "other")}
    assert "language: zh" in (tmp_path / "other" / "huimin.yaml").read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mycity", "other"]


def test_new_leaves_nothing_behind_when_it_fails(tmp_path):
    assert huimin("new", tmp_path / "x", "--pack", "nonsense").code == 2
    assert list(tmp_path.iterdir()) == []


def test_template_writes_a_workbook_for_each_sender(city, tmp_path):
    made = keys_of("template", "village_monthly", "2026-01", "-w", city, "--out", tmp_path / "to-fill")
    assert len(made["files"]) == 6
    one = huimin(
        "template", "village_monthly", "2026-01", "--sender", "990102001", "--out", tmp_path / "one", "-w", city
    )
    assert one.code == 0 and "1 workbooks" in one.out
    assert len(list((tmp_path / "one").iterdir())) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_load_tells_what_it_refused_with_the_place_and_the_next_step(own_made_city, lang):
    ran = huimin("load", "-w", own_made_city, lang=lang)
    assert ran.code == 1 and ran.err == ""
    assert ("退回的文件" if lang == "zh" else "Refused files") in ran.out
    assert ".xlsx\n" in ran.out and " › " in ran.out and "→ " in ran.out
    again = huimin("load", "-w", own_made_city, lang=lang)
    assert again.code == 1  # the refused ones are looked at again, since definitions may have been mended
    assert ("入库 0 个文件" if lang == "zh" else "let in 0 files") in again.out


def test_load_as_json(own_made_city):
    told = keys_of("load", "-w", own_made_city, code=1)
    assert told["accepted"] > 90 and told["revised"] >= 1 and told["duplicates"] >= 1
    assert told["refused"] and all(errors for errors in told["refused"].values())
    assert {f["severity"] for errors in told["refused"].values() for f in errors} == {"error"}


def test_a_refused_file_is_mended_and_loaded_again(own_city):
    refused = huimin("load", "-w", own_city, "--json").json["refused"]
    name = next(
        n for n, found in refused.items() if {f["code"] for f in found} == {"number-as-text"} or len(found) == 1
    )
    fault = refused[name][0]
    path = own_city / "inbox" / name

    def mend(sheet):
        sheet[fault["cell"]] = 1

    if "cell" in fault:
        edit_workbook(path, path, mend)
        again = huimin("load", path, "-w", own_city, "--json").json
        assert again["accepted"] + len(again["refused"]) == 1


def test_a_correction_is_a_revision_and_says_so(own_city):
    path = next(own_city.glob("inbox/2025-06_990102001*.xlsx"))
    target = own_city / "inbox" / "更正.xlsx"
    edit_workbook(path, target, lambda sheet: None)
    same = huimin("load", target, "-w", own_city, "--json").json
    assert (same["accepted"], same["duplicates"], same["revised"]) == (0, 1, 0)  # other bytes, the same figures


def test_check_names_areas_and_hides_notes(city):
    told = keys_of("check", "-w", city, code=huimin("check", "-w", city).code)
    assert any(f["code"] == "report-missing" for f in told["findings"])
    said = huimin("check", "-w", city, lang="zh").out
    assert "没有报齐" in said and " 9901" in said
    assert "提示" in said


def test_assess_prints_the_ranking_and_the_page_to_open(city):
    told = keys_of("assess", SCHEME, PERIOD, "-w", city)
    assert [area["standing"]["rank"] for area in told["areas"]] == sorted(
        (area["standing"]["rank"] for area in told["areas"]), key=lambda rank: (rank is None, rank)
    )
    for lang, word in (("zh", "模拟数据"), ("en", "simulated data")):
        said = huimin("assess", SCHEME, PERIOD, "-w", city, lang=lang)
        assert said.code == 0 and word in said.out and told["start"] in said.out
        assert all(area[lang] in said.out for area in told["areas"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_explain_never_cuts_a_line(city, lang, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    said = huimin("explain", "990102", "F2.1", "-w", city, lang=lang)
    whole = huimin("explain", "990102", "F2.1", "--json", "-w", city, lang=lang).json
    texts = [line["text"].strip() for line in every(whole)]
    assert sum(".xlsx" in text for text in texts) >= 12
    assert [line.lstrip("├└─│ ").strip() for line in said.out.splitlines()] == texts


def every(line):
    """A line of an explanation and all below it, in the order they are printed."""
    yield line
    for below in line.get("below", ()):
        yield from every(below)


def test_explain_as_json_and_sql(city):
    told = huimin("explain", "990102", "F2.1", "-w", city, "--json").json
    assert set(COMMANDS["explain"].keys) == set(told)
    sql = huimin("explain", "990102", "F2.1", "--sql", "-w", city)
    assert sql.code == 0 and "SELECT" in sql.out.upper()
    assert "SELECT" in huimin("explain", "990102", "F2.1", "--sql", "--json", "-w", city).json["sql"].upper()


def test_reproduce_diff_and_runs(city):
    run = keys_of("runs", "-w", city)["runs"][-1]["run"]
    assert keys_of("reproduce", run, "-w", city)["exact"] is True
    assert keys_of("diff", run, run, "-w", city)["moved"] == []
    assert run in huimin("runs", "-w", city).out
    assert "逐字节相同" in huimin("reproduce", run, "-w", city, lang="zh").out
    assert "the same" in huimin("diff", run, run, "-w", city).out


def test_reproduce_tells_which_file_differs(own_city):
    page = next(own_city.glob("runs/*/scorecards/index.html"))
    page.write_text("changed by hand", "utf-8")
    ran = huimin("reproduce", "-w", own_city)
    assert ran.code == 1 and "differs: scorecards/index.html" in ran.out


def test_export_in_every_format(city, tmp_path):
    rows = keys_of("export", PERIOD, "--level", "county", "-w", city)["rows"]
    assert {row["level"] for row in rows} == {"county"} and any(row["value"] is not None for row in rows)
    for ending in ("csv", "json", "parquet"):
        ran = huimin("export", PERIOD, "--level", "county", "--out", tmp_path / f"x.{ending}", "-w", city)
        assert ran.code == 0 and str(len(rows)) in ran.out
    read = list(csv.DictReader((tmp_path / "x.csv").read_text("utf-8-sig").splitlines()))
    assert len(read) == len(rows) == pq.read_table(tmp_path / "x.parquet").num_rows
    assert json.loads((tmp_path / "x.json").read_text("utf-8")) == rows
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv", ".json", ".parquet"]


def test_areas_check_on_a_sound_tree(city):
    assert keys_of("areas check", "-w", city)["findings"] == []


def test_the_workspace_is_found_from_a_folder_below(city, monkeypatch):
    monkeypatch.chdir(city / "inbox")
    assert huimin("runs").code == 0
    monkeypatch.setenv("HUIMIN_WORKSPACE", str(city))
    monkeypatch.chdir("/")
    assert huimin("runs").code == 0


def test_the_templates_of_the_sample_are_workbooks(city):
    book = openpyxl.load_workbook(next(city.glob("inbox/2025-06*.xlsx")))
    assert book.worksheets[0].max_row > 5
