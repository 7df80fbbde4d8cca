"""Findings about making, replying to and publishing runs."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "job-broken": (
        "计算没有完成：程序出错，已记入日志",
        "the run was not finished: the program failed, and logged it",
        "请把时间告诉系统管理员，查看日志后再试",
        "tell the administrator when it happened, and try again later",
    ),
    "job-died": (
        "计算没有完成：计算进程已中断",
        "the run was not finished: its process ended without a word",
        "没有留下半成品；重新开始即可",
        "nothing half-made is left; start it again",
    ),
    "job-running": (
        "已有一次考核正在计算",
        "a run is being made already",
        "等它完成后再开始",
        "wait until it is finished",
    ),
    "reply-answered": (
        "这条申辩已经答复，或申辩阶段已经结束",
        "this reply is answered already, or the time for replies is over",
        "刷新页面查看答复",
        "reload the page to see the answer",
    ),
    "reply-files": (
        "一条申辩最多附 {limit} 个文件",
        "a reply takes {limit} files at most",
        "合并文件，或分成几条申辩",
        "join files, or write several replies",
    ),
    "reply-item": (
        "本次考核没有项目 {item}",
        "this run has no item {item}",
        "从列表中选择项目",
        "choose the item from the list",
    ),
    "reply-needs-reason": (
        "答复要选择采纳或不采纳，并写明理由",
        "an answer needs a decision and a reason",
        "选择采纳或不采纳，把理由写在方框里",
        "choose whether the reply is upheld, and write the reason into the box",
    ),
    "reply-own": (
        "不能答复自己写的申辩",
        "nobody answers a reply of their own",
        "请另一位业务主管答复",
        "ask another officer to answer it",
    ),
    "reply-text": (
        "请写明申辩内容（不超过 {limit} 字）",
        "write what you have to say ({limit} characters at most)",
        "写清楚哪个数字不对、应为多少、依据是什么",
        "say which figure is wrong, what it should be, and what shows it",
    ),
    "run-files-changed": (
        "结果文件与清单中的校验值不符：{files}",
        "files of this run are not what was made: {files}",
        "不能发布。请查明是谁改动了文件，或重新计算",
        "it cannot be published; find out who changed them, or make the run again",
    ),
    "run-not-draft": (
        "这次考核已经开放申辩或已经发布",
        "this run is open for reply or published already",
        "刷新页面查看它的阶段",
        "reload the page to see its stage",
    ),
    "run-not-opened": (
        "还没有开放申辩",
        "it has not been open for reply",
        "先开放申辩，让被考核地区看到自己的评分表",
        "open it for reply first, so that the assessed areas see their scorecards",
    ),
    "run-published": (
        "这次考核已经发布，不再改变",
        "this run is published and never changes",
        "数字更正后另作一次考核",
        "correct the figures and make a new run",
    ),
    "run-replies-closed": (
        "现在不在申辩期内",
        "replies are not open now",
        "如仍有异议，请与考核办公室联系",
        "if you still object, speak to the office that assesses",
    ),
    "run-replies-upheld": (
        "有 {count} 条申辩已采纳，数字要更正",
        "replies were upheld, so figures are to be corrected (number of replies: {count})",
        "待更正的报表审核通过后，另作一次考核",
        "make a new run once the corrected reports are in",
    ),
    "run-replies-waiting": (
        "有 {count} 条申辩还没有答复",
        "replies wait for an answer (number of replies: {count})",
        "逐条答复后再发布",
        "answer them first",
    ),
    "run-reply-day": (
        "请填写申辩截止日期，不早于今天",
        "give the last day for replies, today or later",
        "改日期后再提交",
        "change the day and send again",
    ),
    "run-reply-time": (
        "申辩期到 {until} 为止，还有 {count} 个地区没有确认无异议",
        "areas may reply until {until}, and not all have said that they have no objection (still to say so: {count})",
        "等到截止日之后，或等各地区都确认无异议",
        "wait until the day has passed, or until all have said so",
    ),
    "run-second-person": (
        "开始计算或开放申辩的人不能发布",
        "who started the run or opened it for reply cannot publish it",
        "请另一位业务主管核对后发布",
        "ask another officer to look at it and publish it",
    ),
    "runs-not-comparable": (
        "两次考核的方案或考核期不同，不能比较",
        "these runs are of different schemes or periods and cannot be compared",
        "选择同一方案、同一考核期的两次考核",
        "choose two runs of one scheme and period",
    ),
}
