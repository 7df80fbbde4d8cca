"""Messages about the protection of small counts."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "open-data-too-low": ("“{key}”写成了 {found}，至少应为 {least}", "“{key}” is {found} and must be {least} or more",
                          "请改大；门槛越低，保护越弱", "raise it; the lower it is, the weaker the protection"),
    "open-data-level-unknown": ("没有“{found}”这一级", "there is no level “{found}”",
                                "是否想写 {nearest}？已有的级别：{options}", "did you mean {nearest}? The levels are: {options}"),
    "open-data-frequency-unknown": ("“{found}”不是公布频次", "“{found}” is no frequency of publication",
                                    "是否想写 {nearest}？可写：{options}", "did you mean {nearest}? One of: {options}"),
    "small-counts-already-public": ("有 {count} 个小数可以从以前公布的数字里得知，现在隐藏也收不回",
                                    "small counts that can be worked out from what was published before: {count}; hiding them now takes nothing back",
                                    "请核对以前的公布内容，必要时撤下并报告保护部门", "look through the earlier publications, take them down where needed and tell whoever watches over privacy"),
}  # fmt: skip
