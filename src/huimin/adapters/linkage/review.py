"""Pairs that no rule decided, side by side in a workbook for a clerk. It holds names: its owner alone can open it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from huimin.adapters.private_files import private_file

Row = Mapping[str, str]
WORDS = {
    "zh": {"sheet": "疑似同一人", "verdict": "是否同一人（是／否／不能定）", "pair": "序号",
           "title": "供人工核对的疑似记录。含个人信息：只供核对，用后删除；"
        "不得作为对任何家庭作出处理的依据。"},
    "en": {"sheet": "pairs to review", "verdict": "one child? (yes / no / cannot tell)", "pair": "pair",
           "title": "Pairs for a person to look at. They hold personal data: use them for this only and delete the "
                    "file afterwards. Nothing in it may carry a consequence for any family."},
}  # fmt: skip


def write_review(
    target: Path, pairs: Sequence[tuple[str, Row, str, Row]], fields: Sequence[tuple[str, str]], lang: str
) -> int:  # fmt: skip
    """Write the pairs, two lines each, differing cells marked; how many pairs.

    Args:
        pairs: (name of the list, its record) twice; records by field. fields: (field, its words), in order.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".making-{target.name}")
    beside.unlink(missing_ok=True)
    try:
        with private_file(beside) as file:
            file.write(_book(pairs, fields, lang))
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return len(pairs)


def _book(pairs: Sequence[tuple[str, Row, str, Row]], fields: Sequence[tuple[str, str]], lang: str) -> bytes:
    file, words = io.BytesIO(), WORDS[lang]
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    plain, marked = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bg_color": "#FCE4C8"})
    sheet = book.add_worksheet(words["sheet"])
    sheet.write_string(0, 0, words["title"], book.add_format({"bold": True}))
    for column, text in enumerate((words["pair"], "", *(told for _, told in fields), words["verdict"])):
        sheet.write_string(2, column, text, head)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, len(fields) + 1, 18)
    sheet.set_column(len(fields) + 2, len(fields) + 2, 24)
    for number, pair in enumerate(pairs):
        _pair(sheet, 3 + 3 * number, number + 1, pair, [field for field, _ in fields], (plain, marked))
    sheet.data_validation(3, len(fields) + 2, 3 + 3 * len(pairs), len(fields) + 2, {
        "validate": "list", "source": ["是", "否", "不能定"] if lang == "zh" else ["yes", "no", "cannot tell"],
    })  # fmt: skip
    sheet.freeze_panes(3, 2)
    book.close()
    return file.getvalue()


def _pair(
    sheet: Any, row: int, number: int, pair: tuple[str, Row, str, Row], fields: Sequence[str], formats: tuple[Any, Any]
) -> None:  # fmt: skip
    sheet.write_number(row, 0, number)
    for down, (name, record, other) in enumerate(((pair[0], pair[1], pair[3]), (pair[2], pair[3], pair[1]))):
        sheet.write_string(row + down, 1, name)
        for column, field in enumerate(fields, 2):
            text = record.get(field, "")
            unlike = field != "number" and text != other.get(field, "")
            sheet.write_string(row + down, column, text, formats[unlike])
