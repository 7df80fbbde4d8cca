"""Messages about YAML files as files."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "file-unreadable": (
        "文件读不了：{reason}",
        "the file cannot be read: {reason}",
        "请检查文件是否存在、是否有读取权限",
        "check that it is there and may be read",
    ),
    "yaml-too-large": (
        "定义文件过大（{size} 字节，上限 {limit}）",
        "the definition file is too large ({size} bytes, limit {limit})",
        "请拆成几个文件",
        "split it into several files",
    ),
    "yaml-not-utf8": (
        "第 {line} 行不是 UTF-8 编码",
        "line {line} is not UTF-8",
        "请用 UTF-8 编码另存",
        "save the file as UTF-8",
    ),
    "yaml-tab": (
        "第 {line} 行用制表符缩进",
        "line {line} is indented with a tab",
        "请改用空格缩进",
        "indent with spaces",
    ),
    "yaml-alias": (
        "不允许使用锚点或别名（{name}）",
        "anchors and aliases are not allowed ({name})",
        "请把内容写全",
        "write the content out",
    ),
    "yaml-tag": (
        "不允许使用标签（!）",
        "tags (!) are not allowed",
        "请删去标签，或给文本加引号",
        "remove the tag, or quote the text",
    ),
    "yaml-syntax": (
        "YAML 写法有误：{problem}",
        "the YAML is not well formed: {problem}",
        "请检查第 {line} 行及其上一行的缩进、冒号和引号",
        "check indentation, colons and quotes on line {line} and the line above",
    ),
    "yaml-not-a-mapping": (
        "文件应由“键: 值”组成",
        "the file should be a mapping of keys to values",
        "请对照文档中的示例",
        "compare it with the example in the documentation",
    ),
    "yaml-too-deep": ("嵌套过深", "nested too deeply", "请减少层次", "use fewer levels"),
    "yaml-value-unreadable": (
        "读不懂的值“{text}”",
        "the value “{text}” cannot be read",
        "若是文本请加引号",
        "quote it if it is a text",
    ),
    "yaml-key-twice": (
        "键 {key} 重复（第一次在第 {first} 行）",
        "the key {key} stands twice (first on line {first})",
        "请删去其中一个",
        "remove one of them",
    ),
}
