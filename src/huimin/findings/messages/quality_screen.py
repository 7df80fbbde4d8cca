"""Messages of the screen of the quality review."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "quality-running": ("正在做另一次审查", "another review is being made", "等它做完", "wait until it is finished"),
    "quality-asked-already": ("已经询问过了", "the area was asked already", "请看下面的答复", "see the answer below"),
    "quality-cause-needed": ("请选择原因", "choose a cause", "选一项", "pick one"),
    "quality-words-needed": ("请说明是什么原因", "say what the cause is", "写一两句", "a sentence or two will do"),
}
