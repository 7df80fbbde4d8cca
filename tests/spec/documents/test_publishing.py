"""Documents are made from figures and runs; a number is handed out once; only what changed is made anew.

A document about a run that nobody has published is a draft for comment: it says so, and has neither number nor day. An
office changes a document by a template of its own; a faulty one is told and the shipped one takes its place.
"""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from workspace_fixtures import huimin

MONTH = "2025-06"


def published(folder, *arguments, lang="zh"):
    ran = huimin("publish", *arguments, "-w", folder, "--json", lang=lang)
    return ran.code, json.loads(ran.out)


def numbers(folder):
    text = (folder / "documents" / "numbers.csv").read_text("utf-8-sig")
    return {(row["kind"], row["period"], row["area"]): row["number"] for row in csv.DictReader(io.StringIO(text))}


def words(folder, kind, lang="zh"):
    pages = sorted((folder / "documents" / "out").rglob(f"{kind}/*-{lang}.html"))
    return [re.sub(r"<[^>]+>", "", re.sub(r"<style.*?</style>|<svg.*?</svg>", "", page.read_text("utf-8"), flags=re.DOTALL))
            for page in pages]  # fmt: skip


def test_a_second_time_only_what_changed_is_written(own_city):
    code, first = published(own_city, "monthly-circular", "--period", "2025", "--format", "html", "--in", "zh")
    assert code == 0 and first["documents"] == 12 and len(first["written"]) == 12
    _, second = published(own_city, "monthly-circular", "--period", "2025", "--format", "html", "--in", "zh")
    assert second["written"] == [] and second["kept"] == 12
    next(iter((own_city / "documents" / "out").rglob("2025-06-zh.html"))).unlink()
    _, third = published(own_city, "monthly-circular", "--period", "2025", "--format", "html", "--in", "zh")
    assert len(third["written"]) == 1 and third["kept"] == 11


def test_a_number_is_handed_out_once_and_shared_by_both_languages(own_city):
    published(own_city, "monthly-circular", "--period", MONTH, "--format", "html", "--in", "zh,en")
    assert numbers(own_city) == {("monthly-circular", MONTH, ""): "1"}
    published(own_city, "monthly-circular", "--period", "2025-05", "--format", "html", "--in", "en")
    published(own_city, "monthly-circular", "--period", MONTH, "--format", "docx", "--in", "zh")
    assert numbers(own_city) == {("monthly-circular", MONTH, ""): "1", ("monthly-circular", "2025-05", ""): "2"}


def test_a_register_in_doubt_hands_out_no_number(own_city):
    published(own_city, "monthly-circular", "--period", MONTH, "--format", "html", "--in", "zh")
    file = own_city / "documents" / "numbers.csv"
    file.write_text(file.read_text("utf-8-sig") + "2026,1,monthly-circular,2025-04,,,,2026-01-04\n", "utf-8-sig")
    ran = huimin("publish", "monthly-circular", "--period", "2025-03", "-w", own_city)
    assert ran.code == 2 and "stands twice" in ran.err


def test_what_tells_of_an_unpublished_run_is_a_draft_without_number(own_city):
    published(own_city, "annual-assessment", "scorecard-letter", "--format", "html", "--in", "zh")
    (report,) = words(own_city, "annual-assessment")
    assert "征求意见稿" in report and "〔2026〕" not in report
    assert not (own_city / "documents" / "numbers.csv").exists()
    assert len(words(own_city, "scorecard-letter")) == 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_reads_as_its_language_writes(own_city, lang):
    code, made = published(own_city, "--period", "2025", "--format", "html", "--in", lang, "--level", "county")
    assert code == 0 and made["documents"]
    published(
        own_city,
        "monthly-circular",
        "quarterly-quality",
        "annual-assessment",
        "--period",
        "2025Q1",
        "--format",
        "html",
        "--in",
        lang,
    )
    for page in (own_city / "documents" / "out").rglob(f"*-{lang}.html"):
        text = re.sub(
            r"<[^>]+>", "", re.sub(r"<style.*?</style>|<svg.*?</svg>", "", page.read_text("utf-8"), flags=re.DOTALL)
        )
        assert not re.search(r"\b1 (counties|areas|reports|items)\b|None|nan|\{\{|\.\.(?!\.)|。。|，。", text), page


def test_every_area_has_a_letter(own_city):
    _, made = published(own_city, "figures-letter", "--period", "2025", "--format", "html", "--in", "zh")
    assert made["documents"] == 3 + 6 + 36
    assert len(words(own_city, "figures-letter")) == made["documents"]


def test_an_office_template_counts_and_a_faulty_one_is_told(own_city):
    folder = own_city / "documents" / "monthly-circular"
    folder.mkdir(parents=True)
    (folder / "zh.txt").write_text("# {{ place }}{{ period }}简报\n\n本月报送情况：{{ reporting }}\n", "utf-8")
    code, made = published(own_city, "monthly-circular", "--period", MONTH, "--format", "html", "--in", "zh")
    assert code == 0 and "简报" in words(own_city, "monthly-circular")[0]
    (folder / "zh.txt").write_text("# 简报\n\n{{ reportin }}\n", "utf-8")
    code, made = published(own_city, "monthly-circular", "--period", MONTH, "--format", "html", "--in", "zh")
    told = {one["code"]: one for one in made["findings"]}
    assert told["template-field-unknown"]["facts"]["nearest"] == "reporting"
    assert "template-shipped-used" in told and "简报" not in words(own_city, "monthly-circular")[0]


def test_choices_that_nothing_is_called_by_are_told(own_city):
    (own_city / "documents").mkdir(exist_ok=True)
    (own_city / "documents" / "choices.yaml").write_text("monthly: [prenatal_coverage, prenatal_coverag]\n", "utf-8")
    code, made = published(own_city, "monthly-circular", "--period", MONTH, "--format", "html", "--in", "zh")
    assert [one["code"] for one in made["findings"]] == ["choices-unknown"] and code == 1
    assert (
        "产前筛查率" in words(own_city, "monthly-circular")[0]
        and "婚前检查率" not in words(own_city, "monthly-circular")[0]
    )


def test_every_format_is_written(own_city):
    code, made = published(
        own_city, "monthly-circular", "--period", MONTH, "--format", "docx,pdf,html,xlsx,svg", "--in", "zh"
    )
    endings = [path.rsplit(".", 1)[1] for path in made["written"]]
    assert code == 0 and set(endings) == {"docx", "pdf", "html", "xlsx", "svg"}


def test_wrong_names_are_told_with_the_nearest(own_city):
    assert "did you mean monthly-circular" in huimin("publish", "monthly-circula", "-w", own_city).err
    assert "pdf" in huimin("publish", "--format", "pfd", "-w", own_city).err
    assert (
        "there is nothing of this to publish"
        in huimin("publish", "--period", "1999", "figures-letter", "-w", own_city).err
    )


def test_listing_and_fields_write_nothing(own_city):
    listed = json.loads(huimin("publish", "--list", "--json", "-w", own_city).out)["documents"]
    assert {"monthly-circular", "scorecard-letter", "figures-letter"} <= {one["kind"] for one in listed}
    fields = json.loads(huimin("publish", "--fields", "monthly-circular", "--json", "-w", own_city).out)
    assert fields["fields"]["reporting"]["zh"] and "rank-prenatal_coverage" in fields["pictures"]
    assert not (own_city / "documents" / "out").exists()
