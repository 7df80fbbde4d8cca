"""Words of the accounts."""

WORDS: dict[str, tuple[str, ...]] = {
    "accounts.sign-in": ("登录", "Sign in"),
    "accounts.sign-out": ("退出", "Sign out"),
    "accounts.username": ("用户名", "User name"),
    "accounts.password": ("密码", "Password"),
    "accounts.failed": ("用户名或密码不对。", "The user name or the password is wrong."),
}
