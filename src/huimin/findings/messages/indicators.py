"""Messages of the indicators room."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "indicator-name-taken": (
        "名称“{name}”已被别的数据元或指标使用",
        "the name “{name}” is already used by another element or indicator",
        "请换一个代码或名称",
        "choose another code or name",
    ),
    "proportion-above-one": (
        "{indicator_zh}的分子（{numerator}）大于分母（{denominator}）",
        "the numerator of {indicator_en} ({numerator}) exceeds its denominator ({denominator})",
        "请核对目标人群的口径和填报",
        "check how the target population is defined and reported",
    ),
}
