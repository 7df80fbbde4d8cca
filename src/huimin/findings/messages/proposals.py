"""Findings about proposals to change definitions."""

MESSAGES = {
    "definition-file-name": (
        "定义文件不能叫“{found}”",
        "a definition file cannot be called {found}",
        "名称写成 schemes/x.yaml 这样：dictionary、forms、indicators、schemes 或 mappings 文件夹，英文字母、数字、横线，以 .yaml 结尾",
        "write it like schemes/x.yaml: a folder dictionary, forms, indicators, schemes or mappings, then letters, digits and dashes, ending in .yaml",
    ),
    "definition-file-too-large": (
        "文件有 {size} 字节，网页上最多改 {limit} 字节的文件",
        "the file has {size} bytes; on the page files of up to {limit} bytes can be changed",
        "请在服务器上直接修改工作区里的文件，再运行 huimin areas check",
        "change the file in the workspace folder itself, then run huimin areas check",
    ),
    "definition-form-with-reports": (
        "报表“{form}”已有 {count} 份报送，不能从定义里去掉",
        "the form {form} has reports already ({count}); it cannot be taken out of the definitions",
        "不再报送的，请写上截止期间（to:），不要删除",
        "if it is no longer reported, give it a last period (to:) instead of deleting it",
    ),
    "definition-area-with-reports": (
        "地区 {key} 已有 {count} 份报送，不能从区划树里去掉",
        "the area {key} has reports already ({count}); it cannot be taken out of the tree",
        "地区撤销的，请写上截止日期或在 changes.csv 里写明并入何处，不要删除",
        "if the area has ended, give it a last day or say in changes.csv what it became; do not delete it",
    ),
    "definition-figures-unseen": (
        "“{element_zh}”（{element}）不再报送：已有的数字仍保留，但不再参加计算",
        "{element_en} ({element}) would no longer be reported: the figures there are stay, but nothing counts them",
        "确属不再需要的，可以照此提出",
        "go on if that is what is meant",
    ),
    "definition-no-reason": (
        "没有写理由",
        "no reason is given",
        "请写明为什么改、依据什么文件",
        "say why it is changed, and by which document",
    ),
    "definition-nothing-changed": (
        "内容与现行文件相同",
        "the text is the same as the one in force",
        "请修改后再提出",
        "change something first",
    ),
    "definition-changed-meanwhile": (
        "现行文件在此期间已有改动，不再是这份修改所依据的文本",
        "the file in force has changed meanwhile; it is no longer the text that this was written on",
        "请在现行文本上重新修改并提出；你写的内容仍在这里",
        "make the change on the text in force and propose it anew; what you wrote is still here",
    ),
    "definition-own-signature": (
        "不能由提出人自己签署或否决",
        "whoever proposed it can neither sign nor decline it",
        "请另一位业务主管签署；提出人可以撤回",
        "let another officer sign; the author can withdraw it",
    ),
    "definition-not-yours": (
        "只有提出人自己能撤回",
        "only its author can withdraw it",
        "不同意的，请写明理由予以否决",
        "decline it with a reason if you do not agree",
    ),
    "definition-decided": (
        "这份修改已经办结",
        "this proposal has been decided already",
        "请刷新页面查看结果",
        "reload the page to see how",
    ),
    "definition-write-by-hand": (
        "{at} 改为“{value}”这一处没能自动写入",
        "{at} = {value} could not be written by itself",
        "请在文本里找到这一处，手工改好",
        "find the place in the text and change it by hand",
    ),
}
