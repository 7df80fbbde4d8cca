"""Findings about what is sent through the site."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "report-is-empty": (
        "一个数字也没有填",
        "not a single figure was filled in",
        "至少填好一个单位的必填项再报送",
        "fill in the required figures of at least one area, then send",
    ),
    "report-is-judged": (
        "这是评审表，由评审人员填写，不能从这里报送",
        "this is a judgement sheet; those who judge fill it in, it is not sent here",
        "请只上传本单位的报表",
        "send only the reports of your own areas",
    ),
    "report-no-file": (
        "没有选择文件",
        "no file was chosen",
        "先选择填好的工作簿，再点“报送”",
        "choose the filled-in workbook first, then send",
    ),
    "report-not-yours": (
        "{area} 不在你的报送范围内，整个文件没有收下",
        "{area} is not an area that your account reports for, so the whole file was kept out",
        "删去这一行，或请管理员核对你的职责范围",
        "remove the row, or ask the administrator to check the areas of your account",
    ),
    "report-nothing-new": (
        "与已报送的完全相同，没有可报的改动",
        "this is what was sent before; there is nothing new to send",
        "被退回的，请改正数字；数字确实无误的，请在备注中说明后再报送",
        "if it was returned, correct the figure; if the figure is right, say why in a note and send again",
    ),
    "report-too-early": (
        "{period} 还没有开始，现在不能报送",
        "{period} has not begun, so nothing can be reported for it yet",
        "核对表样是不是下载错了月份",
        "check that the template is that of the right month",
    ),
    "report-too-many-files": (
        "一次选了 {count} 个文件，最多 {most} 个",
        "{count} files were chosen, at most {most} can be sent at a time",
        "请分几次上传",
        "send them in several goes",
    ),
}
