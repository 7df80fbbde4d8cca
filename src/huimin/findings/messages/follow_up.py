"""Findings about notices, tasks, meetings and responsibility letters."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "task-not-there": (
        "任务现在的状态（{stage}）不能这样做",
        "this cannot be done with a task that is {stage}",
        "刷新页面看看它现在的状态",
        "reload the page to see where it stands",
    ),
    "task-own": (
        "自己承办或答复的任务，不能由自己审结",
        "nobody closes, returns or moves a task of their own",
        "请另一位主管办理",
        "ask another officer",
    ),
    "task-not-yours": (
        "这项任务不归你办理",
        "this task is not yours",
        "请责任人答复，或请主管调整责任人",
        "its owner answers; an officer can name another owner",
    ),
    "task-needs-words": (
        "请写明情况或理由",
        "say what was done, or why",
        "写在方框里再提交",
        "write it into the box and send again",
    ),
    "notice-not-there": (
        "文书现在的状态（{stage}）不能这样做",
        "this cannot be done with a notice that is {stage}",
        "刷新页面看看它现在的状态",
        "reload the page to see where it stands",
    ),
    "notice-tasks-open": (
        "还有 {count} 项整改任务没有审结",
        "tasks of this notice that are not closed: {count}",
        "先审结或撤销这些任务",
        "close or withdraw them first",
    ),
    "follow-up-field": ("请填写这一栏", "this has to be filled in", "填写后再提交", "fill it in and send again"),
    "follow-up-day": (
        "请填写不早于今天的日期",
        "a day from today on is needed",
        "改正日期后再提交",
        "correct the day and send again",
    ),
    "follow-up-person": (
        "责任人须是本地区或上级单位的在职人员",
        "the owner has to be somebody of the area's office, or of one above it",
        "从名单里选一位",
        "choose somebody from the list",
    ),
    "follow-up-drafted": (
        "{area} 的这一步已经起草过",
        "this step was drafted for {area} already",
        "在文书列表里打开它",
        "open it from the list of notices",
    ),
}
