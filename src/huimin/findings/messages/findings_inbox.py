"""Findings about working on findings in the site's inbox."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "finding-needs-text": (
        "请写明答复或理由",
        "an answer or a reason is needed",
        "写在方框里再提交",
        "write it into the box and send again",
    ),
    "finding-nobody-there": (
        "这个人不能处理该地区的问题",
        "this person cannot be given findings of this area",
        "从名单中选择一位",
        "choose somebody from the list",
    ),
    "finding-state-changed": (
        "这个问题的状态刚刚变了",
        "this finding has been closed or reopened meanwhile",
        "看一下处理记录再决定",
        "look at its history, then decide",
    ),
}
