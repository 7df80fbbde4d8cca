"""Words of the help."""

WORDS: dict[str, tuple[str, ...]] = {
    "help.title": ("帮助", "Help"),
    "help.lead": (
        "一轮工作是这样走的：报送 → 审核 → 指标 → 考核 → 申辩 → 公布 → 整改。每一个分数都能一路点开，直到工作簿里的那一格。",
        "The work goes round like this: report → review → indicators → assessment → reply → publication → follow-up. Every score opens, step by step, down to the cell of the workbook.",
    ),
    "help.roles": ("各岗位做什么", "What each role does"),
    "help.yours": ("你的岗位", "your role"),
    "help.role-reporter": (
        "在“报送”里上传工作簿，或直接在网页上填表。填到一半可以离开，草稿会保留；断网时先存在本机，恢复后自动补上。送出后得到一张回执，上面有文件的指纹（哈希值），请保存。被退回的，首页会写明是哪一格、什么原因；改好再送即可。",
        "Under “Report”, upload a workbook or fill in the form on the page. You may leave half-way: the draft stays; when the line drops it is kept on this device and sent on later. Sending gives a receipt with the file's fingerprint (hash): keep it. What came back stands on your first page, with the cell and the reason; mend it and send it again.",
    ),
    "help.role-reviewer": (
        "在“审核”里看下级送来的报表：对照上月和去年同月，看程序发现的问题。没有问题的可以一次全部通过；有问题的退回，理由写在那一格上。通过即锁定；确需再改的，由本级或上级说明理由后重开。谁还没报、谁迟报一目了然，一键催报。",
        "Under “Review”, see what the level below has sent beside last month and last year, with what the checks found. Accept all that is in order at once; return the rest with a reason on the cell. Accepting locks; a person of your level or above may reopen, with a reason. Who is missing or late shows at a glance, and one click reminds them.",
    ),
    "help.role-officer": (
        "在“考核”里发起一次考核，先开放申辩，再由另一位主管公布。公布后的结果永不改变；数字更正的，另做一次新的考核，并列出差别和原因。“试算”可以在签字之前看看改了目标或分值谁会变。“跟踪”里发通报、约谈、黄牌和帮扶计划，生成例会用表。",
        "Under “Assessment”, start a run, open it for replies, and let a second officer publish it. A published run never changes; corrected figures make a new run with the differences and their causes. “What if” shows, before anybody signs, who moves when targets or points change. “Follow-up” issues notices, interviews, yellow cards and support plans, and makes the sheet for the monthly meeting.",
    ),
    "help.role-judge": (
        "在“评审”里给佐证材料打分并写明理由。两位评审员互不见分；意见不一时请第三位。不评自己的地区。",
        "Under “Judging”, give points for evidence, with reasons. Two judges do not see each other's points; where they differ a third decides. Nobody judges their own area.",
    ),
    "help.role-auditor": (
        "可以看全部内容，不能改任何东西。“日志”里有谁在什么时候做了什么；日志逐条相连，被人动过会立刻看出来。",
        "May read everything and change nothing. The log tells who did what and when; its lines are chained, so tampering shows.",
    ),
    "help.role-clerk": (
        "在“惠民申请”里受理家庭的申请，看轮到自己办的，提出拟定意见。看不到数字，也不能审核自己提出的意见。",
        "Takes claims of families under “Claims”, looks at those whose turn it is, and proposes a decision. Sees no figures, and confirms nothing of their own.",
    ),
    "help.role-case-officer": (
        "审核或退回别人的拟定意见，暂停、停发，答复申诉。打开家庭的信息要先选查看目的，每次查看都有记录。",
        "Confirms or returns what others propose, puts on hold, stops, answers appeals. What a family told opens for a purpose only, and each look is noted.",
    ),
    "help.role-paymaster": (
        "编制和审核发放名册，处理银行文件和各级资金。编制和审核是两个人；看不到家庭的材料。",
        "Makes and approves payment rolls, bank files and the money of each level. One makes and another approves; families' papers are not seen.",
    ),
    "help.role-administrator": (
        "管理账号和岗位，看不到任何数字。岗位跟着地区走，可以定起止日期。",
        "Keeps accounts and roles, and sees no figures. A role belongs to an area and may have a first and a last day.",
    ),
    "help.keys": ("填表时的按键", "Keys while filling in"),
    "help.key-enter": ("回车：下一格", "Enter: the next cell"),
    "help.key-tab": ("Tab / Shift+Tab：后一格 / 前一格", "Tab / Shift+Tab: forward / back"),
    "help.key-arrows": ("方向键：上下左右", "Arrows: up, down, left, right"),
    "help.key-paste": (
        "从电子表格复制一块，直接粘贴到起始格",
        "Copy a block from a spreadsheet and paste it into its first cell",
    ),
    "help.key-escape": ("Esc：恢复这一格原来的内容", "Esc: what this cell held before"),
    "help.key-note": ("每一格都可以写备注：点格子旁的“备注”", "A note on any cell: press “note” beside it"),
    "help.terms": ("几个词", "Some words"),
    "help.term-report": (
        "报表：一个地区一个期间一张表上的数字。",
        "Report: one area's figures on one form for one period.",
    ),
    "help.term-revision": (
        "更正：再次报送的新版本；旧的仍保留，以新的为准。",
        "Revision: a report sent anew; the old one is kept, the new one counts.",
    ),
    "help.term-not-reported": (
        "未报：没有填，不等于零。确实是零的请填 0。",
        "Not reported: nothing was filled in. It is not zero; where it is zero, write 0.",
    ),
    "help.term-finding": (
        "问题：程序在数字里发现的、需要有人看一眼的地方。是查看的理由，不是结论。",
        "Finding: something in the figures that somebody should look at. A reason to look, not a verdict.",
    ),
    "help.term-indicator": (
        "指标：由上报数字算出的比率或数值，带分子、分母和区间。",
        "Indicator: a rate or value computed from reported figures, with numerator, denominator and interval.",
    ),
    "help.term-interval": (
        "区间：偶然因素可能造成的范围（95%）。两个区间重叠很多，就不能说谁高谁低。",
        "Interval: how far chance alone could reach (95%). Where two overlap much, nobody can say which is higher.",
    ),
    "help.term-cannot-tell": (
        "无法判定：人数太少，多一个少一个就会翻转结果，因此不计分也不扣分。",
        "Cannot be told: the numbers are so small that one case more or less would turn the result, so it neither wins nor loses points.",
    ),
    "help.term-run": (
        "一次考核：某个数据快照按某个方案算出的结果，可以逐字节重做。",
        "Run: the result of one scheme on one snapshot of the figures; it can be made again byte for byte.",
    ),
    "help.term-published": (
        "已公布：由第二个人公布的考核结果，从此不变。",
        "Published: a run that a second person made final; it never changes again.",
    ),
    "help.never": (
        "惠民考核的是机关，服务的是家庭。它不登记任何人的怀孕和避孕，不设生育指标，不因生育处罚任何人。",
        "huimin measures offices and serves families. It registers nobody's pregnancy or contraception, sets no birth quota and penalises no birth.",
    ),
}
