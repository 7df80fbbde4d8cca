"""The words printed on templates, in Chinese and English."""

from __future__ import annotations

from huimin.figures.dictionary import Dictionary, Element

WORDS: dict[str, tuple[str, str]] = {
    "help": ("填表说明", "How to fill in"),
    "period": ("期间", "Period"),
    "sender": ("填报单位", "Reported by"),
    "version": ("版本", "Version"),
    "filled_by": ("填表人（评定人）", "Filled in (judged) by"),
    "area_code": ("区划代码", "Area code"),
    "area_name": ("区划名称", "Area name"),
    "note": ("备注", "Note"),
    "yes": ("是", "Yes"),
    "no": ("否", "No"),
    "due": ("报送期限", "Due"),
    "due_text": ("{day} 24:00 前", "by 24:00 on {day}"),
    "element": ("指标", "Element"),
    "unit": ("单位", "Unit"),
    "column": ("列", "Column"),
    "code": ("代码", "Code"),
    "kind": ("口径", "Kind"),
    "flow": ("本期发生数", "during the period"),
    "stock": ("期末数", "at the end of the period"),
    "how": ("填法", "How"),
    "source": ("说明", "Definition"),
    "required": ("必填", "Required"),
    "rules": ("审核关系", "Rules"),
    "rule_error": ("必须满足", "must hold"),
    "rule_warning": ("请核对", "please check"),
    "rule_note": ("提示", "for information"),
    "whole": ("填整数", "whole number"),
    "decimal": ("最多 {n} 位小数", "number, at most {n} decimals"),
    "yes-no": ("填“是”或“否”", "yes or no"),
    "share": ("填 0 到 1（或 0% 到 100%）", "0 to 1 (or 0% to 100%)"),
    "date": ("填日期", "a date"),
    "bad_input": ("请按“填表说明”填写", "please see “How to fill in”"),
    "empty": (
        "没有数据请留空；确实为零请填 0。留空不等于零。",
        "Leave a cell empty where there is no figure; write 0 where it is zero. Empty is not zero.",
    ),
    "locked": (
        "请勿改动表头、代码列和第 2 行；只填白色单元格。",
        "Do not change the header, the code column or line 2; fill in the white cells only.",
    ),
    "send": (
        "填好后存为 xlsx 报送，不要加密、不要带宏。",
        "Save as xlsx, without a password or macros, and send it.",
    ),
}

# Units of a dictionary as Chinese headers print them; others stand as the dictionary writes them, which is English.
UNITS_ZH = {
    "person": "人",
    "household": "户",
    "case": "件",
    "payment": "笔",
    "place": "个",
    "yuan": "元",
    "post": "个",
    "figure": "个",
    "attendance": "人次",
    "village": "个",
    "day": "日",
}


def unit_text(unit: str, lang: str) -> str:
    """The name of a unit in ``zh`` or ``en``."""
    return UNITS_ZH.get(unit, unit) if lang == "zh" else unit


def word(name: str, lang: str) -> str:
    """One word in ``zh`` or ``en``."""
    return WORDS[name][lang != "zh"]


def header_text(atom: str, dictionary: Dictionary, lang: str) -> str:
    """The header of a column: name with category, and unit."""
    element = dictionary.element_of(atom)
    name = dictionary.atom_name(atom, lang)
    if not element.unit or element.unit == "1" or element.values:
        return name
    unit = unit_text(element.unit, lang)
    return f"{name}（{unit}）" if lang == "zh" else f"{name} ({unit})"


def how_to_fill(element: Element, lang: str) -> str:
    """What may be written in a cell of this element."""
    if element.values:
        return word(element.values, lang)
    if element.decimals == 0:
        return word("whole", lang)
    return word("decimal", lang).format(n=element.decimals)
