"""Findings about who may do what, and about the review of reports."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "report-locked": (
        "{area} {period} 的这张表已由{level}审核通过并锁定，数字不能再改",
        "{area} {period}: this report was accepted at the level {level} and is locked; its figures cannot change",
        "确需更正的，请审核人员说明理由后退回重开，再重新报送",
        "ask the reviewer to reopen it, with a reason, and send it again",
    ),
    "review-locked-above": (
        "已由更高的一级（{level}）审核通过，只有该级或以上才能重开",
        "a higher level ({level}) has accepted it; only that level or one above can reopen it",
        "请与上级联系",
        "ask the level above",
    ),
    "review-needs-reason": (
        "请写明理由：退回、重开和代下级审核都要有理由",
        "a reason is needed: to return, to reopen, or to decide in place of the level below",
        "把理由写在方框里再提交",
        "write the reason into the box and send again",
    ),
    "review-not-locked": (
        "这份报表没有锁定，不需要重开",
        "this report is not locked, so there is nothing to reopen",
        "需要改的，直接退回",
        "return it instead",
    ),
    "review-not-waiting": (
        "这份报表现在不在等待本级审核（状态：{state}）",
        "this report is not waiting for your level (it is {state})",
        "刷新页面看看它现在到了哪一级",
        "reload the page to see where it stands now",
    ),
    "review-not-yours": (
        "这份报表不归本级（{level}）审核",
        "reports of this area are not reviewed at your level ({level})",
        "核对一下地区和账号的职责范围",
        "check the area and what your account is for",
    ),
}
