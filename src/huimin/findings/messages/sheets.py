"""Messages about the sheets of workbooks: other versions, changed headers, hidden rows, rows of areas."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "sheet-too-large": (
        "工作表有 {rows} 行 {columns} 列，超过上限（{most_rows} 行、{most_columns} 列、共 {most_cells} 格）",
        "the sheet has {rows} rows and {columns} columns, more than can be read "
        "({most_rows} rows, {most_columns} columns, {most_cells} cells in all)",
        "请删去远处的零散单元格和多余的行列",
        "delete stray cells far away and rows and columns that are not needed",
    ),
    "sheet-missing": (
        "没有名称符合“{found}”的工作表（对照表 {mapping}）",
        "no sheet has a name like “{found}” (mapping {mapping})",
        "文件中的工作表：{options}",
        "the sheets there are: {options}",
    ),
    "sheet-without-figures": (
        "工作表中没有任何数据",
        "the sheet holds no figures",
        "请确认报送的是填好的文件",
        "make sure that the filled-in file was sent",
    ),
    "form-version-changed": (
        "这份模板是表 {form} 的旧版 {found}（现为 {current}）：现在没有的列 {removed}；新增的列 {added}",
        "this template is version {found} of the form {form} (now {current}); "
        "columns no longer there: {removed}; new columns: {added}",
        "请下载新模板，把数据抄过去",
        "get a new template and copy the figures into it",
    ),
    "form-not-in-force": (
        "表 {form} 在 {period} 未启用",
        "the form {form} is not in force in {period}",
        "请核对期间",
        "check the period",
    ),
    "period-of-another-kind": (
        "表 {form} 的报告期是 {expected}，{found} 不是",
        "the form {form} is reported by {expected}, and {found} is not one",
        "请用对应期间的模板",
        "use a template made for the right period",
    ),
    "period-not-found": (
        "在“{found}”中找不到期间（对照表 {mapping}）",
        "no period can be found in “{found}” (mapping {mapping})",
        "请在文件名或表头写明期间，如 2012年3月，或在对照表中写 period",
        "write the period, such as 2012-03, in the file's name or in the sheet, or put it into the mapping",
    ),
    "header-changed": (
        "代码行有 {count} 处与模板不同：{changes}",
        "the row of codes differs from the template in {count} places: {changes}",
        "请不要增删、移动或改写列；用新模板重新填写",
        "do not add, remove, move or rename columns; fill in a fresh template",
    ),
    "marks-changed": (
        "第 2 行被改动：“{found}”，应为“{expected}”",
        "line 2 was changed: “{found}” should be “{expected}”",
        "期间和单位不能手改；请下载该期间的模板填写",
        "period and sender cannot be changed by hand; use a template made for them",
    ),
    "cells-merged": (
        "表头或数据区有 {count} 处合并单元格：{names}；合并会丢失数据",
        "{count} ranges of cells of the header or the figures are merged: {names}; merging loses figures",
        "请取消合并，并补填被合并掉的数据",
        "unmerge them, and fill in the figures that were lost",
    ),
    "header-merged": (
        "表头有 {count} 处合并单元格；合并的文字按其覆盖的每一列读取",
        "the header has {count} merged ranges; each text was read for all the columns it covers",
        "一般无需处理",
        "usually nothing needs to be done",
    ),
    "hidden-rows": (
        "有 {count} 个隐藏行：{names}；其中的数据照常读取",
        "{count} rows are hidden: {names}; their figures were read all the same",
        "请取消隐藏并核对这些行",
        "unhide these rows and check them",
    ),
    "hidden-columns": (
        "有 {count} 个隐藏列：{names}；其中的数据照常读取",
        "{count} columns are hidden: {names}; their figures were read all the same",
        "请取消隐藏并核对这些列",
        "unhide these columns and check them",
    ),
    "formulas-taken-as-saved": (
        "有 {count} 个单元格是公式；取其上次保存的数值",
        "{count} cells hold formulas; their values were taken as last saved",
        "如公式引用了别处，请核对数值是否最新",
        "if a formula refers to other places, make sure that its value is up to date",
    ),
    "area-unknown": (
        "不认识的区划“{found}”，最相近的是 {nearest}",
        "unknown area “{found}”; the nearest is {nearest}",
        "请核对区划代码；新设或撤并的区划请先登记到区划表",
        "check the area code; areas that are new or were merged go into the area files first",
    ),
    "area-twice": (
        "区划 {area} 重复出现，前一次在 {first}",
        "the area {area} stands here again; it was first in {first}",
        "请只保留一行",
        "keep one row only",
    ),
    "area-of-another-sender": (
        "{sender} 不负责报送 {found}",
        "{sender} does not report for {found}",
        "请由所属单位报送，或核对区划代码",
        "leave it to the office it belongs to, or check the area code",
    ),
    "area-row-missing": (
        "缺少 {area} 的数据",
        "there are no figures of {area}",
        "请补报；没有报送不等于零",
        "send them; not reported is not zero",
    ),
    "row-without-area": (
        "这一行有数据，但没有区划代码和名称",
        "this row has figures, but neither code nor name of an area",
        "请补上区划代码，或删去这一行",
        "add the area code, or delete the row",
    ),
    "total-row-left-out": (
        "“{found}”行是合计，未读取（合计由系统计算）",
        "the row “{found}” is a total and was left out (totals are calculated)",
        "无需处理",
        "nothing needs to be done",
    ),
    "more-of-the-same": (
        "同类问题“{code}”还有 {count} 处未列出",
        "there are {count} more findings “{code}” that are not listed",
        "请先改正已列出的",
        "mend the listed ones first",
    ),
}
