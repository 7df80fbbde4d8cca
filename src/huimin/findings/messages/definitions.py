"""Messages about definition files: keys, kinds of value, options."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "definition-not-a-mapping": (
        "{at} 应为“键: 值”形式",
        "{at} should be a mapping of keys to values",
        "请对照文档中的示例改写",
        "compare it with the example in the documentation",
    ),
    "definition-key-missing": ("缺少必填项 {key}", "the key {key} is missing", "请补上 {key}", "add {key}"),
    "definition-key-unknown": (
        "不认识的键 {key}",
        "unknown key {key}",
        "是否想写 {nearest}？可用的键：{options}",
        "did you mean {nearest}? The keys known here: {options}",
    ),
    "definition-wrong-kind": (
        "{key} 的值应为 {expected}",
        "{key} should be: {expected}",
        "请改正 {key} 的值",
        "correct the value of {key}",
    ),
    "definition-not-an-option": (
        "{key} 不能是“{found}”",
        "{key} cannot be “{found}”",
        "是否想写 {nearest}？可选：{options}",
        "did you mean {nearest}? The options: {options}",
    ),
}
