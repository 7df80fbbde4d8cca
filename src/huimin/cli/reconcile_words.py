"""What the command line says of comparing lists: help, options, sentences, in Chinese and English."""

from __future__ import annotations

from huimin.cli import encode_words

# zh, en, examples zh, examples en, keys of the JSON
COMMANDS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "reconcile": (
        "信息比对：比对两份或三份名单（医院出生、户籍、预防接种、民政……），得出互相覆盖率和区间、缺在哪里、哪些项目不一致、名单内重复，以及季度分析报告。只为让每个孩子都登记上、每项服务都只算一次；不得作为对任何家庭作出处理的依据。",
        "Compare two or three lists (hospital births, household registration, immunisation, civil affairs): coverage each way with intervals, what is missing where, which fields disagree, repeats within a list, and the quarterly report. It serves one purpose, that every child is registered and every service counted once; nothing in it may carry a consequence for any family.",
        ("huimin reconcile --invent 名单", "huimin reconcile 名单/医院出生登记.csv 名单/户籍登记.csv 名单/预防接种.csv --mapping 名单/mapping.yaml --out 比对", "huimin reconcile --clean --out 比对"),
        ("huimin reconcile --invent lists", "huimin reconcile lists/hospital-births.csv lists/household-registration.csv lists/immunisation.csv --mapping lists/mapping.yaml --out compared", "huimin reconcile --clean --out compared"),
        ("purpose", "lists", "townships_of", "months", "coverage", "areas", "pairs", "pairs_at_odds", "files", "notes", "removed"),
    ),
    "pairs": (
        "人工核对：从比对的记录对里抽一部分，由两人分别判断，得出比对的准确率和查全率。不用网站，在不联网的机器上也能做。",
        "Review by people: pairs of a comparison are drawn and read by two, which tells precision and recall of the matching. Without the site, on a machine that is connected to nothing.",
        ("huimin pairs draw --help",), ("huimin pairs draw --help",), (),
    ),
    "pairs draw": (
        "抽取记录对，给两位核对人各写一本工作簿，次序不同，互不可见。工作簿含个人信息：写在只限本人进入的文件夹里，到期或用 huimin pairs remove 删除。名单是编码的，写出两个单位各自的代码表和一本只有序号的工作簿。",
        "Draw pairs and write a workbook for each of two readers, in an order of its own; neither sees the other's. Workbooks hold personal data: they lie in a folder that its owner alone can enter and go on their day or with huimin pairs remove. Of encoded lists, each office gets a table of its own codes, and the workbook holds pair numbers only.",
        ("huimin reconcile --invent 核对用名单", "huimin pairs draw 核对用名单/医院出生登记.csv 核对用名单/户籍登记.csv --mapping 核对用名单/mapping.yaml --pairs 100 --out 核对"),
        ("huimin reconcile --invent to-review", "huimin pairs draw to-review/hospital-births.csv to-review/household-registration.csv --mapping to-review/mapping.yaml --pairs 100 --out reviewed"),
        ("batch", "files", "pairs", "remove_on", "notes"),
    ),
    "pairs read": (
        "读回核对人的工作簿：两人的一致系数，比对的准确率、查全率和区间，不同门槛的后果；判断不同的写成第三人的工作簿。全部判定后写出 review.json，供 huimin reconcile --from-review 使用。",
        "Read the readers' workbooks back: agreement of the two, precision and recall with intervals, what other thresholds would do; pairs on which they differ go into a workbook for a third. Once all are settled review.json is written, which huimin reconcile --from-review takes.",
        ("huimin pairs read pairs-1.xlsx pairs-2.xlsx --out 核对",),
        ("huimin pairs read pairs-1.xlsx pairs-2.xlsx --out reviewed",),
        ("complete", "open", "third", "files", "review"),
    ),
    "pairs remove": (
        "立即删除抽出的记录对和所有核对人的工作簿。核对结果保留。",
        "Remove the drawn pairs and all readers' workbooks now. What the review found stays.",
        ("huimin pairs remove --out 核对",), ("huimin pairs remove --out reviewed",), ("removed",),
    ),
}  # fmt: skip
PARAMETERS: dict[str, tuple[str, str]] = {
    "reconcile.files": ("两份或三份名单（csv、xlsx 或 xls，有列名，一行一条记录）", "two or three lists (csv, xlsx or xls, with headings, a record a line)"),
    "reconcile.mapping": ("对照文件：各名单叫什么、哪一列是什么；列名看得出来时可以不要", "the mapping file: what each list is called and which column holds what; not needed where the headings say it"),
    "reconcile.workspace": ("用这个工作区的区划：旧代码归到现在的地区，表里写地区名称", "the workspace whose area tree is used: old codes count where they belong now, tables show names"),
    "reconcile.destination": ("结果写到这个文件夹，默认 reconciliation", "write the results into this folder, default reconciliation"),
    "reconcile.first": ("从哪个出生月份起，如 2026-01；默认各名单共有的月份", "the first month of birth, such as 2026-01; default the months that all lists have"),
    "reconcile.last": ("到哪个出生月份止", "the last month of birth"),
    "reconcile.limit": ("要求的覆盖率，默认 95%", "the coverage that is asked for, default 95%"),
    "reconcile.sensitivity": ("推算时用：真正同一人有多大比例被比中，如 98%+-1%，默认 99%+-0.5%", "for the estimate: the share of true pairs that matching finds, such as 98%+-1%; default 99%+-0.5%"),
    "reconcile.false_matches": ("推算时用：比中的里面有多大比例不是同一人，默认 0.05%+-0.05%", "for the estimate: the share of the pairs found that are not one child; default 0.05%+-0.05%"),
    "reconcile.reviewed": ("推算时用：人工抽查的结果（JSON，precision 和 recall，可带区间）", "for the estimate: what people found who read a sample (JSON with precision and recall, maybe with intervals)"),
    "reconcile.steps_only": ("只用逐步比对，剩下的不再加权比对", "only the steps; what they leave is not weighed"),
    "reconcile.review": ("把分不清的疑似记录成对写进这个 xlsx，供人工核对（含个人信息，用后删除）", "write the pairs that cannot be told into this xlsx for a person to look at (personal data: delete it afterwards)"),
    "reconcile.keep": ("加密的名单再保留几天（最多 90），默认 0：报告写完即删", "for how many days the encrypted lists are kept (90 at most), default 0: removed with the report"),
    "reconcile.clean": ("只删除到期的加密名单，可放进每日的定时任务", "only remove the encrypted lists whose day has come; fit for a daily timer"),
    "reconcile.invent": ("把三份模拟名单和对照文件写到这个文件夹，供试用", "write three invented lists and their mapping into this folder, to try it with"),
    "reconcile.report_lang": ("报告的语言，默认与程序相同", "the language of the report, default that of the program"),
    "pairs draw.files": ("两份或三份名单（csv、xlsx 或 xls），或编码名单", "two or three lists (csv, xlsx or xls), or encoded ones"),
    "pairs draw.mapping": ("对照文件：各名单叫什么、哪一列是什么", "the mapping file: what each list is called and which column holds what"),
    "pairs draw.workspace": ("用这个工作区的区划", "the workspace whose area tree is used"),
    "pairs draw.destination": ("记录对和结果写到这个文件夹，默认 reconciliation", "the folder of pairs and results, default reconciliation"),
    "pairs draw.count": ("每两份名单抽多少对，默认 200；越多，区间越窄", "pairs of every two lists, default 200; the more, the narrower the intervals"),
    "pairs draw.first": ("从哪个出生月份起，如 2026-01", "the first month of birth, such as 2026-01"),
    "pairs draw.last": ("到哪个出生月份止", "the last month of birth"),
    "pairs draw.steps_only": ("只用逐步比对，与要核对的那次比对一致", "only the steps, as in the comparison that is reviewed"),
    "pairs draw.keep": ("记录对和工作簿保留几天，默认 30，最多 90", "for how many days pairs and workbooks are kept, default 30, 90 at most"),
    "pairs draw.book_lang": ("工作簿的语言，默认与程序相同", "the language of the workbooks, default that of the program"),
    "pairs draw.everything": ("列出全部说明", "list all remarks"),
    "pairs read.files": ("核对人交回的工作簿：第一人、第二人的，有第三人的一起给；次序随意", "the workbooks that came back: the first and the second reader's, the third's too where there is one; in any order"),
    "pairs read.destination": ("抽取时的文件夹，默认 reconciliation", "the folder in which they were drawn, default reconciliation"),
    "pairs read.report_lang": ("核对报告的语言，默认与程序相同", "the language of the report, default that of the program"),
    "pairs remove.destination": ("抽取时的文件夹，默认 reconciliation", "the folder in which they were drawn, default reconciliation"),
    "reconcile.everything": ("列出全部说明", "list all remarks"),
}  # fmt: skip
WORDS: dict[str, tuple[str, str]] = {
    "reconcile-title": ("信息比对：{period}出生", "Comparison of lists, births of {period}"),
    "reconcile-of": ("本名单", "children of"), "reconcile-within": ("在此名单中", "sought in"),
    "reconcile-number": ("人数", "number"), "reconcile-missing": ("未找到", "not found"),
    "reconcile-coverage": ("覆盖率", "coverage"), "reconcile-interval": ("95%区间", "95% interval"),
    "reconcile-reached": ("要求", "limit"),
    "reconcile-pairs": ("{lists}：比中 {count} 对，另有 {ties} 对疑似待人工核对", "{lists}: {count} pairs, and {ties} set aside for a person to look at"),
    "reconcile-written": ("已写出 {files} 个文件：{folder}", "wrote {files} files: {folder}"),
    "reconcile-review": ("供人工核对的 {count} 对写在 {file}（含个人信息，用后删除）", "{count} pairs to look at are in {file} (personal data: delete it afterwards)"),
    "pairs-drawn": ("已抽取 {count} 对（批次 {batch}），含个人信息：", "Pairs drawn: {count} (batch {batch}). They hold personal data:"),
    "pairs-hand-out": ("reader-1、reader-2 两个文件夹分别交给两位核对人，互不可见；交回后运行 huimin pairs read。",
                       "Give the folders reader-1 and reader-2 to one reader each, who see nothing of each other's; when they come back run huimin pairs read."),
    "pairs-hand-out-codes": ("reader-1、reader-2 是两组核对人的：for-… 只交给所属单位（用 huimin encode open 换回记录编号），pairs-…xlsx 由该组填写；两组互不可见。交回后运行 huimin pairs read。",
                             "reader-1 and reader-2 are for two teams: give each for-… file to its own office only (huimin encode open turns it into record numbers), and pairs-….xlsx to the team to fill in; the teams see nothing of each other's. When they come back run huimin pairs read."),
    "pairs-due": ("到 {day} 到期，由下一次运行或 huimin reconcile --clean 删除。",
                  "They are due on {day} and go with the next run or huimin reconcile --clean."),
    "pairs-open": ("第 {reader} 人还有 {count} 对没有判断", "reader {reader} has pairs without an answer: {count}"),
    "pairs-wait": ("两人都看完才给出结果。", "Results are told once both have read everything."),
    "pairs-third": ("两人判断不同的 {count} 对，请第三人裁定：", "Pairs on which the two differ, for a third reader: {count}"),
    "pairs-third-open": ("第三人还有 {count} 对没有裁定，以上是暂时的结果。", "Pairs that the third reader has not settled yet: {count}. The above is provisional."),
    "pairs-written": ("已写出 {file}", "wrote {file}"),
    "pairs-complete": ("全部判定。请运行 huimin pairs remove --out {folder} 删除记录对和工作簿，交回的副本也请删除。",
                       "All is settled. Remove pairs and workbooks with huimin pairs remove --out {folder}, and delete the copies that came back."),
    "pairs-removed": ("已删除 {count} 批记录对和工作簿", "batches of pairs and workbooks removed: {count}"),
    "pairs-threshold": ("门槛", "threshold"), "pairs-count": ("对数", "pairs"),
    "pairs-precision": ("准确率", "precision"), "pairs-recall": ("查全率", "recall"),
    "reconcile-cleaned": ("已按期删除加密名单 {count} 批", "encrypted lists removed on their day: {count}"),
    "reconcile-invented": ("已写出模拟名单和对照文件共 {count} 个：{folder}", "wrote {count} files of invented lists and their mapping: {folder}"),
}  # fmt: skip
COMMANDS |= encode_words.COMMANDS
PARAMETERS |= encode_words.PARAMETERS
WORDS |= encode_words.WORDS
