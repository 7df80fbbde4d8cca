"""Findings about official documents on the site: steps that are not open, files that do not fit."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "documents-being-made": (
        "已有文件正在拟稿或提交",
        "documents are being made already",
        "等那一批办完再试",
        "wait until they are done, then try again",
    ),
    "documents-died": (
        "拟稿中断，没有留下原因（可能内存不足或服务器重启）",
        "the making of documents ended without a word (too little memory, or the machine was restarted)",
        "已拟好的仍然有效，再点一次即可接着办",
        "what was made holds; start again and it goes on from there",
    ),
    "documents-broken": (
        "拟稿时程序出错，已记录",
        "making the documents broke off by a fault of the program, which was logged",
        "请联系管理员查看服务器日志",
        "ask the administrator to look at the server's log",
    ),
    "paper-not-draft": (
        "这份文件已不是征求意见稿，不能再改",
        "this document is no draft any more and cannot be changed",
        "待签发的请先退回；已签发的只能作废后另拟更正稿",
        "send it back first if it waits to be issued; what was issued can only be withdrawn and replaced",
    ),
    "paper-not-handed-in": (
        "这份文件不在待签发状态",
        "this document does not wait to be issued",
        "请刷新页面，看看别人是否已经办理",
        "reload the page: somebody else may have dealt with it",
    ),
    "paper-not-issued": (
        "这份文件没有签发，谈不上作废",
        "this document was not issued, so it cannot be withdrawn",
        "请刷新页面再看",
        "reload the page and look again",
    ),
    "paper-not-withdrawn": (
        "这份文件仍然有效，不能另拟更正稿",
        "this document still holds, so nothing can take its place",
        "请先作废并写明理由",
        "withdraw it first, with a reason",
    ),
    "paper-run-not-published": (
        "它所依据的考核结果还没有公布，只能是征求意见稿",
        "the run it rests on is not published, so it can only be a draft",
        "请先在“考核”里公布结果，再重新拟稿并提交",
        "publish the run under Assessment first, then make it anew and hand it in",
    ),
    "paper-second-person": (
        "拟稿、提交和签发不能是同一个人",
        "whoever made a document or handed it in cannot issue it",
        "请另一位主管签发",
        "ask another officer to issue it",
    ),
    "paper-changed-meanwhile": (
        "你看过之后，别人改动了这份文件",
        "somebody else changed this document after you had looked at it",
        "请刷新页面，重新看过再办理",
        "reload the page, read it again, then go on",
    ),
    "paper-outdated": (
        "数据或模板已变，这份草稿与现在的内容不一致",
        "figures or templates have changed: this draft no longer says what it would say now",
        "请先重新拟稿，再下载",
        "make it anew, then download it",
    ),
    "paper-file-changed": (
        "文件 {file} 不见了，或与记录的哈希值不符",
        "the file {file} is gone, or does not fit the hash that was kept",
        "请从备份中恢复 documents/desk，并查明是谁改动的",
        "restore documents/desk from a backup, and find out who changed it",
    ),
    "paper-field": (
        "内容过长（最多 {limit} 字）或含有换行等符号",
        "too long ({limit} characters at most), or with line breaks in it",
        "请写成一行",
        "write it as one line",
    ),
    "paper-day": ("日期看不懂", "this is no day", "请按 2026-01-05 的样子写", "write it like 2026-01-05"),
    "paper-day-year": (
        "已取得 {year} 年的文号，成文日期须在同一年",
        "its number belongs to {year}, so its day must lie in that year",
        "请改为 {year} 年的日期",
        "choose a day in {year}",
    ),
    "paper-reason": (
        "没有写理由，或超过 {limit} 字",
        "a reason is missing, or has more than {limit} characters",
        "请用一两句话写明",
        "say it in a sentence or two",
    ),
    "public-look-first": (
        "没有可以公开的核算结果，或已有更新的一次",
        "nothing is worked out that could be published, or there is a newer one",
        "请看过最新的核算结果再公开",
        "look at what was worked out last, then publish that",
    ),
    "public-second-person": (
        "核算的人不能公开",
        "whoever had it worked out cannot publish it",
        "请另一位主管看过后公开",
        "ask another officer to look at it and publish",
    ),
    "public-changed": (
        "核算之后数据、定义或已公布的考核结果有变动",
        "figures, definitions or published runs have changed since it was worked out",
        "请重新核算，由另一个人看过再公开",
        "have it worked out anew, and let another person look at it",
    ),
}
