"""Findings about deciding on reports in the site."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "review-no-report": (
        "这里没有报表可审核",
        "there is no report here to decide about",
        "核对表种、期别和地区",
        "check form, period and area",
    ),
    "review-report-changed": (
        "你打开页面之后，这份报表又报送了第 {revision} 次更正",
        "revision {revision} of this report came in after you opened the page",
        "看过更正后的数字再决定",
        "look at the new figures, then decide",
    ),
}
