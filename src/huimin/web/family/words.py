"""What the families' pages say: short sentences, everyday words."""

WORDS: dict[str, tuple[str, ...]] = {
    "family.title": ("办惠民补助", "Benefits for families"),
    "family.intro": (
        "不用注册，不收费。不会的，村（居）和乡镇窗口的人可以帮您填。",
        "No account is needed and it costs nothing. The village or township office helps you if you wish.",
    ),
    "family.claim": ("我要申请", "Make a claim"),
    "family.claim-text": (
        "填一张表，大约十分钟。填完会得到一个回执码。",
        "One form, about ten minutes. At the end you get a receipt code.",
    ),
    "family.look": ("查我的申请", "My claim"),
    "family.look-text": (
        "办到哪一步了、补材料、情况变了、不服决定，都在这里。要用回执码。",
        "How it stands, more papers, something changed, you disagree: all here, with your receipt code.",
    ),
    "family.entitled": ("我能享受什么？", "What am I entitled to?"),
    "family.entitled-text": (
        "还不知道能申请什么的，先看这里。",
        "Start here if you do not know what to claim.",
    ),
    "family.choose": ("申请哪一项？", "What do you want to claim?"),
    "family.not-here": ("这一项不在这里申请，请到：{office}", "This one is claimed elsewhere: {office}"),
    "family.where": ("在哪里办？", "Where?"),
    "family.where-text": (
        "请选您户口所在的地方，一直选到{level}。",
        "Choose where you are registered, down to the {level}.",
    ),
    "family.privacy": (
        "没有提交之前，什么都不保存。提交以后加密保存，只有办这件事的人能看，谁看过您都能看到。",
        "Nothing is kept before you send it. Then it is kept encrypted; only those who work on it see it, and you can see who looked.",
    ),
    "family.send": ("提交申请", "Send the claim"),
    "family.put-right": (
        "有几处要改。您填的都还在，改好再提交。",
        "Some things have to be put right. What you filled in is still there.",
    ),
    "family.already": ("刚才已经提交过的，回执在这里", "Did you send it just now? Your receipt is here"),
    "family.office": ("有事找：{office}", "Ask at: {office}"),
    "family.files-again": (
        "文件要重新选一次。",
        "Please choose the files again.",
    ),
    # receipt
    "family.receipt-title": ("申请已收到", "We have your claim"),
    "family.receipt-text": (
        "请现在抄下或打印这个回执码。它只在这里显示，丢了要带身份证到窗口换新的。",
        "Write this code down or print it now. It is shown only here; if you lose it, the office gives you a new one when you show your identity card.",
    ),
    "family.receipt-done": ("我抄好了，从这台机器上抹去", "I have it. Wipe it from this device"),
    # code
    "family.code": ("请输入回执码", "Your receipt code"),
    "family.code-hint": (
        "回执单上的 16 位字母和数字，大小写、横线都不要紧。",
        "16 letters and digits on your receipt. Capitals and hyphens do not matter.",
    ),
    "family.code-wrong": (
        "没有这个回执码。请对照回执单再输一次。",
        "There is no such code. Please compare with your receipt and try again.",
    ),
    "family.code-lost": (
        "回执码丢了：带身份证到受理的乡镇（街道），换一个新的。",
        "Lost the code? Take your identity card to the township where you claimed; you get a new one.",
    ),
    "family.open": ("打开", "Open"),
    "family.leave": ("关闭（离开前请点这里）", "Close (before you go)"),
    "family.short": (
        "15 分钟不动，会自动关闭。",
        "It closes by itself after 15 minutes.",
    ),
    "family.too-often": ("试得太多了", "Too many tries"),
    "family.too-often-text": (
        "为了安全，{time} 以后再试。急事请到窗口。",
        "For safety, please try again after {time}, or go to the office.",
    ),
    # how it stands
    "family.state-taken": ("正在审核。", "We are looking at your claim."),
    "family.state-asked": ("要您补一些东西。", "We need something more from you."),
    "family.state-proposed": ("第一个人看过了，现在由第二个人审核。", "One person has looked; now a second one does."),
    "family.state-notice": (
        "拟批准，正在公示，不公布您的姓名。",
        "About to be granted. It is on public notice, without your name.",
    ),
    "family.state-granted": ("已批准。", "Granted."),
    "family.state-refused": ("没有批准。", "Not granted."),
    "family.state-held": ("已批准，但暂时停发，正在核实。", "Granted, but payments wait while we check something."),
    "family.state-stopped": ("已停发。", "Payments have stopped."),
    "family.state-withdrawn": ("您已撤回。", "You have taken it back."),
    "family.code-seen": ("换一个只有您家知道的回执码", "Make a code that only you know"),
    "family.code-seen-text": (
        "现在的码是窗口打印的，经办人可能看见过。新的码只在您这里显示一次，请抄下或打印；旧的立即作废，别处打开的也随即关闭。",
        "The code you have was printed at the office, where somebody may have seen it. The new one is shown here once: write it down or print it. The old one stops working at once, and closes wherever it was used.",
    ),
    "family.new-code": ("换一个新回执码", "Make a new code"),
    "family.new-code-ask": (
        "旧的回执码会立即作废，新的只显示一次，确定吗？",
        "The old code stops working at once, and the new one is shown once. Go on?",
    ),
    "family.offered": (
        "{here}正在把这件申请移交给{there}（自 {day} 起）。您什么都不用做，对方接收之前照常办理、照常发放。",
        "{here} is handing your claim over to {there} (from {day} on). You need do nothing; it goes on as before until they have taken it.",
    ),
    "family.moved": ("这件申请现在由{area}办理。发放的单位：", "Your claim is with {area} now. Who pays:"),
    "family.running": ("新的情况正在审核，原来的照常发。", "We are looking at what changed. Payments go on as before."),
    "family.notice-until": (
        "公示到 {day}。没有异议就生效。",
        "The notice ends on {day}. Without objection it counts then.",
    ),
    "family.asked": ("要您补的：", "What we need:"),
    "family.asked-note": (
        "补齐以后，我们接着办。办理期限从您补齐那天继续算。",
        "When you have added it we go on; our deadline runs on from that day.",
    ),
    "family.why": ("为什么", "Why"),
    "family.said": ("工作人员说：", "The office says:"),
    "family.why-held": ("暂停的原因：", "Why payments wait:"),
    "family.answer": ("对申诉的答复：", "The answer to your appeal:"),
    "family.amount": ("标准", "Amount"),
    "family.account": ("收款账户", "Account"),
    "family.account-last4": ("尾号 {last4}", "ends in {last4}"),
    "family.account-none": (
        "还没有。请到窗口补，或打电话。没有账户发不了钱。",
        "None yet. Give it at the office; without it nothing can be paid.",
    ),
    "family.owed": ("各月应发", "What you are owed by month"),
    "family.paid-by": (
        "从批准之日（或所属月份月底）算起，{by}到账。",
        "It is paid {by}, counted from the decision or from the end of the month it is for.",
    ),
    "family.paid": ("已经发给您的", "Paid to you so far"),
    "family.back-to-pay": (
        "多发了 {yuan} 元，需要退回。请到窗口问清楚怎么退；有困难可以商量。",
        "You were paid {yuan} yuan too much, which has to come back. Ask the office how; if it is hard for you, say so.",
    ),
    "family.by-rule": (
        "以上是按规则的测算。决定由人作出，不由机器作出。",
        "This is what the rule says so far. People decide, not the machine.",
    ),
    "family.appealed": (
        "您的申诉已收到，由没有经手的人办理，{day} 前答复。",
        "We have your appeal. Somebody who had no part in it answers by {day}.",
    ),
    "family.renew-by": (
        "每年确认一次。请在 {day} 前点一下。",
        "Once a year: please confirm by {day}.",
    ),
    # what I can do
    "family.can": ("您可以", "What you can do"),
    "family.add-papers": ("补材料", "Add papers"),
    "family.correct": ("更正填错的", "Correct a mistake"),
    "family.change": ("情况变了", "Something changed"),
    "family.renew": ("情况没有变化，继续享受", "Nothing has changed. Go on"),
    "family.appeal": ("不服决定，申诉", "I disagree: appeal"),
    "family.withdraw": ("撤回申请", "Take the claim back"),
    "family.withdraw-change": ("撤回这次变更", "Take this change back"),
    "family.print": ("打印", "Print"),
    "family.all-of-it": ("我的全部信息", "All my information"),
    "family.export": ("下载（JSON 文件）", "Download (JSON file)"),
    "family.delete": ("删除我的信息", "Delete my information"),
    "family.back": ("返回", "Back"),
    "family.send-words": ("提交", "Send"),
    # the other pages
    "family.papers": ("我交的材料", "My papers"),
    "family.no-papers": ("还没有。", "None yet."),
    "family.complete": ("要我补的都补齐了", "This is all that was asked for"),
    "family.told": ("我填的", "What I told"),
    "family.looked": ("谁看过我的信息", "Who looked at my information"),
    "family.looked-none": ("还没有人看过。", "Nobody has looked yet."),
    "family.history": ("经过", "What happened so far"),
    "family.correct-text": (
        "从一开始就填错的，在这里改。改了以后要重新审核。",
        "Correct what was wrong from the beginning. It is looked at again.",
    ),
    "family.change-text": (
        "只改变了的几项，写明从哪一天起。原来的照常发，直到重新审核完。",
        "Change only what is different, and say from which day. Payments go on until it was looked at.",
    ),
    "family.since": ("从哪一天起？", "From which day?"),
    "family.since-missing": ("请写明从哪一天起。", "Please say from which day."),
    "family.words": ("想说明的（可以不填）", "Anything to add (you need not)"),
    "family.appeal-title": ("申诉", "Appeal"),
    "family.appeal-text": (
        "写下您觉得哪里不对。会由没有经手的人重新看，60 天内答复。最晚 {day} 提出。申诉不收费，也不影响别的补助。",
        "Say what you think is wrong. Somebody who had no part in it looks again and answers within 60 days. The last day to appeal is {day}. It costs nothing and touches no other benefit.",
    ),
    "family.appeal-words": ("哪里不对？", "What is wrong?"),
    "family.withdraw-text": (
        "撤回以后不再办理。以后还可以重新申请，但要注意申请期限。",
        "We stop working on it. You can claim again later, within the time for claims.",
    ),
    "family.withdraw-sure": ("确定撤回", "Yes, take it back"),
    "family.delete-text": (
        "还没有决定、没有发过钱的，马上删除。已经决定或发过钱的，法律要求保存一段时间，到期自动删除；这里会告诉您是哪一天、为什么。",
        "Where nothing was decided or paid it is deleted at once. Else it has to be kept for a time, and is deleted by itself afterwards; you are told here when and why.",
    ),
    "family.delete-sure": ("确定删除", "Yes, delete it"),
    "family.delete-later": (
        "现在还不能删除，{day} 之后自动删除。",
        "It cannot be deleted now. It is deleted by itself after {day}.",
    ),
    "family.delete-later-open": (
        "现在还不能删除：还在发放或办理。结束之后满保存期限自动删除。",
        "It cannot be deleted now: it is being paid or worked on. It is deleted by itself some time after the end.",
    ),
    "family.erased": ("您的信息已删除", "Your information was deleted"),
    "family.erased-text": (
        "{benefit}，编号 {number}。内容已删除，谁也打不开。",
        "{benefit}, number {number}. The contents were deleted and nobody can open them.",
    ),
    "family.did-papers": ("收到了。", "We have it."),
    "family.did-correct": ("已更正。", "Corrected."),
    "family.did-change": (
        "收到了。我们会重新审核，原来的照常发。",
        "We have it and look at it again. Payments go on as before.",
    ),
    "family.did-renew": ("好了，继续享受。", "Done. It goes on."),
    "family.did-appeal": ("申诉收到了。", "We have your appeal."),
    "family.did-withdraw": ("已撤回。", "Taken back."),
}
