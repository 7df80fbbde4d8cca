"""Messages about official documents: their templates, the letterhead, the faces they are set in."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "template-field-unknown": (
        "模板里的“{found}”不是这类文书的字段", "the template says “{found}”, which is no field of documents of this kind",
        "是否想写 {nearest}？用 huimin publish --fields 查看全部字段", "did you mean {nearest}? huimin publish --fields lists them all"),
    "template-table-unknown": (
        "模板要放的表“{found}”不存在", "the template places a table “{found}” that does not exist",
        "是否想写 {nearest}？这类文书有：{options}", "did you mean {nearest}? Documents of this kind have: {options}"),
    "template-picture-unknown": (
        "模板要放的图“{found}”不存在", "the template places a chart or map “{found}” that does not exist",
        "是否想写 {nearest}？这类文书有：{options}", "did you mean {nearest}? Documents of this kind have: {options}"),
    "template-place-unknown": (
        "“[[{found} …]]”不是模板的写法", "“[[{found} …]]” means nothing in a template",
        "是否想写 {nearest}？双方括号里可以写：{options}", "did you mean {nearest}? Between double brackets may stand: {options}"),
    "template-place-not-alone": (
        "{found} 应当单独成行", "{found} should stand on a line of its own", "请把它前后的文字移到别的行", "move the words beside it to another line"),
    "template-place-open": (
        "双方括号没有写完：{found}", "double brackets are not closed: {found}", "请补上 ]]", "close them with ]]"),
    "template-header-unknown": (
        "文首的“{found}:”不是模板的写法", "“{found}:” at the head means nothing in a template",
        "是否想写 {nearest}？文首可以写：{options}", "did you mean {nearest}? At the head may stand: {options}"),
    "template-heading-too-deep": (
        "标题“{found}”层次过深", "the heading “{found}” is too deep", "标题最多到四层（#####）", "headings go down four levels (#####)"),
    "template-strong-open": (
        "有一处 ** 没有成对", "a ** has no partner", "重点文字前后各写一个 **", "put ** before and after what is strong"),
    "template-title-missing": (
        "模板没有标题", "the template has no title", "用“# ”开头写一行标题", "write it on a line that begins with “# ”"),
    "template-title-twice": (
        "出现了第二个标题“{found}”", "there is a second title, “{found}”", "正文里的标题用“## ”", "headings of the text begin with “## ”"),
    "template-statement": (
        "模板里不能用“{found}”", "“{found}” is not allowed in a template", "只用 {{{{ 字段 }}}}、if 和 for", "use only {{{{ field }}}}, if and for"),
    "template-filter": (
        "模板里没有“{found}”这个过滤器", "there is no filter “{found}” in templates",
        "是否想写 {nearest}？可用：{options}", "did you mean {nearest}? There are: {options}"),
    "template-syntax": (
        "模板的写法有误：{problem}", "the template cannot be read: {problem}",
        "检查这一行的 {{{{ }}}} 和 {{% %}} 是否成对", "see whether every {{{{ }}}} and {{% %}} of this line is closed"),
    "template-fails": (
        "模板填不进数据：{problem}", "the template cannot be filled in: {problem}",
        "检查这一行的字段和算式", "look at the fields and sums of this line"),
    "template-runs-away": (
        "模板的循环超过了 {limit} 次", "the loops of the template go round more than {limit} times",
        "检查循环套循环的地方", "look at loops inside loops"),
    "template-too-large": (
        "模板有 {size} 字，最多 {limit} 字", "the template has {size} characters; {limit} are the most",
        "模板只写固定的文字；数据由程序填入", "a template holds the words that stay; the data are filled in"),
    "template-encoding": (
        "模板文件的编码读不了", "the template’s encoding cannot be read", "请另存为 UTF-8 文本", "save it as text in UTF-8"),
    "template-kind-unknown": (
        "没有“{found}”这类文书，此文件夹未使用", "there are no documents of the kind “{found}”, so this folder is not used",
        "是否想写 {nearest}？有：{options}", "did you mean {nearest}? There are: {options}"),
    "template-language": (
        "“{found}”不是文书的语言，此文件未使用", "“{found}” is no language of documents, so this file is not used",
        "文件名用 zh.txt 或 en.txt", "call it zh.txt or en.txt"),
    "template-missing": (
        "没有“{found}”这类文书的模板", "there is no template for documents of the kind “{found}”",
        "是否想写 {nearest}？有：{options}", "did you mean {nearest}? There are: {options}"),
    "template-shipped-used": (
        "本单位的模板有误，这份文书改用随软件提供的模板", "your own template has faults, so this document was made with the one that comes with huimin",
        "改正上面列出的错误后重新生成", "mend the faults listed above and make it again"),
    "letterhead-number": (
        "发文字号“{found}”里应当有 {{year}} 和 {{number}}，且没有别的花括号", "the document number “{found}” should hold {{year}} and {{number}} and no other braces",
        "写成：惠市人口发〔{{year}}〕{{number}}号", "write it like this: HSRKF [{{year}}] No. {{number}}"),
    "letterhead-margin": (
        "页边距 {key} 为 {found} 毫米，应在 {least} 至 {most} 毫米之间", "the margin {key} is {found} mm; it should be between {least} and {most} mm",
        "国家标准（GB/T 9704）为上 37、下 35、左 28、右 26", "the standard (GB/T 9704) has 37 at the top, 35 at the bottom, 28 left and 26 right"),
    "face-replaced": (
        "本机没有字体“{wanted}”（{role}），PDF 中用“{used}”代替", "the face “{wanted}” ({role}) is not installed here; “{used}” stands in for it in PDFs",
        "安装该字体，或在 letterhead.yaml 的 faces 里写本机有的字体", "install it, or name one that is installed under faces in letterhead.yaml"),
    "face-missing": (
        "本机没有一种字体可用于 {role}（“{wanted}”等）", "no face for {role} (“{wanted}” and others) is installed here",
        "请安装字体，例如 apt-get install {package}", "install one, for example apt-get install {package}"),
    "glyph-missing": (
        "本机的字体里没有这些字：{found}；PDF 中印作〓", "no face of this machine has these characters: {found}; the PDF shows 〓 in their place",
        "安装收字更多的字体，例如 apt-get install {package}", "install a face that has them, for example apt-get install {package}"),
}  # fmt: skip
