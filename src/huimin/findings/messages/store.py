"""Messages of the figure store."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "database-url-unknown": (
        "不认识的数据库地址类型“{scheme}”",
        "the database address starts with “{scheme}”, which is not known here",
        "请写 SQLite 文件的路径，或 postgresql://用户:密码@主机:端口/库名",
        "write the path of a SQLite file, or postgresql://user:password@host:port/database",
    ),
    "area-twice-in-file": (
        "同一文件里 {area} 的表 {form}（{period}）出现两次，另一处在工作表“{other}”",
        "the file holds form {form} of {period} for {area} twice, the other one on sheet “{other}”",
        "请删去其中一处，再报送一次",
        "remove one of them and send the file again",
    ),
    "figure-too-large": (
        "数值 {value} 太大，无法准确保存",
        "the value {value} is too large to be kept exactly",
        "请核对单位和小数点（最大约 {most}）",
        "check the unit and the decimal point (the most is about {most})",
    ),
}
