"""Findings about publishing: orders, numbers, an office's choices, values that no document should praise."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "choices-days": (
        "期限 {found} 日不合理",
        "a term of {found} days makes no sense",
        "请写 1 至 730 之间的天数；暂按原来的期限",
        "write a number of days from 1 to 730; until then the former term counts",
    ),
    "choices-mark-missing": (
        "“{found}”里没有 {mark}",
        "there is no {mark} in “{found}”",
        "{mark} 是放地区名称或级别的地方，请补上",
        "{mark} is where the area or level is put: add it",
    ),
    "choices-unknown": (
        "{key} 里的“{found}”不存在",
        "{key} names “{found}”, which there is not",
        "是否想写 {nearest}？其余照常",
        "did you mean {nearest}? The others are used",
    ),
    "numbers-row-unreadable": (
        "发文登记这一行读不懂",
        "this line of the register of numbers cannot be read",
        "请按表头改正；改正之前不再编号，以免重号",
        "mend it after the heading; until then no number is handed out, so that none is used twice",
    ),
    "numbers-twice": (
        "发文登记中 {year} 年 {number} 号或同一份文件出现两次",
        "number {number} of {year}, or the same document, stands twice in the register",
        "请查明哪一行是对的；改正之前不再编号",
        "find out which line is right; until then no number is handed out",
    ),
    "publish-format-unknown": (
        "没有名为“{found}”的格式",
        "there is no format “{found}”",
        "可用：{options}",
        "the formats: {options}",
    ),
    "publish-kind-unknown": (
        "没有名为“{found}”的文件种类",
        "there is no kind of document “{found}”",
        "是否想写 {nearest}？可用：{options}",
        "did you mean {nearest}? The kinds: {options}",
    ),
    "publish-language-unknown": (
        "没有“{found}”这种语言",
        "there is no language “{found}”",
        "请写 zh、en 或 zh,en",
        "write zh, en or zh,en",
    ),
    "publish-nothing-due": (
        "没有这样的文件可做：{found}",
        "there is nothing of this to publish: {found}",
        "报表读入之后才有月报和季报，考核之后才有考核通报和告知书；huimin publish --list 可看有哪些",
        "circulars need reports, letters on an assessment need a run; huimin publish --list shows what there is",
    ),
    "publish-value-odd": (
        "{indicator_zh}为 {value}，与其他地区相差过大或大于可能的值",
        "{indicator_en} is {value}, far from all other areas or more than can be",
        "文件照登该数并注明待核实，不参加排名；请核对原始记录，有误的更正报表",
        "the document shows it as being checked and does not rank it; compare with the records, and correct the report",
    ),
}
