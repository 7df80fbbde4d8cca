"""What a reader's workbook says, in Chinese and English."""

from __future__ import annotations

READERS = {
    "zh": ("", "第一人", "第二人", "第三人（裁定）"),
    "en": ("", "first reader", "second reader", "third reader (settles)"),
}
TEAMS = {
    "zh": ("", "第一组", "第二组", "第三组（裁定）"),
    "en": ("", "first team", "second team", "third team (settles)"),
}
BOOK: dict[str, dict[str, str]] = {
    "zh": {
        "pair": "序号", "list": "名单", "compared": "异同", "verdict": "是否同一人", "empty": "未填",
        "title": "人工核对：{one}与{other}", "simulated": "名单是虚构的（模拟数据）。",
        "private": "含个人信息：只供判断是不是同一个孩子，不得抄录、转述或用于别的事；看完交回，不留副本。比对结果不得作为对任何家庭作出处理的依据。",
        "how": "逐对在最后一列选“是同一人”“不是同一人”或“不能定”；红色带下划线的字不同。不与另一位核对人商量，也不互看。",
        "codes": "两个单位各派一人，当面或通电话：按同一序号各查本单位的一条记录，判断是不是同一个孩子。有一项不符即停，只问到能判断为止。看到听到的不得抄录、转述或用于别的事。比对结果不得作为对任何家庭作出处理的依据。",
        "choose": "逐对选“是同一人”“不是同一人”或“不能定”。另一组核对的结果出来之前，不与他们商量。",
    },
    "en": {
        "pair": "pair", "list": "list", "compared": "compared", "verdict": "one child?", "empty": "not filled in",
        "title": "Review: {one} and {other}", "simulated": "The lists are invented (simulated data). ",
        "private": "Personal data: for telling whether two records are of one child and for nothing else. Copy and tell nothing, hand it back when done, keep no copy. Nothing in it may carry a consequence for any family.",
        "how": "In the last column choose “one child”, “two children” or “cannot tell” for every pair; red underlined characters differ. Do not talk it over with the other reader, and do not look at the other's workbook.",
        "codes": "A person of each office, face to face or by telephone: look up your own record of the same pair number and tell whether both are one child. Stop at the first thing that differs and ask no more than it takes. Note down and tell nothing of it. Nothing in it may carry a consequence for any family.",
        "choose": "Choose “one child”, “two children” or “cannot tell” for every pair. Do not talk it over with the other team before both are done.",
    },
}  # fmt: skip
