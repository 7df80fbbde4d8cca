"""What the command line says of claims: help, options, sentences, in Chinese and English."""

from __future__ import annotations

_HEAD = ("claim", "benefit", "area", "offered", "before", "stage", "step", "round", "outcome", "machine", "running",
         "held", "due", "late", "renew_by", "decided", "appealed", "appeal_due", "officer", "taken_at", "by_family", "erased")  # fmt: skip
_OFFICE_KEYS = ("claim", "area", "offered", "before", "stage")

# zh, en, examples zh, examples en, keys of the JSON
COMMANDS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "claims": (
        "惠民申请：受理、审批、公示、年度确认，个人信息的导出、清除和事件报告。办理以网站为主；这里供批量办理、定时任务和管理用。",
        "Claims of families: taking, deciding, public notice, yearly confirmation, and what the law asks about personal data. Most work is done on the site; these commands are for lists, timed jobs and upkeep.",
        ("huimin claims list",), ("huimin claims list",), (),
    ),
    "claims list": (
        "列出申请：编号、事项、地区、进度、期限、经办人，没有个人信息。", "List claims: number, benefit, area, stage, deadline and officer; nothing personal.",
        ("huimin claims list --late",), ("huimin claims list --late",), ("claims",),
    ),
    "claims show": (
        "看一件申请。不写目的，只看办理过程；写明目的，才打开内容，并留下记录。", "Show a claim. Without a purpose: its handling alone. With one its contents are opened, and the look is logged.",
        ("huimin claims show 000000011 --purpose decide --by 王某",), ("huimin claims show 000000011 --purpose decide --by WANG",), (*_HEAD, "facts", "decision", "findings"),
    ),
    "claims take": (
        "按文件（YAML）受理一件申请，给出编号和回执码。回执码只显示这一次。", "Take a claim from a file (YAML); gives its number and a receipt code, which is shown this once.",
        ("huimin claims take 申请.yaml --by 王某",), ("huimin claims take claim.yaml --by WANG",), ("claim", "receipt_code", "findings"),
    ),
    "claims prepare": (
        "按政策测算待办申请，列出明确符合的和要逐件看的。--sign 由本人把明确符合的一次签批：先拟定，再由另一人用 --confirm 审核。中断后再运行即接着做，不会签两次。",
        "Work out what waits: plain yeses, and what has to be looked at one by one. With --sign you sign all plain yeses: one person proposes, another confirms with --confirm. Stopped in the middle, run it again; nothing is signed twice.",
        ("huimin claims prepare childcare-subsidy --by 王某",), ("huimin claims prepare childcare-subsidy --by WANG",), ("benefit", "clear", "single", "signed", "findings"),
    ),
    "claims propose": (
        "对一件申请拟定给予（yes）或不给予（no）。不给予、或与政策测算不同的，要写理由。", "Propose yes or no. A no, and whatever differs from the rule, needs words.",
        ("huimin claims propose 000000011 yes --by 王某",), ("huimin claims propose 000000011 yes --by WANG",), _HEAD,
    ),
    "claims confirm": (
        "审核别人拟定的意见；最后一个环节即作出决定。", "Confirm what somebody else proposed; the last step decides.",
        ("huimin claims confirm 000000011 --by 李某",), ("huimin claims confirm 000000011 --by LI",), _HEAD,
    ),
    "claims hand-over": (
        "家庭迁走后，把一件申请移交给另一地区的经办机构：对方接收后才归对方；补贴从 --since 这一天起由对方发（当月1日在谁那里，当月由谁发）。要写理由。",
        "A family has moved: offer its claim to the office of another area. It stays here until that office takes it; from the day --since on the other one pays (a month is paid by the office that has the claim on its first day). Needs words.",
        ("huimin claims hand-over 000000011 990103001 --since 2026-01-01 --words '全家迁入' --by 王某",), ("huimin claims hand-over 000000011 990103001 --since 2026-01-01 --words 'they moved there' --by WANG",), _OFFICE_KEYS,
    ),
    "claims receive": (
        "接收别处移交来的一件申请。提出移交的人不能自己接收。", "Take over a claim that another office offers. Who offered it cannot take it.",
        ("huimin claims receive 000000011 --by 赵某",), ("huimin claims receive 000000011 --by ZHAO",), _OFFICE_KEYS,
    ),
    "claims send-back": (
        "退回别处移交来的申请，或者收回自己提出的移交。要写理由。", "Send back a claim that another office offers, or take one's own offer back. Needs words.",
        ("huimin claims send-back 000000011 --words '户籍没有迁入' --by 赵某",), ("huimin claims send-back 000000011 --words 'they are not registered here' --by ZHAO",), _OFFICE_KEYS,
    ),
    "claims renewals": (
        "列出到期应作年度确认的申请。", "List the claims whose yearly confirmation is due.",
        ("huimin claims renewals --before 2026-03-31",), ("huimin claims renewals --before 2026-03-31",), ("before", "claims"),
    ),
    "claims notices": (
        "今天的公示：编号、事项、乡镇、标准、公示截止日，没有姓名和身份证号。", "What is on public notice today: number, benefit, township, amount and last day; no name, no identity number.",
        ("huimin claims notices",), ("huimin claims notices",), ("notices",),
    ),
    "claims awards": (
        "已批准的申请到某月应发多少，有问题的说明原因。huimin pay roll 用的就是它。", "What decided claims are owed up to a month, and what speaks against paying one. It is what huimin pay roll uses.",
        ("huimin claims awards childcare-subsidy --until 2026-01",), ("huimin claims awards childcare-subsidy --until 2026-01",), ("benefit", "held", "findings", "awards"),
    ),
    "claims views": (
        "谁在什么时候、为什么看过一件申请。", "Who looked into a claim, when and why.",
        ("huimin claims views 000000011",), ("huimin claims views 000000011",), ("claim", "views"),
    ),
    "claims export": (
        "把一件申请的全部信息写成文件（JSON），交给本人；包括谁看过。", "Write everything there is of a claim into a file (JSON) for its family, with who looked.",
        ("huimin claims export 000000011 --out 本人.json --by 王某",), ("huimin claims export 000000011 --out own.json --by WANG",), ("claim", "file"),
    ),
    "claims erase": (
        "应家庭要求清除一件申请的个人信息。没有决定也没有发放的立即清除；否则说明哪天到期、为什么。", "Erase what is personal of a claim, as its family asks: at once where nothing was decided or paid, else it says from which day on, and why.",
        ("huimin claims erase 000000011 --by 王某",), ("huimin claims erase 000000011 --by WANG",), ("claim", "erased", "on", "findings"),
    ),
    "claims tidy": (
        "清除保存期满的申请内容，只留办理记录。宜每天运行一次。", "Erase the contents of claims that were kept long enough; the record of their handling stays. To be run daily.",
        ("huimin claims tidy",), ("huimin claims tidy",), ("erased",),
    ),
    "claims rekey": (
        "更换申请的主密钥：每件申请的密钥用新主密钥重新封存，检索用的哈希一并更换；旧主密钥从此什么也打不开。边办理边准备，最后一步很短；中断了再运行一次，接着做。",
        "Turn over the master key of claims: each claim's key is sealed by the new one, and the hashes by which claims are found are made anew; the old key opens nothing any more. Work goes on while it prepares, and the last step is short; broken off, it goes on when it is run again.",
        ("huimin claims rekey",), ("huimin claims rekey",), ("claims", "key", "before"),
    ),
    "claims breach": (
        "个人信息泄露后：查出受影响的申请，起草给主管部门的报告和给家庭的通知（docx、网页）。不发送任何东西。",
        "After a breach of personal data: who is affected, with drafts of the report to the authority and of the letter to families (docx, html). Nothing is sent.",
        ("huimin claims breach --from 2026-01-01 --to 2026-01-31 --out 事件",), ("huimin claims breach --from 2026-01-01 --to 2026-01-31 --out incident",), ("claims", "areas", "files"),
    ),
}  # fmt: skip

_BY = (
    "经办人用户名；默认为本机登录名。也可用环境变量 HUIMIN_BY",
    "user name of who acts; default the name signed in at this machine. Also the environment variable HUIMIN_BY",
)
_BENEFIT = ("惠民事项代码", "code of the benefit")
_AREA = ("只看这个地区（名称或代码，含以下）", "only this area (name or code) and those below it")
_CLAIM = ("申请编号", "number of the claim")
_WORDS = ("理由", "the reason")
_OFFICES = ("hand-over", "receive", "send-back")
_SIGNED = ("show", "take", "prepare", "propose", "confirm", *_OFFICES, "tidy", "export", "erase", "breach")

PARAMETERS: dict[str, tuple[str, str]] = {
    **{f"claims {command}.by": _BY for command in _SIGNED},
    **{f"claims {command}.claim": _CLAIM for command in ("show", "propose", "confirm", *_OFFICES, "views", "export", "erase")},
    **{f"claims {command}.area": _AREA for command in ("list", "prepare", "renewals")},
    **{f"claims {command}.words": _WORDS for command in ("propose", "confirm", *_OFFICES)},
    **{f"claims {command}.everything": ("全部列出", "list all of them") for command in ("list", "renewals")},
    **{f"claims {command}.benefit": _BENEFIT for command in ("prepare", "awards")},
    "claims list.benefit": ("只看这项惠民事项（代码）", "only this benefit (its code)"),
    "claims list.stage": ("只看这个进度：taken、asked、proposed、notice、granted、refused、held、stopped、withdrawn", "only this stage: taken, asked, proposed, notice, granted, refused, held, stopped, withdrawn"),
    "claims list.late": ("只看超过期限的", "only those that are late"),
    "claims show.purpose": ("查看目的：decide、answer-family、appeal、redecide、pay、correct", "the purpose: decide, answer-family, appeal, redecide, pay, correct"),
    "claims take.file": ("写好的申请（YAML），各项见 docs/zh/claims.md", "the claim (YAML); its keys are told in docs/claims.md"),
    "claims prepare.confirm": ("待审核的（第二人）", "what was proposed and waits for a second person"),
    "claims prepare.sign": ("把明确符合的一次签批", "sign all plain yeses"),
    "claims propose.outcome": ("给予写 yes，不给予写 no", "yes or no"),
    "claims hand-over.area": ("移交给哪个地区（名称或代码）", "the area whose office gets it (name or code)"),
    "claims hand-over.since": ("从哪一天起归对方，默认今天", "the day from which it is that office's, default today"),
    "claims renewals.before": ("到这一天为止，默认今天", "due by this day, default today"),
    "claims awards.until": ("到这个月为止，如 2026-01", "up to this month, such as 2026-01"),
    "claims export.target": ("写到这个文件，只有本人能读", "write to this file, which only you can read"),
    "claims breach.first": ("从哪一天起", "the first day"),
    "claims breach.last": ("到哪一天止", "the last day"),
    "claims breach.target": ("写到这个文件夹", "the folder to write to"),
    "claims breach.views_by": ("只算这个账号在此期间打开过的申请", "only claims that this account opened in that time"),
    "claims breach.contact": ("信里写的联系方式", "whom to ask, as the letters say"),
}  # fmt: skip

WORDS: dict[str, tuple[str, str]] = {
    "claim-none": ("没有这样的申请", "there are no such claims"),
    "claim-taken": ("已受理，编号 {claim}", "taken under the number {claim}"),
    "claim-receipt": ("回执码 {receipt}：只显示这一次，请交给申请人", "receipt code {receipt}: shown this once; hand it to the family"),
    "claim-head": ("申请 {claim} · {benefit} · {stage}", "Claim {claim} · {benefit} · {stage}"),
    "claim-persons": ("申请人 {claimant}，对象 {subject}", "claimed by {claimant} for {subject}"),
    "claim-family": ("家庭", "the family"),
    "claim-late": ("{day}（已超期）", "{day} (late)"), "claim-appeal-due": ("申诉，{day} 前答复", "appeal, answer by {day}"),
    "claim-proposed": ("已对申请 {claim} 拟定：{outcome}，请另一人审核：huimin claims confirm {claim}", "proposed for the claim {claim}: {outcome}; let a second person confirm it: huimin claims confirm {claim}"),
    "claim-confirmed": ("已审核申请 {claim}，现在：{stage}", "confirmed; the claim {claim} is now: {stage}"),
    "claim-offered": ("已向{area}提出移交申请 {claim}，从 {since} 起归对方；请对方接收：huimin claims receive {claim}", "the claim {claim} is offered to {area}, to be its own from {since}; let that office take it: huimin claims receive {claim}"),
    "claim-received": ("已接收申请 {claim}，现在归{area}", "taken over; the claim {claim} is now with {area}"),
    "claim-sent-back": ("移交没有办成，申请 {claim} 仍归{area}", "sent back; the claim {claim} stays with {area}"),
    "claim-list": ("明确符合 {clear} 件，要逐件看的 {single} 件", "plain yeses: {clear}; to be looked at one by one: {single}"),
    "claim-sign-hint": ("核对后加 --sign 签批明确符合的", "when you have looked, sign the plain yeses with --sign"),
    "claim-signed": ("已签批 {count} 件", "signed: {count}"),
    "signing": ("签批", "signing"),
    "claim-tidied": ("已清除 {count} 件申请的内容", "contents erased: {count}"),
    "rekeying": ("重新封存", "sealing anew"),
    "claim-rekeyed": ("主密钥已更换，重新封存 {count} 件", "the master key was turned over; claims sealed anew: {count}"),
    "claim-rekey-before": ("新密钥在 {key}，请立即在别处保管一份；旧密钥移到 {before}，只有打开更换前的备份才用得着，那些备份不要了就一并销毁", "the new key is {key}: keep a copy of it elsewhere now; the old one is {before}: it opens backups made before and nothing else, and goes when they go"),
    "claim-rekey-environment": ("新密钥在 {key}：放进 HUIMIN_CLAIMS_KEY，重启网站，再运行一次本命令（会删去这个文件）", "the new key is in {key}: put it into HUIMIN_CLAIMS_KEY, start the site again, and run this once more (it removes the file)"),
    "claim-no-notices": ("今天没有公示", "nothing is on public notice today"),
    "claim-awards": ("应发 {count} 件，合计 {yuan} 元；暂停 {held} 件", "owed: {count} claims, {yuan} yuan; on hold: {held}"),
    "claim-exported": ("已写 {file}", "wrote {file}"),
    "claim-exported-secret": ("里面是一个家庭的全部信息：只交给本人，办完即删", "it holds all of a family's data: hand it to the family only, and delete it afterwards"),
    "claim-erased-now": ("已清除申请 {claim} 的个人信息", "what is personal of the claim {claim} is erased"),
    "claim-no-views": ("没有人看过申请 {claim} 的内容", "nobody has looked into the claim {claim}"),
    "claim-breach": ("受影响的申请：{count} 件", "claims affected: {count}"),
    "claim-breach-files": ("报告、通知的草稿和申请清单在 {folder}；空处由单位填写，没有发送任何东西", "drafts of the report and the letter and the list of claims are in {folder}; fill in what is open; nothing was sent"),
    "claim-stage-taken": ("已受理", "taken"), "claim-stage-asked": ("待补正", "asked to complete"), "claim-stage-proposed": ("待审核", "waits for confirmation"),
    "claim-stage-notice": ("公示中", "on public notice"), "claim-stage-granted": ("已批准", "granted"), "claim-stage-refused": ("不予批准", "refused"),
    "claim-stage-held": ("暂停发放", "on hold"), "claim-stage-stopped": ("已停发", "stopped"), "claim-stage-withdrawn": ("已撤回", "withdrawn"),
    "claim-move-take": ("受理", "taken"), "claim-move-ask": ("要求补正", "asked to complete"), "claim-move-complete": ("补正", "completed"),
    "claim-move-propose": ("拟定意见", "proposed"), "claim-move-confirm": ("审核通过", "confirmed"), "claim-move-return": ("退回", "returned"),
    "claim-move-withdraw": ("撤回", "withdrawn"), "claim-move-object": ("公示异议", "objection"), "claim-move-change": ("情况变化", "change of circumstances"),
    "claim-move-correct": ("更正", "corrected"), "claim-move-renew": ("年度确认", "confirmed for a year"), "claim-move-hold": ("暂停发放", "put on hold"),
    "claim-move-resume": ("恢复发放", "resumed"), "claim-move-stop": ("拟停发", "stop proposed"), "claim-move-appeal": ("申诉", "appeal"),
    "claim-move-uphold": ("申诉成立", "appeal upheld"), "claim-move-dismiss": ("维持原决定", "appeal dismissed"), "claim-move-mend": ("更正个人信息", "particulars corrected"),
    "claim-move-paper": ("交材料", "paper added"), "claim-move-account": ("更换账号", "account changed"), "claim-move-code": ("补发回执码", "new receipt code"),
    "claim-outcome-yes": ("给予", "yes"), "claim-outcome-no": ("不给予", "no"),
    "claim-machine-yes": ("符合", "yes"), "claim-machine-no": ("不符合", "no"), "claim-machine-unknown": ("尚不能确定", "not known"),
    "claim-reason-held": ("✓", "✓"), "claim-reason-failed": ("✗", "✗"), "claim-reason-unknown": ("？", "?"),
    "claim-move-hand-over": ("提出移交", "offered to another office"), "claim-move-receive": ("接收移交", "taken over"),
    "claim-move-send-back": ("移交退回", "offer sent back"), "claim-what-offer": ("移交理由", "the reason of an offer"),
    "claim-what-card": ("申请内容", "the claim"), "claim-what-paper": ("材料", "a paper"), "claim-what-export": ("导出", "an export"), "claim-what-list": ("批量清单", "a list"),
    "claim-col-claim": ("编号", "claim"), "claim-col-benefit": ("事项", "benefit"), "claim-col-area": ("地区", "area"),
    "claim-col-stage": ("进度", "stage"), "claim-col-due": ("期限", "due"), "claim-col-officer": ("经办人", "officer"),
    "claim-col-day": ("日期", "day"), "claim-col-move": ("办理", "what"), "claim-col-by": ("谁", "by"),
    "claim-col-outcome": ("意见", "outcome"), "claim-col-words": ("理由", "words"), "claim-col-machine": ("政策测算", "by the rule"),
    "claim-col-owed": ("应发（元）", "owed (yuan)"), "claim-col-yuan": ("标准（元）", "yuan"), "claim-col-until": ("公示到", "until"),
    "claim-col-purpose": ("目的", "purpose"), "claim-col-what": ("看了什么", "what"), "claim-col-claims": ("件数", "claims"),
}  # fmt: skip
