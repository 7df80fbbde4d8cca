"""Messages about working days: years nobody announced, and the file ``calendar.csv``."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "days-not-announced": (
        "{year}年的放假安排尚不掌握，暂按周一至周五上班推算",
        "the holidays of {year} are not known yet, so Monday to Friday is assumed",
        "国务院办公厅一般在上一年11月公布；公布后请更新程序，或把放假、调休的日子写进 calendar.csv",
        "the State Council announces them in November of the year before; then update the program, or write the days into calendar.csv",
    ),
    "calendar-unreadable": (
        "calendar.csv 读不了：应为 UTF-8 或 GB18030 编码的文本，不超过 1 MB",
        "calendar.csv cannot be read: it should be text in UTF-8 or GB18030 of 1 MB at most",
        "请另存为“CSV UTF-8”", "save it as “CSV UTF-8”",
    ),
    "calendar-column-missing": (
        "calendar.csv 缺少这些列：{found}", "calendar.csv lacks these columns: {found}",
        "首行应为 {options}", "its first line should be {options}",
    ),
    "calendar-day-unreadable": (
        "“{found}”不是日期，这一行不算", "“{found}” is no day; the line does not count",
        "请写成 2026-02-14 的样子", "write it like 2026-02-14",
    ),
    "calendar-working-unreadable": (
        "{day}：“{found}”说不清是否上班，这一行不算", "{day}: “{found}” does not say whether it is worked; the line does not count",
        "working 一列请写 yes（上班）或 no（放假）", "write yes (worked) or no (free) into the column working",
    ),
    "calendar-day-twice": (
        "{day} 写了不止一次，以第 {first} 行为准", "{day} stands there more than once; line {first} counts",
        "请删去多余的一行", "take the other line out",
    ),
}  # fmt: skip
