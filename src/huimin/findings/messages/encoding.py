"""Messages about private matching: keys, encoded lists, and codes."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "encoding-again": (
        "这个文件已经是编码后的名单",
        "this file is an encoded list already",
        "请给原来的名单；编码后的名单直接交去比对",
        "give the list itself; an encoded one is ready to be compared",
    ),
    "encoding-area-hidden": (
        "有 {count} 条记录的地区不是区划代码，可能是地址，没有留明文，按地区不明统计",
        "the area of some records is no code and may be an address (records: {count}); it does not stay plain, and they count as area not known",
        "请填区划代码，或用 --areas 指定工作区的区划",
        "write codes, or name the workspace whose area tree knows them with --areas",
    ),
    "encoding-codes-other": (
        "结果里的代码一个也不在这张对照表里",
        "none of the codes of the result is in this table",
        "请用编码时写出的那一张（…-codes.csv）；每编码一次，代码都换新",
        "take the one written with the encoded list (…-codes.csv); codes are new every time a list is encoded",
    ),
    "encoding-codes-unreadable": (
        "文件读不出来，应为至少两列的 csv",
        "the file cannot be read; it should be csv with two columns at least",
        "请用比对结果中给本单位的文件和本单位留存的对照表",
        "take the file of the comparison for your office, and the table that your office kept",
    ),
    "encoding-differs": (
        "各份编码名单的做法不一样：{item} 一份是“{expected}”，这份是“{found}”",
        "the lists were not encoded alike: {item} is “{expected}” in one and “{found}” in this one",
        "请双方商定后重新编码",
        "agree on it and encode again",
    ),
    "encoding-key-open": (
        "密钥文件别人也能读",
        "others can read the key file",
        "请把文件权限改为只限本人（chmod 600），必要时换新密钥",
        "let its owner alone read it (chmod 600), and make a new key if somebody may have",
    ),
    "encoding-key-there": (
        "这个文件已经存在，不覆盖密钥",
        "there is such a file already; a key is not overwritten",
        "请换一个文件名",
        "choose another name",
    ),
    "encoding-key-unreadable": (
        "密钥文件读不懂，或有抄错的地方",
        "the key cannot be read, or was copied wrongly",
        "请用 huimin encode key 生成密钥，双方用同一个文件",
        "make it with huimin encode key and use the same file at both offices",
    ),
    "encoding-label-empty": (
        "没有写批次标签",
        "the comparison has no label",
        "请用 --label 写明，双方一致，如 2026Q1",
        "say it with --label, alike at both offices, such as 2026Q1",
    ),
    "encoding-no-mapping": (
        "编码名单的名称和各列在编码时已经定下，--mapping 用不上",
        "what an encoded list is called and what its columns hold was settled when it was encoded; --mapping does nothing here",
        "请去掉 --mapping；要改名称或各列，请原单位用 huimin encode list --mapping 重新编码",
        "leave --mapping out; to change either, its office encodes it again with huimin encode list --mapping",
    ),
    "encoding-not-weighed": (
        "编码名单只做逐步比对，剩下的不加权比对",
        "of encoded lists only the steps are done; what they leave is not weighed",
        "写上 --steps-only 就不再提示",
        "say --steps-only, and this is not told",
    ),
    "encoding-mixed": (
        "有的名单是编码后的，这一份不是",
        "some lists are encoded and this one is not",
        "请把这一份也编码后再比对",
        "encode this one too",
    ),
    "encoding-no-review": (
        "编码后的名单没有姓名，不能写出供人工核对的记录",
        "encoded lists hold no names, so there is nothing for a person to look at",
        "请去掉 --review；两个单位各查本单位记录来核对，用 huimin pairs draw",
        "leave --review out; for a review in which each office looks up its own records, use huimin pairs draw",
    ),
    "encoding-other-key": (
        "这份名单不是用同一个密钥编码的",
        "this list was encoded with another key",
        "请双方核对密钥文件后重新编码",
        "make sure that both offices have the same key file and encode again",
    ),
    "encoding-unreadable": (
        "不是编码后的名单，或已损坏",
        "this is no encoded list, or it is damaged",
        "请报送单位用 huimin encode list 重新编码",
        "ask the sending office to encode it again with huimin encode list",
    ),
    "encoding-version": (
        "这份名单用另一版本的编码方法（{found}，本机为 {expected}）",
        "this list was encoded in another version of the method ({found}; here {expected})",
        "请双方用同一版本的程序",
        "use the same version of the program at both offices",
    ),
}
