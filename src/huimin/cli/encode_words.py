"""What the command line says of private matching: help, options, sentences, in Chinese and English."""

from __future__ import annotations

# zh, en, examples zh, examples en, keys of the JSON
COMMANDS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "encode": (
        "加密编码：两个单位不能互交姓名时，各自用共同的密钥把名单变成编码，只交换编码来比对。",
        "Private matching: offices that may not hand over names turn their lists into encodings with a shared key, and compare those.",
        ("huimin encode key",), ("huimin encode key",), (),
    ),
    "encode key": (
        "生成双方共用的密钥文件。只在双方单位之间当面或经保密渠道交接，不给做比对的一方。",
        "Make the key file that the offices share. Hand it over in person or by a safe channel, and not to whoever does the matching.",
        ("huimin encode key --out 季度比对.key",), ("huimin encode key --out quarter.key",), ("file",),
    ),
    "encode list": (
        "在本单位把一份名单变成编码。写出两个文件：编码名单交去比对（huimin reconcile 编码一 编码二），代码对照表留在本单位。",
        "Encode a list at its own office. Two files are written: the encoded list is handed over to be compared (huimin reconcile ONE TWO), the table of codes stays.",
        ("huimin reconcile --invent 试用名单", "huimin encode key --out 试用.key", "huimin encode list 试用名单/户籍登记.csv --key 试用.key --label 2026Q1 --mapping 试用名单/mapping.yaml --out 户籍.encoded"),
        ("huimin reconcile --invent trial", "huimin encode key --out trial.key", "huimin encode list trial/household-registration.csv --key trial.key --label 2026Q1 --mapping trial/mapping.yaml --out household.encoded"),
        ("file", "codes", "records", "notes"),
    ),
    "encode open": (
        "把比对结果中本单位的代码换回本单位的记录编号。",
        "Turn the codes in a result for your office back into its own record numbers.",
        ("huimin encode list 试用名单/医院出生登记.csv --key 试用.key --label 2026Q1 --mapping 试用名单/mapping.yaml --out 医院.encoded", "huimin reconcile 户籍.encoded 医院.encoded --out 编码比对", "huimin encode open 编码比对/for-1-户籍登记.csv --codes 户籍-codes.csv"),
        ("huimin encode list trial/hospital-births.csv --key trial.key --label 2026Q1 --mapping trial/mapping.yaml --out hospital.encoded", "huimin reconcile household.encoded hospital.encoded --out encoded", "huimin encode open encoded/for-1-household-registration.csv --codes household-codes.csv"),
        ("file", "rows", "unknown"),
    ),
}  # fmt: skip
PARAMETERS: dict[str, tuple[str, str]] = {
    "encode key.destination": ("密钥文件，默认 huimin.key；已有的不覆盖", "the key file, default huimin.key; one that is there is not overwritten"),
    "encode list.file": ("名单（csv、xlsx 或 xls，有列名，一行一条记录）", "the list (csv, xlsx or xls, with headings, a record a line)"),
    "encode list.key_file": ("双方共用的密钥文件，默认 huimin.key", "the key file that the offices share, default huimin.key"),
    "encode list.label": ("批次标签，双方一致，如 2026Q1；标签不同的编码互相比不上", "the label of the comparison, alike at both offices, such as 2026Q1; encodings under different labels cannot be compared"),
    "encode list.destination": ("编码名单写到这个文件，默认与名单同名，后缀 .encoded", "write the encoded list here, default beside the list with the ending .encoded"),
    "encode list.mapping": ("对照文件：名单叫什么、哪一列是什么", "the mapping file: what the list is called and which column holds what"),
    "encode list.workspace": ("用这个工作区的区划", "the workspace whose area tree is used"),
    "encode list.name": ("名单叫什么，默认取文件名", "what the list is called, default its file's name"),
    "encode list.months": ("出生日期留多少明文：month 月（默认）、quarter 季度、year 年", "how much of the birth date stays plain: month (default), quarter, year"),
    "encode list.areas": ("地区留多少明文：county 县级（默认）、none 不留", "how much of the area stays plain: county (default), none"),
    "encode list.salt": ("编码随出生日期的哪一部分变化：day 日（默认，最稳妥）、month、year、none", "what part of the birth date the filters of names hang on: day (default, the safest), month, year, none"),
    "encode list.everything": ("列出全部说明", "list all remarks"),
    "encode open.file": ("比对结果中给本单位的 csv", "the csv of the result for your office"),
    "encode open.codes": ("编码时留在本单位的代码对照表", "the table of codes that stayed at your office"),
    "encode open.destination": ("结果写到这个文件，默认在原文件名后加 -opened", "write the result here, default the file's name with -opened"),
}  # fmt: skip
WORDS: dict[str, tuple[str, str]] = {
    "encode-key": ("密钥已写到 {file}（只限本人可读）。请当面或经保密渠道交给对方单位，不要交给做比对的一方。",
                   "The key is in {file}, for its owner alone. Hand it to the other office in person or by a safe channel, and not to whoever does the matching."),
    "encode-list": ("已编码 {count} 条。交出：{file}；留在本单位：{codes}", "Records encoded: {count}. Hand over: {file}. Keep at your office: {codes}"),
    "encode-open": ("已换回 {count} 行：{file}（对照表里没有的代码 {unknown} 个）", "Rows turned back: {count}, in {file} (codes not in the table: {unknown})"),
}  # fmt: skip
