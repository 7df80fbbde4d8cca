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
    "values-without-figures": (
        "{item} 要求按{values}值计分，但它不由报送数据计算",
        "{item} asks for {values} values, but no reported figure is in it",
        "请删去 values，或改用由报送数据计算的规则",
        "leave values: away, or use a rule that is computed from figures",
    ),
    "adjustment-columns": (
        "{file} 缺少列：{found}",
        "{file} lacks columns: {found}",
        "表头应为：{options}",
        "the header should be: {options}",
    ),
    "adjustment-unknown": (
        "{column} 一列的“{found}”不存在",
        "the {column} “{found}” is not known",
        "是否想写 {nearest}？",
        "did you mean {nearest}?",
    ),
    "adjustment-unreadable": (
        "{column} 一列的“{found}”无法读取",
        "“{found}” in the column {column} cannot be read",
        "期间写作 2025 或 2025-03，日期写作 2025-12-31，系数为正数",
        "write a period as 2025 or 2025-03, a day as 2025-12-31, a factor as a positive number",
    ),
    "adjustment-order": (
        "{column} 一列不成立：应有 low ≤ factor ≤ high 且大于 0，from 不晚于 to",
        "the column {column} cannot be: low ≤ factor ≤ high above 0, and from not after to",
        "请核对这一行",
        "check this row",
    ),
    "adjustment-nobody": (
        "没有写明由谁决定采用这个系数",
        "nobody is named who decided to adopt this factor",
        "请在 decided_by 一列填写姓名：系数须由具名人员决定",
        "write a name in the column decided_by: a factor is adopted by a named person",
    ),
    "adjustment-twice": (
        "{element} 的同一期间有两个系数（{kind}）",
        "two factors ({kind}) speak for the same months of {element}",
        "请只保留一个",
        "keep one of them",
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
