"""Messages of the checks of figures: rules, and comparison with the period before."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "red-line-without-reason": (
        "{name_zh} 填“是”，但没有写明由谁认定、依据什么",
        "{name_en} says yes, but not who decided it and on what evidence",
        "请在表头填写认定人，并在该行备注中写明证据；红线须由具名人员依据证据认定，被认定单位可以申辩",
        "write who decided at the head of the sheet and the evidence in the note of the row; a named person decides on evidence, and the office may reply",
    ),
    "rule-broken": (
        "不符合审核关系“{zh}”：左边是 {left}，右边是 {right}（{formula}）",
        "the rule “{en}” is broken: the left side is {left}, the right side {right} ({formula})",
        "请核对涉及的各项，改正后重新报送；确实如此请在备注中说明",
        "check the figures in it, correct them and report again; if it is really so, say why in the note",
    ),
    "rule-not-kept": (
        "不符合审核关系“{zh}”（{formula}）",
        "the rule “{en}” is broken ({formula})",
        "请核对涉及的各项，改正后重新报送；确实如此请在备注中说明",
        "check the figures in it, correct them and report again; if it is really so, say why in the note",
    ),
    "rule-is-no-statement": (
        "审核关系“{formula}”不是一个可以判断真假的式子",
        "the rule “{formula}” is no statement that can be true or false",
        "请写成比较，例如 a + b = c",
        "write a comparison, such as a + b = c",
    ),
    "copied-period": (
        "{area} 在 {period} 的发生数与 {previous} 完全相同，疑似照抄",
        "the figures of {area} for {period} are all those of {previous}; they may have been copied",
        "请核对是否填错月份；确实相同请在备注中说明",
        "check that they are of the right month; if they are really the same, say so in the note",
    ),
    "shifted-columns": (
        "{area} 从 {cell} 起整行似乎错位 {by} 列（与上期相比，{columns} 栏如此）",
        "compared with last time, the figures of {area} seem to have slipped by {by} columns from {cell} on "
        "({columns} columns say so)",
        "请对照表头逐列核对；确有错位的，改正后重新报送",
        "compare them with the header column by column; if they slipped, correct them and report again",
    ),
}
