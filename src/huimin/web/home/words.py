"""Words of the first page."""

WORDS: dict[str, tuple[str, ...]] = {
    "home.home": ("首页", "Home"),
    "home.greeting": ("{name}，今天是 {day}", "{name}, today is {day}"),
    "home.nothing": ("现在没有要你处理的事。", "Nothing is waiting for you."),
    "home.accounts": ("账号", "Accounts"),
    "home.accounts-open": ("在用", "Open"),
    "home.accounts-closed": ("已停用", "Closed"),
    "home.accounts-never": ("从未登录", "Never signed in"),
    "home.ending": ("{days} 天内到期的职责", "Roles that end within {days} days"),
    "home.ending-none": ("没有即将到期的职责。", "No role ends soon."),
    "home.ending-line": ("{name}：{kind}，至 {day}", "{name}: {kind}, until {day}"),
    "home.to-accounts": ("管理账号", "Manage accounts"),
}
