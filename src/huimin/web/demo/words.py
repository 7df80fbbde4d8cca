"""What people of a demonstration write, in the language it was made in."""

WORDS: dict[str, tuple[str, str]] = {
    "reopened": (
        "与卫生院出生登记对不上：卫生院多 2 名男婴。请核对后更正。",
        "Does not agree with the health centre's births, which has 2 more boys. Please check and correct.",
    ),
    "reply": (
        "十一月有 3 个村的报表因系统升级迟到两天，附情况说明，请予核减迟报。",
        "Three villages' reports came two days late in November because of a system upgrade; please take that into account.",
    ),
    "notice-title": ("关于数据质量问题的整改通知", "Corrective notice on data quality"),
    "notice-text": (
        "你县本年度核查发现数字与原始凭据不符，触及红线。请查明原因，按期整改，并报送整改情况。本通知针对工作机构，不涉及任何家庭。",
        "This year's verification found figures that do not agree with the papers behind them, and a red line was crossed. Find the causes, mend them in time and report what was done. This notice is for the office and concerns no family.",
    ),
    "task-title": ("逐村核对 11 月、12 月出生数字", "Check the births of November and December village by village"),
    "task-text": (
        "对照卫生院分娩登记，差异逐条说明。",
        "Compare with the health centres' records and explain each difference.",
    ),
    "third-reader": ("第三核对人", "Third reader of pairs"),
    "claim-ask": (
        "请补孩子户口本那一页的照片：系统里查不到。",
        "Please send a photo of the child's page of the household register: we could not look it up.",
    ),
    "claim-no": (
        "您不是孩子的父母或监护人，应由父母一方或监护人申请。",
        "You are neither a parent nor a guardian of the child; a parent or guardian has to claim.",
    ),
    "claim-appeal": (
        "我已经办了委托监护手续，材料在窗口交过。",
        "I have been made guardian, and handed in the paper at the office.",
    ),
    "claim-hold": ("户口迁移正在核实。", "We are checking where the child is registered now."),
    "claim-stop": ("家庭已迁往外省，当地继续发放。", "The family moved to another province, which pays from now on."),
    "claim-hand-over": (
        "家庭上月搬到邻县，户口已迁。",
        "The family moved to the next county last month, and is registered there.",
    ),
    "claim-change": ("孩子改由奶奶照顾。", "The child's grandmother looks after it now."),
}


def speak(code: str, lang: str) -> str:
    """A text in ``zh`` or ``en``."""
    return WORDS[code][0 if lang == "zh" else 1]
