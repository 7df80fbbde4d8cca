"""Messages about accounts: passwords, codes, roles, and files of accounts."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "password-wrong": ("现在的密码不对", "the current password is wrong", "请重新输入", "type it again"),
    "password-too-short": (
        "密码太短，至少要 {count} 位",
        "the password is too short: it needs at least {count} characters",
        "请加长，例如用几个不相干的词",
        "make it longer, for example with a few unrelated words",
    ),
    "password-too-long": (
        "密码太长，最多 {count} 位", "the password is too long: it may have at most {count} characters", "请缩短", "shorten it",
    ),
    "password-too-common": (
        "这个密码太常见，很容易被猜到",
        "this password is so common that it is easily guessed",
        "请换一个别人想不到的",
        "choose one that others would not think of",
    ),
    "password-only-digits": (
        "密码不能全是数字", "the password has digits only", "请加上文字或符号", "add letters or other characters",
    ),
    "password-like-name": (
        "密码与姓名或用户名太像",
        "the password is too much like the name or the user name",
        "请换一个与姓名无关的",
        "choose one that has nothing to do with the name",
    ),
    "passwords-differ": (
        "两次输入的新密码不一样", "the new password is not the same twice", "请两次输入同一个新密码", "type the same new password twice",
    ),
    "password-unchanged": (
        "新密码与现在的相同", "the new password is the same as the current one", "请换一个不同的", "choose a different one",
    ),
    "code-wrong": (
        "验证码不对",
        "the code is wrong",
        "输入应用上现在显示的 6 位数字；手机的时间要准",
        "type the six digits that the app shows now; the phone’s clock must be right",
    ),
    "second-factor-needed": (
        "这个账号的两步验证不能在这里关闭",
        "the second factor of this account cannot be turned off here",
        "换了手机的，在“我的账号”里更换；丢失的，请管理员重置",
        "change the phone under “My account”, or ask the administrator to reset it",
    ),
    "person-name-wrong": (
        "姓名不能为空，也不能超过 {count} 个字", "the name is empty or longer than {count} characters", "请填写姓名", "fill in the name",
    ),
    "password-nobody-to-ask": (
        "没有终端可以询问密码",
        "there is no terminal to ask for the password",
        "在终端里运行，或加 --password-stdin 从标准输入给出",
        "run it in a terminal, or give it on the input with --password-stdin",
    ),
    "username-wrong": (
        "用户名“{found}”不合规定",
        "“{found}” cannot be a user name",
        "用 2 到 60 位文字、数字或 . _ - @，以文字或数字开头",
        "use 2 to 60 letters, digits or . _ - @, and begin with a letter or digit",
    ),
    "username-taken": (
        "用户名“{found}”已有账号", "there is an account with the user name “{found}” already", "请换一个，或直接修改那个账号", "choose another, or change that account",
    ),
    "subject-taken": (
        "这个统一身份标识已对应另一个账号", "another account has this subject already", "请核对标识", "check the subject",
    ),
    "own-account": (
        "不能在这里改自己的账号", "nobody changes their own account here", "请另一位管理员来改", "ask another administrator",
    ),
    "role-unknown": (
        "没有“{found}”这种职责", "there is no role “{found}”", "是否想写 {nearest}？可用：{options}", "did you mean {nearest}? The roles: {options}",
    ),
    "role-area-not-yours": (
        "你不能给予“{found}”的职责",
        "you cannot give roles at “{found}”",
        "写你管理范围以内的地区",
        "name an area within your own",
    ),
    "role-area-missing": (
        "没有写地区",
        "the area is missing",
        "写地区的名称或代码；管全部地区的，写“全部地区”",
        "give its name or code, or “all areas”",
    ),
    "role-held-already": (
        "此人已有这项职责", "the person holds this role already", "要改日期的，先结束原来的一项", "to change its days, end that one first",
    ),
    "role-ends-before": (
        "截止日 {last} 早于起始日 {first}", "the last day {last} lies before the first day {first}", "请改正日期", "correct the days",
    ),
    "role-twice": (
        "“{found}”的同一项职责写了两次", "the same role of “{found}” is there twice", "删去一行", "take one line out",
    ),
    "date-wrong": (
        "“{found}”不是日期", "“{found}” is no day", "写成 2026-01-31 这样", "write it like 2026-01-31",
    ),
    "account-name-differs": (
        "“{found}”在文件里有两个姓名：{one}、{other}",
        "“{found}” has two names in the file: {one}, {other}",
        "同一用户名的各行姓名要一致",
        "give the same name on every line of a user name",
    ),
    "accounts-column-missing": ("缺少“{zh}”这一列", "the column “{column}” is missing", "补上列名", "add it to the first line"),
    "accounts-file-missing": ("没有选文件", "no file was chosen", "先选一个 csv 文件", "choose a csv file first"),
    "accounts-file-unreadable": (
        "读不了这个文件",
        "this file cannot be read",
        "在表格软件里另存为 csv（UTF-8）再传；最大 2 MB",
        "save it as csv (UTF-8) from the spreadsheet and send it again; 2 MB at most",
    ),
    "accounts-file-size": (
        "文件里有 {found} 行账号，应为 1 到 {most} 行", "the file has {found} lines of accounts; it may have 1 to {most}", "请检查，或分成几个文件", "check it, or split it into several files",
    ),
}  # fmt: skip
