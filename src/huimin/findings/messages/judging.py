"""Findings about judging by two people and a third."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "judges-too-few": (
        "{area} 的 {item}：可抽取的评审员只有 {found} 人，需要 {needed} 人",
        "{area}, {item}: judges that can be drawn: {found}; needed: {needed}",
        "请管理员增加评审员；评审员不评本地区，也不重复评同一项",
        "ask the administrator for more judges; nobody judges their own area, or the same item twice",
    ),
    "judging-nothing-judged": (
        "“{scheme}”没有需要人工评审的项目",
        "“{scheme}” has nothing that people judge",
        "换一个方案；或勾选红线事项",
        "choose another scheme, or include its red lines",
    ),
    "judging-round-there": (
        "“{scheme}”{period} 已经开过评审",
        "judging of “{scheme}” for {period} has been opened already",
        "在评审列表里打开它",
        "open it from the list of rounds",
    ),
    "judging-nothing-new": (
        "没有新的评审结果可以入库",
        "no result is new since the last time",
        "等更多项目评定后再做",
        "wait until more items are settled",
    ),
    "opinion-settled": (
        "两人的意见都已给出，不能再改",
        "both opinions have been given; they can no longer change",
        "对结果有异议的，走申辩程序",
        "whoever objects to the result uses the right of reply",
    ),
    "opinion-part-missing": ("请填写这一项", "this has to be filled in", "填写后再提交", "fill it in and send again"),
    "opinion-impossible": (
        "这个值不可能：份额在 0% 到 100% 之间，次数是不小于 0 的整数",
        "this cannot be: a share is 0% to 100%, a count a whole number from 0",
        "改正后再提交",
        "correct it and send again",
    ),
    "opinion-needs-reason": (
        "请写明评分理由",
        "say why",
        "对照评分标准写明依据了哪份材料",
        "name the evidence and the line of the rubric it meets",
    ),
    "evidence-awaited": (
        "该地区的佐证材料还在提交中（截止 {day}），还不能评",
        "the area is still sending its evidence (until {day}); it cannot be judged yet",
        "等该地区提交完毕或截止之后再评",
        "wait until the area says it is done, or the day has passed",
    ),
    "evidence-closed": (
        "佐证材料的提交已于 {day} 截止",
        "evidence could be sent until {day}",
        "请与上级业务主管联系",
        "ask the officer in charge",
    ),
    "evidence-judged": (
        "材料已提交评审，不能再增减",
        "the evidence has been handed to the judges and no longer changes",
        "对结果有异议的，走申辩程序",
        "whoever objects to the result uses the right of reply",
    ),
    "evidence-no-file": ("请先选择文件", "choose a file first", "选择文件后再提交", "choose it and send again"),
    "judge-not-free": (
        "这位评审员不能评这一项：是本地区的人，或已在评这一项，或不再担任评审员",
        "this person cannot judge here: it is their own area, they judge the item already, or they are no judge now",
        "换一位",
        "choose another",
    ),
    "judge-has-given": (
        "这位评审员已给出意见，不能更换",
        "this judge has given an opinion and cannot be replaced",
        "意见有差异时会自动请第三人",
        "where the two differ a third person is asked",
    ),
}
