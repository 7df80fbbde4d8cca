"""Messages about mapping files, which say how an office's own table is read."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "mapping-header-missing": (
        "找不到含“{found}”的表头行（对照表 {mapping}）",
        "no header row holds “{found}” (mapping {mapping})",
        "请核对表格和对照表中的 header",
        "check the table, and header in the mapping",
    ),
    "mapping-column-missing": (
        "表头没有“{found}”列，最相近的是“{nearest}”（对照表 {mapping}）",
        "the header has no column “{found}”; the nearest is “{nearest}” (mapping {mapping})",
        "请核对表格和对照表中的列名",
        "check the table, and the names of columns in the mapping",
    ),
    "mapping-column-twice": (
        "表头有多个“{found}”列：{columns}（对照表 {mapping}）",
        "the header has “{found}” more than once: {columns} (mapping {mapping})",
        "请在对照表中用列号指定，如 =D",
        "name the column by its letter in the mapping, like =D",
    ),
    "mapping-atom-unknown": (
        "表 {form} 没有列“{found}”",
        "the form {form} has no column “{found}”",
        "是否想写 {nearest}？",
        "did you mean {nearest}?",
    ),
    "mapping-not-a-pattern": (
        "{key} 的“{found}”不是合法的匹配式（{why}）",
        "“{found}” of {key} is no valid expression ({why})",
        "请改正；特殊字符前加反斜杠",
        "correct it; put a backslash before special characters",
    ),
    "mapping-period-source": (
        "period 应写 fixed、file、cell 三者之一",
        "period should have one of fixed, file and cell",
        '例如 period: {{fixed: "2020"}}',
        'for example period: {{fixed: "2020"}}',
    ),
}
