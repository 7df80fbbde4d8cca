"""Messages of the figures room."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "not-a-period": (
        "“{text}”不是期间",
        "“{text}” is no period",
        "请写成 2012-03（月）、2012Q1（季）、2012H1（半年）或 2012（年）",
        "write 2012-03 (month), 2012Q1 (quarter), 2012H1 (half-year) or 2012 (year)",
    ),
    "element-name-twice": (
        "名称“{name}”同时用于 {first} 和 {second}",
        "the name “{name}” is used by both {first} and {second}",
        "请给其中一个改名",
        "rename one of them",
    ),
    "disaggregation-unknown": (
        "没有名为“{found}”的分组",
        "there is no disaggregation “{found}”",
        "已有的分组：{options}",
        "the disaggregations there are: {options}",
    ),
    "not-a-code": (
        "“{found}”不能用作代码",
        "“{found}” cannot be a code",
        "代码用小写英文字母开头，只含小写字母、数字和下划线",
        "a code starts with a lower-case letter and holds only lower-case letters, digits and underscores",
    ),
    "element-unknown": (
        "数据字典里没有“{found}”",
        "the dictionary has no element “{found}”",
        "是否想写 {nearest}？",
        "did you mean {nearest}?",
    ),
    "element-twice-in-form": (
        "“{found}”在表中出现两次",
        "“{found}” stands twice in the form",
        "请删去一个",
        "remove one of them",
    ),
    "element-in-two-forms": (
        "“{found}”同时出现在表 {first} 和 {second} 中，会重复计数",
        "“{found}” stands in two forms, {first} and {second}, and would be counted twice",
        "一个数据元只放在一张表里（一数一源）",
        "keep each element in one form only (one number, one source)",
    ),
}
