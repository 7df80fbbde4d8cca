"""Messages about the cells of workbooks: what is no number, is written oddly, or cannot be."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "formula-without-value": (
        "公式没有保存过数值",
        "the formula has no saved value",
        "请在电子表格软件中打开、重新计算并保存，或直接填数值",
        "open the file in a spreadsheet program, let it calculate, and save it; or write the number",
    ),
    "cell-is-text": (
        "应填数字的单元格里是文字“{found}”",
        "the cell should hold a number and holds the text “{found}”",
        "没有数据请留空，为零请填 0，否则请填数字",
        "leave it empty where there is no figure, write 0 for zero, else the number",
    ),
    "cell-is-a-date": (
        "应填数字的单元格里是日期 {found}",
        "the cell should hold a number and holds the date {found}",
        "请把单元格格式改为数值，重新填写",
        "format the cell as a number and write the figure again",
    ),
    "cell-is-true-or-false": (
        "应填数字的单元格里是逻辑值 {found}",
        "the cell should hold a number and holds {found}",
        "请填数字",
        "write the number",
    ),
    "cell-is-an-error": (
        "单元格是错误值 {found}",
        "the cell shows the error {found}",
        "请改正公式，或直接填数值",
        "correct the formula, or write the number",
    ),
    "number-kept-as-text": (
        "{name_zh} 列有 {count} 个数字存成了文本（{cell} 至 {last}），已按数字读取",
        "{count} numbers of {name_en} are kept as text ({cell} to {last}); they were read as numbers",
        "一般无需处理",
        "usually nothing needs to be done",
    ),
    "number-written-oddly": (
        "{name_zh} 列有 {count} 个数字带全角字符、空格或分节号（{cell} 至 {last}），已按数字读取",
        "{count} numbers of {name_en} have full-width digits, spaces or separators ({cell} to {last}); "
        "they were read as numbers",
        "今后请用半角数字填写",
        "write plain digits next time",
    ),
    "percent-kept-as-text": (
        "{name_zh} 列有 {count} 个百分数存成了文本（{cell} 至 {last}），已按百分数读取",
        "{count} percentages of {name_en} are kept as text ({cell} to {last}); they were read as percentages",
        "一般无需处理",
        "usually nothing needs to be done",
    ),
    "percent-in-a-count": (
        "{name_zh} 不是比率，却填了“{found}”",
        "{name_en} is no share, but “{found}” is written",
        "请填实际数量",
        "write the number itself",
    ),
    "figure-impossibly-large": (
        "{found} 大得不可能",
        "{found} is impossibly large",
        "请核对并重新填写",
        "check it and write it again",
    ),
    "figure-negative": (
        "{name_zh} 不能是负数（{found}）",
        "{name_en} cannot be negative ({found})",
        "冲减请更正原月份的报表",
        "to take something back, correct the report of that month",
    ),
    "figure-too-low": (
        "{name_zh} 填了 {found}，不能小于 {low}",
        "{name_en} is {found}, and cannot be below {low}",
        "请核对；注意单位",
        "check it; mind the unit",
    ),
    "figure-too-high": (
        "{name_zh} 填了 {found}，不能大于 {high}",
        "{name_en} is {found}, and cannot be above {high}",
        "请核对；比率 85% 应填 85% 或 0.85",
        "check it; a share of 85% is written 85% or 0.85",
    ),
    "figure-too-many-decimals": (
        "{name_zh} 填了 {found}，最多 {decimals} 位小数",
        "{name_en} is {found}, and has at most {decimals} decimals",
        "请按要求的位数填写；注意单位",
        "write it with that many decimals; mind the unit",
    ),
    "figure-missing": (
        "{area} 有 {count} 个必填项没有填：{names_zh}",
        "{area} left {count} required figures empty: {names_en}",
        "请补填；确实为零请填 0",
        "fill them in; where it is zero write 0",
    ),
}
