"""The sheet of a template that tells how to fill it in: due date, elements, rules."""

from __future__ import annotations

from typing import Any

from huimin.adapters.workbooks.words import how_to_fill, unit_text, word
from huimin.figures.batch import column_letters
from huimin.figures.dictionary import Dictionary
from huimin.figures.forms import Form
from huimin.figures.periods import Period

_FIRST_FIGURE = 3


def write_help(book: Any, form: Form, dictionary: Dictionary, period: Period, lang: str) -> None:
    """Add the sheet of instructions to a workbook being written."""
    page = book.add_worksheet(word("help", lang))
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "border": 1, "bg_color": "#DDEBF7"})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    page.write_string(0, 0, f"{form.name(lang)}    {period.name(lang)}", bold)
    due = word("due_text", lang).format(day=form.due(period).isoformat())
    page.write_string(1, 0, word("due", lang) + ("：" if lang == "zh" else ": ") + due, bold)
    for row, name in enumerate(("empty", "locked", "send"), start=2):
        page.write_string(row, 0, word(name, lang))
    row = _write_elements(page, 6, form, dictionary, lang, head, cell)
    _write_rules(page, row + 1, form, lang, head, cell)
    for column, width in enumerate((8, 34, 14, 18, 24, 60)):
        page.set_column(column, column, width)
    page.protect()
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _write_elements(page: Any, row: int, form: Form, dictionary: Dictionary, lang: str, head: Any, cell: Any) -> int:
    for column, name in enumerate(("column", "element", "unit", "kind", "how", "source")):
        page.write_string(row, column, word(name, lang), head)
    for number, atom in enumerate(form.atoms, start=_FIRST_FIGURE):
        element = dictionary.element_of(atom)
        how = how_to_fill(element, lang)
        if atom in form.required:
            how += ("；" if lang == "zh" else "; ") + word("required", lang)
        definition = " ".join(text for text in (element.note, element.source) if text)
        texts = (
            column_letters(number),
            dictionary.atom_name(atom, lang),
            unit_text(element.unit, lang),
            word(element.kind, lang),
            how,
            definition,
        )
        row += 1
        for column, text in enumerate(texts):
            page.write_string(row, column, text, cell)
    return row + 1


def _write_rules(page: Any, row: int, form: Form, lang: str, head: Any, cell: Any) -> None:
    if not form.rules:
        return
    page.write_string(row, 0, word("rules", lang), head)
    for rule in form.rules:
        row += 1
        page.write_string(row, 0, rule.code)
        page.write_string(row, 1, rule.zh if lang == "zh" else rule.en, cell)
        page.write_string(row, 2, word(f"rule_{rule.severity.word}", lang))
        page.write_string(row, 5, rule.formula, cell)
