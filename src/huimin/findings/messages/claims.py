"""Messages about claims of families."""

MESSAGES = {
    "claim-move-not-open": ("这件申请现在不能这样办", "this cannot be done with the claim as it stands now", "刷新页面，看看现在能办什么", "reload the page to see what can be done now"),
    "claim-taken-already": ("这件申请已受理", "this claim was taken already", "打开原来的申请", "open the claim that is there"),
    "claim-not-yours": ("您的岗位不能这样办", "your role does not do this", "请交给经办人或审核人", "hand it to a clerk or case officer"),
    "claim-not-your-step": ("“{step_zh}”不在您的职责范围", "“{step_en}” is not for your office", "请交给该环节的负责人", "hand it to whoever is in charge of the step"),
    "claim-same-person": ("提出意见的人不能自己审核", "whoever proposed it cannot confirm it", "请另一位审核", "let somebody else look at it"),
    "claim-barred": ("申诉成立后，应由没有办过这件申请的人重新办理", "after an appeal that was right, others decide anew", "请交给没有经手的人", "hand it to somebody who had no part in it"),
    "claim-own-decision": ("不能答复对自己所作决定的申诉", "nobody answers an appeal against the own decision", "请交给没有经手的人", "hand it to somebody who had no part in it"),
    "claim-needs-words": ("要写明理由", "this needs a reason in words", "写给申请人看得懂的一两句话", "write a sentence or two that the family understands"),
    "claim-outcome-missing": ("没有写明拟给予还是不给予", "it does not say whether yes or no is proposed", "请选择", "choose one"),
    "claim-day-missing": ("没有写明从哪一天起", "the day from which it counts is missing", "请填写日期", "give the day"),
    "claim-day-too-early": ("这一天早于申请的月份", "the day lies before the month of the claim", "请核对日期", "check the day"),
    "claim-no-appeal": ("没有待答复的申诉", "no appeal is waiting", "刷新页面", "reload the page"),
    "claim-appealed-already": ("申诉已提交，正在办理", "an appeal is waiting for its answer already", "等候答复", "wait for the answer"),
    "claim-appeal-answered": ("对这个决定的申诉已答复，或还没有决定", "an appeal against this decision was answered, or nothing is decided yet", "可依法提起行政诉讼", "the law lets you go to court"),
    "claim-appeal-late": ("申诉期限到 {until} 为止，已过期", "the last day to appeal was {until}", "有正当理由耽误的，请到窗口说明", "where there was a good reason for the delay, tell the office"),
}  # fmt: skip
