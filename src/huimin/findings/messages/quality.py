"""Messages of the quality review: signs that figures are not what was counted, and files of outside sources."""

_LOOK = "请与原始登记核对；这只是提示，不是结论，也不影响得分"
_LOOK_EN = "compare with the source records; this is a reason to look, not a verdict, and changes no score"

MESSAGES: dict[str, tuple[str, ...]] = {
    "sign-copied-month": (
        "{period} 的{what_zh}与 {other} 相同", "{what_en} of {period} are those of {other}",
        _LOOK, _LOOK_EN,
    ),
    "sign-copied-area": (
        "{period} 的 {columns} 项数字与{other_zh}全部相同", "in {period}, {columns} figures are all those of {other_en}",
        _LOOK, _LOOK_EN,
    ),
    "sign-shifted": (
        "{period} 从“{what_zh}”起似乎错位 {by} 列（{columns} 栏如此）",
        "in {period} the figures seem to have slipped by {by} column from “{what_en}” on ({columns} columns say so)",
        "请对照表头逐列核对；确有错位的，更正后重新报送", "compare them with the header column by column; if they slipped, correct them and report again",
    ),
    "sign-steady": (
        "{what_zh}在 {months} 期里几乎不变：波动只有偶然情况下的 {ratio_text}",
        "{what_en} hardly move over {months} periods: the variation is {ratio_text} of what chance alone makes",
        _LOOK, _LOOK_EN,
    ),
    "sign-rounded": (
        "{of} 个够大的数字中，{hits} 个尾数是 {ending_zh}（通常占 {usual_text}）",
        "of {of} figures large enough to tell, {hits} end in {ending_en} (usually {usual_text})",
        _LOOK, _LOOK_EN,
    ),
    "sign-last-digit": (
        "{of} 个够大的数字，末位数字分布不均：{hits} 个是 {digit}（通常占 10%）",
        "the last digits of {of} figures are uneven: {hits} are {digit} (usually 10%)",
        _LOOK, _LOOK_EN,
    ),
    "sign-above-target": (
        "{what_zh}：{months} 期中有 {hits} 期落在目标 {target_text} 以上 {width_text} 个百分点之内，以下同样距离内 {below} 期",
        "{what_en}: in {hits} of {months} periods it lies within {width_text} points above the target of {target_text}, in {below} as closely below",
        _LOOK, _LOOK_EN,
    ),
    "sign-outlier": (
        "{period} 的{what_zh}是 {value}，按本地历史和同组地区估计约为 {expected}",
        "{what_en} of {period}: {value}, where the area's own history and its peers make {expected} likely",
        "请核对是否多写、少写一位或填错栏；" + _LOOK, "look for a digit too many or too few, or a wrong column; " + _LOOK_EN,
    ),
    "sign-jump": (
        "{period} 的{what_zh}是 {value}，按前后各期估计约为 {expected}",
        "{what_en} of {period}: {value}, where the periods around it make {expected} likely",
        "请核对单位和小数点；" + _LOOK, "check the unit and the decimal point; " + _LOOK_EN,
    ),
    "sign-outside": (
        "{period} 的{what_zh}报 {value}，{source}为 {expected}（相差 {difference}）",
        "{what_en} of {period}: {value} reported, {expected} by {source} ({difference})",
        "请先核对两边口径和范围是否相同；" + _LOOK, "see first whether both count the same people; " + _LOOK_EN,
    ),
    "quality-nothing": (
        "这些月份（{period}）没有已入库的数字，无从审查", "no figures are loaded for these months ({period}), so there is nothing to review",
        "先运行 huimin load，或换一个期间", "run huimin load first, or name another period",
    ),
    "outside-columns": (
        "外部数据文件要有 area、period、element、value 四列，缺 {missing}", "a file of an outside source needs the columns area, period, element and value; missing: {missing}",
        "请补上列名再运行", "add them and run it again",
    ),
    "outside-value": (
        "“{found}”不是一个数", "“{found}” is no number", "请改成不带单位的数", "write a number without a unit",
    ),
    "outside-element": (
        "“{found}”不是数据字典里的数据元", "“{found}” is no element of the dictionary", "是否想写 {nearest}？", "did you mean {nearest}?",
    ),
}  # fmt: skip
