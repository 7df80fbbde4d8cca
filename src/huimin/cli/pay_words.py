"""What the command line says of payments: help, options, sentences, in Chinese and English."""

from __future__ import annotations

_ROLL = "huimin pay roll childcare-subsidy --period 2025-06 --by {}"

# zh, en, examples zh, examples en, keys of the JSON
COMMANDS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "pay": (
        "发放待遇：制册、复核、银行代发、回盘、配套资金。", "Pay benefits: rolls, a second person, the bank's files, its answers, each level's money.",
        (_ROLL.format("王某"),), (_ROLL.format("WANG"),), (),
    ),
    "pay accounts": (
        "录入领取人账号，加密保存；密钥不在数据库里。屏幕、名册和问题里只出现后四位。", "Take in the accounts of payees. They are sealed with a key that is not in the database; people see the last four digits.",
        ("huimin pay accounts payments/accounts.csv",), ("huimin pay accounts payments/accounts.csv",), ("taken", "accounts"),
    ),
    "pay roll": (
        "制作发放名册：截至本期应发而未入账的全部款项，包括补发和退回后重发。做两遍结果一样，不会重复。有错的申请先不列入，说明原因，其余照常。",
        "Make a roll: all that is due by the end of the period and not booked yet, back pay and further attempts with it. Making it twice adds nothing. Claims with faults are left off, with the reason; the others go on.",
        (_ROLL.format("王某"),), (_ROLL.format("WANG"),),
        ("roll", "benefit", "first", "last", "payments", "fen", "stage", "maker", "decided_by", "sha256", "made", "findings"),
    ),
    "pay approve": (
        "复核名册：由制册人以外的人办理，通过后锁定并记账；也可写明理由撤回。", "Approve a roll, by somebody who did not make it: it is locked and booked. Or take it back, with the reason.",
        ("huimin pay approve 1 --by 李某",), ("huimin pay approve 1 --by LI",),
        ("roll", "benefit", "first", "last", "payments", "fen", "stage", "maker", "decided_by", "sha256"),
    ),
    "pay file": (
        "按银行版式导出代发文件。再导出一次，字节不变。文件里有完整账号，只有本人能读。", "Write the bank's file of an approved roll. The same roll gives the same bytes. The file holds whole account numbers; only you can read it.",
        ("huimin pay file 1 --bank sample-fixed-gbk --by 王某",), ("huimin pay file 1 --bank sample-fixed-gbk --by WANG",),
        ("roll", "file", "invented"),
    ),
    "pay return": (
        "读入银行回盘文件。整个文件对得上才入账，有一处不符就一笔也不记，并指出在哪一行；被退的款项更正后列入下一册。同一文件读两次不改变什么。",
        "Book the bank's answer. It is booked when all of it fits; where anything does not, nothing is, and each fault is told with its line. What the bank refused goes on the next roll when it is mended. The same file twice changes nothing.",
        ("huimin pay return 回盘.txt --bank sample-fixed-gbk",), ("huimin pay return answer.txt --bank sample-fixed-gbk",),
        ("roll", "booked", "again", "paid", "refused", "bounced", "findings"),
    ),
    "pay status": (
        "查看全部名册、一册的明细，或一个申请的台账。", "All rolls, one roll with its lines, or the ledger of a claim.",
        ("huimin pay status", "huimin pay status 1", "huimin pay status --claim S-0001"),
        ("huimin pay status", "huimin pay status 1", "huimin pay status --claim S-0001"),
        ("rolls", "roll", "benefit", "first", "last", "payments", "fen", "stage", "maker", "decided_by", "sha256", "states", "levels", "claim", "booked"),
    ),
    "pay recover": (
        "登记家庭退回的多发款项，按各级分担退还。", "Book what a family gave back of an overpayment; each level gets its part.",
        ("huimin pay recover childcare-subsidy S-0001 100.00 --reference 收据-17",),
        ("huimin pay recover childcare-subsidy S-0001 100.00 --reference receipt-17",), ("claim", "left"),
    ),
    "pay funds": (
        "配套资金：各级应出多少、到位多少、还缺多少；也可登记到位的款项。", "Matching funds: what each level owes, what came, what is missing. With --received, book money that came.",
        ("huimin pay funds childcare-subsidy --period 2025-06 --received county=75.00 --reference 拨款-3", "huimin pay funds childcare-subsidy --period 2025"),
        ("huimin pay funds childcare-subsidy --period 2025-06 --received county=75.00 --reference grant-3", "huimin pay funds childcare-subsidy --period 2025"),
        ("benefit", "period", "levels"),
    ),
    "pay audit": (
        "审计台账：从头到尾核对，每一分钱都有申请、规定版本和出钱的级别，没有一笔付过两次，名册与复核时一致。可把全部记账导出为 CSV（分），没有姓名和账号。",
        "Audit the ledger from end to end: every fen has a claim, a version of the rule and a level that pays it, nothing was paid twice, and every roll is what was approved. Every movement can be written as CSV (in fen), without names or accounts.",
        ("huimin pay audit", "huimin pay audit --out 全部记账.csv"), ("huimin pay audit", "huimin pay audit --out movements.csv"),
        ("rolls", "obligations", "levels", "file", "findings"),
    ),
}  # fmt: skip

_BENEFIT = ("惠民事项代码", "code of the benefit")
_PERIOD = ("月、季或年，如 2025-06、2025Q2", "month, quarter or year, such as 2025-06 or 2025Q2")
_BY = (
    "经办人姓名；默认为本机登录名。也可用环境变量 HUIMIN_BY",
    "who acts; default the name signed in at this machine. Also the environment variable HUIMIN_BY",
)
_BANK = ("银行版式代码", "code of the bank's layout")
_REFERENCE = ("凭证号，一笔款只记一次", "number of the voucher; money is booked once under it")

PARAMETERS: dict[str, tuple[str, str]] = {
    **{f"pay {command}.by": _BY for command in ("roll", "approve", "file", "return", "recover", "funds")},
    **{f"pay {command}.benefit": _BENEFIT for command in ("roll", "recover", "funds")},
    **{f"pay {command}.period": _PERIOD for command in ("roll", "funds")},
    **{f"pay {command}.bank": _BANK for command in ("file", "return")},
    **{f"pay {command}.reference": _REFERENCE for command in ("recover", "funds")},
    **{f"pay {command}.roll": ("名册号", "number of the roll") for command in ("approve", "file", "status")},
    "pay accounts.file": ("CSV：payee, holder, account, bank", "CSV with payee, holder, account, bank"),
    "pay roll.awards": ("待遇明细 CSV；不写就按申请，没有申请的按 payments/awards.csv", "the awards as CSV; without it from the claims, and where there are none from payments/awards.csv"),
    "pay roll.area": ("只做这个地区（含以下）的申请", "only claims of this area and below"),
    "pay roll.shares": ("各级分担 CSV，默认 payments/shares.csv", "the shares of each level as CSV, default payments/shares.csv"),
    "pay approve.withdraw": ("撤回，写明理由", "take it back, with the reason"),
    "pay file.target": ("写到这个文件，默认放在 payments/", "write to this file, default in payments/"),
    "pay return.file": ("银行回盘文件", "the bank's answer"),
    "pay return.bounced": ("这是付后退回的文件", "the file tells of payments that came back after they had been made"),
    "pay status.claim": ("这个申请的台账", "the ledger of this claim"),
    "pay status.everything": ("列出全部明细", "list every line"),
    "pay recover.claim": ("申请编号", "number of the claim"),
    "pay recover.amount": ("退回金额，元", "the amount in yuan"),
    "pay audit.target": ("全部记账写到这个 CSV 文件", "write every movement to this CSV file"),
    "pay funds.received": ("登记到位的款项：级别=金额（元）", "book money that came: LEVEL=YUAN"),
    "pay funds.on": ("到位日期，默认今天", "the day it came, default today"),
}  # fmt: skip

WORDS: dict[str, tuple[str, str]] = {
    "pay-accounts": ("已录入 {new} 个新的或更正的账号（文件共 {count} 个）", "took in {new} new or corrected accounts (of {count} in the file)"),
    "pay-accounts-left": ("文件里有完整账号：已加密保存，请删除文件", "the file holds whole account numbers: they are sealed now, delete it"),
    "pay-roll-made": ("已制名册 {roll} 号，请另一人复核：huimin pay approve {roll}", "made roll {roll}; let a second person approve it: huimin pay approve {roll}"),
    "pay-roll-there": ("名册 {roll} 号早已制好，内容相同，还在等复核", "roll {roll} was made before and says the same; it waits for approval"),
    "pay-approved": ("名册 {roll} 号已由 {person} 复核，{payments} 笔，{yuan} 元，已锁定", "roll {roll} was approved by {person}: {payments} payments, {yuan} yuan. It is locked"),
    "pay-withdrawn": ("名册 {roll} 号已由 {person} 撤回（{payments} 笔，{yuan} 元）", "roll {roll} was taken back by {person} ({payments} payments, {yuan} yuan)"),
    "pay-file": ("已写 {file}", "wrote {file}"),
    "pay-file-secret": ("里面有完整账号：只交给银行，办完即删", "it holds whole account numbers: hand it to the bank only, and delete it afterwards"),
    "pay-bank-invented": ("“{bank}”是虚构的版式，没有银行使用", "“{bank}” is an invented layout that no bank uses"),
    "pay-answered": ("名册 {roll} 号回盘已入账：已付 {paid}，被退 {refused}，付后退回 {bounced}", "booked the answer to roll {roll}: paid {paid}, refused {refused}, came back {bounced}"),
    "pay-nothing-booked": ("一笔也没有入账", "nothing was booked"),
    "pay-no-rolls": ("还没有名册", "there are no rolls yet"),
    "pay-span": ("{first} 至 {last}", "{first} to {last}"),
    "pay-head": ("名册 {roll} 号 · {benefit} · {period} · {stage}", "Roll {roll} · {benefit} · {period} · {stage}"),
    "pay-sum": ("{payments} 笔，合计 {yuan} 元，{maker} 制", "{payments} payments, {yuan} yuan, made by {maker}"),
    "pay-by-level": ("各级分担：{parts}", "by level: {parts}"),
    "pay-states": ("银行：{parts}", "at the bank: {parts}"),
    "pay-claim-none": ("申请 {claim} 没有入账的款项", "nothing is booked for the claim {claim}"),
    "pay-recovered": ("已登记，申请 {claim} 尚应退 {left} 元", "booked; the claim {claim} still owes {left} yuan"),
    "pay-audit-good": ("核对了 {rolls} 个名册、{obligations} 笔应付款，全部相符：每一分钱都有申请、规定版本和出钱的级别，没有一笔付过两次", "looked at {rolls} rolls and {obligations} sums owed; all agree: every fen has a claim, a version of the rule and a level, and nothing was paid twice"),
    "pay-audit-bad": ("核对了 {rolls} 个名册、{obligations} 笔应付款，有 {count} 处不符", "looked at {rolls} rolls and {obligations} sums owed; {count} things do not agree"),
    "pay-no-funds": ("{benefit} 在 {period} 没有应发，也没有到位的款项", "nothing of {benefit} was rolled for {period}, and no money came for it"),
    "pay-comma": ("、", ", "),
    "pay-stage-waiting": ("待复核", "waits for approval"),
    "pay-stage-withdrawn": ("已撤回", "taken back"),
    "pay-stage-approved": ("已复核", "approved"),
    "pay-stage-with-bank": ("已送银行", "with the bank"),
    "pay-stage-answered": ("已回盘", "answered"),
    "pay-state-open": ("未回", "open"), "pay-state-paid": ("已付", "paid"),
    "pay-state-refused": ("被退", "refused"), "pay-state-bounced": ("付后退回", "came back"),
    "pay-kind-back": ("补发", "back pay"), "pay-kind-retry": ("重发", "again"),
    "pay-kind-cancel": ("取消", "cancelled"), "pay-kind-over": ("多发应退", "overpaid"),
    "pay-entry-obligation": ("应付", "owed"), "pay-entry-paid": ("已付", "paid"),
    "pay-entry-returned": ("付后退回", "came back"), "pay-entry-cancelled": ("取消", "cancelled"),
    "pay-entry-overpaid": ("多发应退", "overpaid"), "pay-entry-recovered": ("已退还", "given back"),
    "pay-col-roll": ("名册", "roll"), "pay-col-benefit": ("惠民事项", "benefit"), "pay-col-period": ("期间", "period"),
    "pay-col-payments": ("笔数", "payments"), "pay-col-yuan": ("金额（元）", "yuan"), "pay-col-stage": ("进度", "stage"),
    "pay-col-maker": ("制册", "maker"), "pay-col-checker": ("复核", "checker"), "pay-col-claim": ("申请", "claim"),
    "pay-col-area": ("地区", "area"), "pay-col-account": ("账号", "account"), "pay-col-what": ("月份", "months"),
    "pay-col-entry": ("摘要", "entry"), "pay-col-month": ("月份", "month"), "pay-col-level": ("级别", "level"),
    "pay-col-version": ("规定版本", "rule"),
}  # fmt: skip
