"""What the command line says of benefits: help, options, sentences, in Chinese and English."""

from __future__ import annotations

from huimin.cli import budget_words, measure_words

# zh, en, examples zh, examples en, keys of the JSON
COMMANDS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "benefits": (
        "惠民事项的规则：检查、列出、查看、运行案例、测算。",
        "Rules of benefits: check, list, show, run the cases, decide.",
        ("huimin benefits list",), ("huimin benefits list",), (),
    ),
    "benefits check": (
        "检查惠民事项的定义：名称、单位、日期、比例、互相让位，一次列出全部问题。工作区 benefits/ 里的同名文件优先于随程序附带的。",
        "Check the definitions of benefits: names, units, dates, shares, what gives way to what; every fault is told at once. A file in benefits/ of the workspace goes before the one of the same name that comes with the product.",
        ("huimin benefits check", "huimin benefits check --all"), ("huimin benefits check", "huimin benefits check --all"),
        ("findings",),
    ),
    "benefits list": (
        "列出全部惠民事项：标准、把握程度、尚待填写的内容；并列出本产品不提供的做法及理由。",
        "List the benefits: amounts, how sure they are, what is still to be filled in; and what is not offered, with the reasons.",
        ("huimin benefits list",), ("huimin benefits list",), ("benefits", "declined"),
    ),
    "benefits show": (
        "查看一个事项：询问什么、条件、各期标准和出处、材料、步骤、各级负担。",
        "Show one benefit: what is asked, conditions, dated amounts with their source, papers, steps, shares.",
        ("huimin benefits show childcare-subsidy",), ("huimin benefits show childcare-subsidy",),
        ("code", "zh", "en", "subject", "life", "from", "until", "period", "status", "open", "amounts", "facts"),
    ),
    "benefits test": (
        "运行案例：每个事项旁边的 .cases.yaml 写明各种情况应得的结果。",
        "Run the cases: the .cases.yaml beside each benefit says what comes out in which situation.",
        ("huimin benefits test", "huimin benefits test special-aid"), ("huimin benefits test", "huimin benefits test special-aid"),
        ("cases", "wrong", "findings"),
    ),
    "benefits decide": (
        "按文件里的情况测算：符合、不符合或尚不能确定，逐条说明理由，缺什么问什么。只是测算，不作决定，也不保存。文件写 benefit、facts、on（可选 claimed）。",
        "Decide for the facts in a file: entitled, not entitled or not known yet, with every reason and what has to be asked. It is a proposal, no decision, and nothing is kept. The file says benefit, facts, on (and claimed where wanted).",
        ("huimin benefits decide 情况.yaml",), ("huimin benefits decide facts.yaml",), ("decisions",),
    ),
}  # fmt: skip

PARAMETERS: dict[str, tuple[str, str]] = {
    "benefits show.benefit": ("事项的代码或名称", "the code or name of the benefit"),
    "benefits test.benefit": ("只运行这个事项的案例，默认全部", "run the cases of this benefit only, default all"),
    "benefits decide.file": ("写有情况的 YAML 文件", "the YAML file with the facts"),
    "benefits check.everything": ("提示也列出", "list the notes too"),
}  # fmt: skip

WORDS: dict[str, tuple[str, str]] = {
    "benefit-code": ("代码", "code"), "benefit-name": ("名称", "name"), "benefit-amount": ("现行标准", "amount now"),
    "benefit-status": ("把握程度", "how sure"), "benefit-open": ("待填写", "to fill in"), "benefit-cases": ("案例", "cases"),
    "benefit-declined-list": ("本产品不提供：", "Not offered:"), "benefit-colon": ("：", ": "), "benefit-comma": ("、", ", "),
    "benefit-by-formula": ("按公式", "by formula"), "benefit-to-fill-in": ("待本单位填写", "for the office to fill in"),
    "benefit-per-once": ("一次性{yuan}元", "{yuan} yuan once"), "benefit-per-month": ("每月{yuan}元", "{yuan} yuan a month"),
    "benefit-per-year": ("每年{yuan}元", "{yuan} yuan a year"),
    "benefit-status-T": ("已读原文", "text read"), "benefit-status-S": ("转述", "second hand"),
    "benefit-status-G": ("未核实", "not confirmed"), "benefit-status-ours": ("本产品自定", "ours"),
    "benefit-open-amounts": ("标准", "amounts"), "benefit-open-shares": ("各级负担", "shares"),
    "benefit-cases-run": ("案例 {count} 个，相符 {right} 个", "cases run {count}, right {right}"),
    "benefit-authority": ("（主管部门的法定条件，由其认定并留痕）", " (the authority's legal condition: decided by it, and logged)"),
    "benefit-ask": ("请问：{question}", "to ask: {question}"),
    "benefit-from-to": ("起止：{first} 至 {last}", "from {first} until {last}"), "benefit-no-end": ("另行通知", "further notice"),
    "benefit-claim-by": ("申请期限：{last}", "claim by {last}"),
    "benefit-source": ("依据：{title}（{status}）", "source: {title} ({status})"),
    "benefit-proposal": ("以上为测算，由经办人员依法决定。", "This is a proposal; a person decides."),
    "benefit-in-force": ("有效期：{first} 至 {last}", "in force from {first} until {last}"),
    "benefit-office": ("办理单位", "office"), "benefit-asked": ("询问", "Asked"), "benefit-conditions": ("条件", "Conditions"),
    "benefit-amounts": ("标准", "Amounts"), "benefit-papers": ("材料", "Papers"), "benefit-steps": ("步骤", "Steps"),
    "benefit-shares": ("各级负担", "Shares"), "benefit-sensitive": ("（敏感个人信息）", " (sensitive)"),
    "benefit-looked-up": ("（能查询的由单位自查，不要求提供）", " (looked up by the office where it can be)"),
    "benefit-paid-by": ("款项到账：从批准之日（或所属月份月底）算起，{by}", "paid {by}, counted from the decision or the end of the month owed"),
    "benefit-working-days": ("，{days}个工作日内", ", within {days} working days"),
}  # fmt: skip
COMMANDS |= budget_words.COMMANDS
PARAMETERS |= budget_words.PARAMETERS
WORDS |= budget_words.WORDS
COMMANDS |= measure_words.COMMANDS
PARAMETERS |= measure_words.PARAMETERS
WORDS |= measure_words.WORDS
