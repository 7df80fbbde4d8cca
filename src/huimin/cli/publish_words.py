"""What the command line says of publishing: help, options, sentences, in Chinese and English."""

from __future__ import annotations

# zh, en, examples zh, examples en, keys of the JSON
COMMANDS: dict[str, tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "publish": (
        "制作该发的文件：每月通报、季度报告、考核通报、责任书、告知书等，写入 documents/out/。不写种类和期间，就做最近一个月和最近一次考核的。第二次只重做有变化的。文号登记在 documents/numbers.csv，不会重号；考核结果未公布的，文件标明征求意见稿，不编号。",
        "Write the documents that are due: circulars, quarterly and assessment reports, letters, into documents/out/. Without kind and period, those of the latest month and run. The second time only what changed is made anew. Numbers are kept in documents/numbers.csv and never used twice; a document about a run that is not published is a draft for comment and has none.",
        ("huimin publish --list", "huimin publish monthly-circular --period 2025-06 --format docx,pdf", "huimin publish scorecard-letter --area 明湖区 --in zh,en", "huimin publish --fields scorecard-letter"),
        ("huimin publish --list", "huimin publish monthly-circular --period 2025-06 --format docx,pdf", "huimin publish scorecard-letter --area 'Minghu District' --in zh,en", "huimin publish --fields scorecard-letter", "huimin publish --public"),
        ("folder", "documents", "written", "kept", "findings"),
    ),
}  # fmt: skip

PARAMETERS: dict[str, tuple[str, str]] = {
    "publish.kinds": ("文件种类，可以写几个；默认全部", "kinds of documents, one or several; default all"),
    "publish.period": ("期间在此之内的文件，如 2025-06、2025Q2、2025；默认最近的", "documents of periods within it, such as 2025-06, 2025Q2 or 2025; default the latest"),
    "publish.run": ("只做这次考核的文件，可以只写开头", "only documents about this run; its beginning is enough"),
    "publish.area": ("只做给这个地区的（名称或代码）", "only documents to this area (name or code)"),
    "publish.level": ("只做给这一级地区的，如 county", "only documents to areas of this level, such as county"),
    "publish.formats": ("格式：docx、pdf、html、xlsx（表格）、svg（图），默认 docx,html", "formats: docx, pdf, html, xlsx (the tables), svg (the charts), default docx,html"),
    "publish.languages": ("文件用的语言：zh、en 或 zh,en；默认按工作区", "the language of the documents: zh, en or zh,en; default the workspace's"),
    "publish.to": ("写到这个文件夹，默认 documents/out", "write into this folder, default documents/out"),
    "publish.listing": ("只列出有哪些文件要做，不制作", "only list what there is to make"),
    "publish.fields": ("列出这种文件的模板可以用的字段、表和图", "list the fields, tables and pictures that templates of this kind may use"),
    "publish.draft": ("全部标明征求意见稿，不编号", "mark everything as a draft for comment, without a number"),
    "publish.public": ("制作对社会公开的网站（静态网页和数据下载），小数受保护；写到 open-data/site，可配合 --to、--period、--run、--draft", "make the public site (static pages and downloads) with small counts protected, into open-data/site; goes with --to, --period, --run, --draft"),
    "publish.everything": ("列出全部", "list everything"),
}  # fmt: skip

WORDS: dict[str, tuple[str, str]] = {
    "open-data-figures": ("汇总数字", "adding up figures"),
    "open-data-protection": ("保护小数", "protecting small counts"),
    "open-data-pages": ("制作网页", "writing pages"),
    "open-data-done": ("第 {number} 次公布：写了 {files} 个文件，{kept} 个没有变化，更正 {corrections} 个数，在 {folder}", "publication {number}: files written {files}, unchanged {kept}, numbers corrected {corrections}, in {folder}"),
    "open-data-preview": ("这是预览，没有登记为公布：{files} 个文件在 {folder}", "a preview, not entered as published: files written {files}, in {folder}"),
    "open-data-runs": ("公布的考核：{runs}", "assessments published: {runs}"),
    "publishing": ("制作文件", "writing documents"),
    "published": ("写了 {files} 个文件，{kept} 份文件没有变化，在 {folder}", "files written {files}, documents unchanged {kept}, in {folder}"),
    "publish-kind": ("{kind}：{count} 份", "{kind}: {count}"),
    "publish-drafts": ("其中 {count} 份是征求意见稿，没有编号：考核结果公布之后再做一次，就会编号", "of them drafts for comment, without a number: {count}. Make them again when the run is published"),
    "publish-draft": ("征求意见稿", "draft"),
    "publish-fields": ("字段（写作 {{{{ 名称 }}}}）", "Fields, written {{{{ name }}}}"),
    "publish-tables": ("表（写作 [[table 名称]]）", "Tables, written [[table NAME]]"),
    "publish-pictures": ("图（写作 [[chart 名称]]）", "Pictures, written [[chart NAME]]"),
    "col-document": ("文件", "document"),
    "col-period": ("期间", "period"),
    "col-language": ("语言", "language"),
    "col-number": ("编号", "number"),
}  # fmt: skip
