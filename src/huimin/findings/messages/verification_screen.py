"""Messages of the screen of verification."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "verification-field": ("这一项必须填写", "this is needed", "请填写", "fill it in"),
    "verification-other-form": (
        "这不是本轮的核查表",
        "this is no sheet of this round",
        "请用本轮下载的核查表",
        "use the sheets that were downloaded for this round",
    ),
    "verification-no-file": ("没有选择文件", "no file was chosen", "请选择填好的核查表", "choose the filled sheets"),
    "verification-no-sheets": (
        "还没有收到核查表",
        "no sheet has come yet",
        "先上传核查表，再估计",
        "upload sheets first, then estimate",
    ),
    "verification-changed-meanwhile": (
        "结果刚刚改变了",
        "the results have just changed",
        "请看过新结果再决定",
        "look at the new results, then decide",
    ),
    "verification-nobody-estimated": (
        "不知道这份结果是谁估计的",
        "nobody knows who made this estimate",
        "请先在网站上重新估计，再由另一人采用",
        "estimate again on the site; then somebody else can adopt",
    ),
    "verification-own-estimate": (
        "估计的人不能自己采用",
        "whoever estimated cannot adopt",
        "请另一位业务主管采用",
        "let another officer adopt",
    ),
    "verification-nothing-chosen": (
        "没有选中任何系数",
        "no factor was chosen",
        "请勾选要采用的系数",
        "tick those to be adopted",
    ),
    "verification-year-planned": (
        "这一年已经安排过了",
        "this year is planned already",
        "安排只能做一次，名单已封存",
        "a year is planned once; its lists are sealed",
    ),
    "verification-count": (
        "请填人数（不小于 0 的整数）",
        "a count is needed: a whole number of 0 or more",
        "请改正",
        "mend it",
    ),
    "verification-more-in-both": (
        "两份都有的人数不能多于其中任何一份",
        "no more people can be in both than in either",
        "请核对三个数",
        "check the three counts",
    ),
    "verification-limit": (
        "请填 0 到 100 之间的百分数，如 2%",
        "a per cent between 0 and 100 is needed, such as 2%",
        "请改正，或不填",
        "mend it, or leave it out",
    ),
}
