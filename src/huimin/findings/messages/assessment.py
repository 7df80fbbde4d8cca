"""Messages of the assessment room."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "rule-kind-unknown": (
        "没有“{found}”这种计分规则",
        "there is no scoring rule of the kind “{found}”",
        "是否想写 {nearest}？可用：{options}",
        "did you mean {nearest}? The kinds: {options}",
    ),
    "rule-floor-not-below": (
        "起计值 {floor} 应低于目标值 {target}",
        "the floor {floor} should lie below the target {target}",
        "请调低起计值",
        "lower the floor",
    ),
    "rule-ceiling-not-above": (
        "封顶值 {ceiling} 应高于目标值 {target}",
        "the ceiling {ceiling} should lie above the target {target}",
        "请调高封顶值",
        "raise the ceiling",
    ),
    "rule-range-empty": (
        "区间下限 {low} 高于上限 {high}",
        "the range is empty: its low end {low} is above its high end {high}",
        "请对调或改正",
        "swap or correct them",
    ),
    "rule-not-positive": ("{key} 应大于 0", "{key} should be above 0", "请改正", "correct it"),
    "item-without-rule": (
        "{item} 既没有计分规则也没有下级项目",
        "{item} has neither a rule nor items below it",
        "请加上 rule 或 items",
        "add rule: or items:",
    ),
    "item-without-points": ("{item} 没有分值", "{item} has no points", "请写明 points", "state points:"),
    "item-points-differ": (
        "{item} 标 {points} 分，但各子项合计 {parts} 分",
        "{item} says {points} points but its parts add up to {parts}",
        "请让两者一致",
        "make them agree",
    ),
    "item-twice": (
        "项目编号 {item} 重复",
        "the item {item} stands twice",
        "请改用不同编号",
        "give each item its own id",
    ),
    "scheme-total-differs": (
        "总分标 {total}，但各计分项合计 {counted}",
        "the total says {total} but the scored items add up to {counted}",
        "请让两者一致",
        "make them agree",
    ),
    "scheme-level-unknown": (
        "区划树没有“{found}”这一级",
        "the area tree has no level “{found}”",
        "是否想写 {nearest}？",
        "did you mean {nearest}?",
    ),
    "scheme-form-unknown": (
        "没有名为“{found}”的报表",
        "there is no form “{found}”",
        "是否想写 {nearest}？",
        "did you mean {nearest}?",
    ),
    "guard-without-interval": (
        "{item} 设了小数保护，但其规则所依的值没有区间",
        "{item} has a small-number guard, but the value its rule turns on has no interval",
        "只有比例、率、比三类指标有区间",
        "only indicators of kind proportion, rate or ratio have one",
    ),
}
