"""Messages about formulas: text that cannot be read, names, functions, units, cycles."""

_WRITE_PLAINLY_ZH = "请改正此处；名称若以数字开头，或含空格、符号或“如果、则、否则、且、或、非”，请写在「」中"
_WRITE_PLAINLY_EN = (
    "correct this place; a name that begins with a digit or holds spaces, signs or 如果 则 否则 且 或 非 "
    "is written in 「」"
)

MESSAGES: dict[str, tuple[str, ...]] = {
    "formula-empty": (
        "公式是空的",
        "the formula is empty",
        "请写出公式，例如 births.male / births.female * 100",
        "write a formula such as births.male / births.female * 100",
    ),
    "formula-too-long": (
        "公式有 {found} 个字符，最多 {most} 个",
        "the formula has {found} characters; {most} is the most",
        "请把它分成几个指标",
        "split it into several indicators",
    ),
    "formula-too-deep": (
        "公式嵌套过深，最多 {most} 层（包括其中的指标）",
        "the formula is nested too deep; {most} levels is the most (with the indicators in it)",
        "请去掉多余的括号，或把它分成几个指标",
        "remove brackets that are not needed, or split it into several indicators",
    ),
    "formula-too-large": (
        "把各指标代入后公式过大（上限 {most}）",
        "with its indicators put in place the formula is too large (limit {most})",
        "请减少层层引用的指标，尤其是嵌套的 growth 和 round",
        "use fewer indicators within indicators, above all fewer nested growth and round",
    ),
    "formula-character": (
        "第 {column} 个字符“{found}”（{point}）在公式中没有意义",
        "character {column}, “{found}” ({point}), has no meaning in a formula",
        _WRITE_PLAINLY_ZH,
        _WRITE_PLAINLY_EN,
    ),
    "formula-syntax": (
        "第 {column} 个字符处不应出现“{found}”，此处可以是：{expected_zh}",
        "“{found}” cannot stand at character {column}; there may be: {expected_en}",
        _WRITE_PLAINLY_ZH,
        _WRITE_PLAINLY_EN,
    ),
    "formula-ended": (
        "公式没有写完，后面还应有：{expected_zh}",
        "the formula ends too early; there should follow: {expected_en}",
        "请把公式补全",
        "complete the formula",
    ),
    "formula-quote-open": (
        "第 {column} 个字符处的引号“{found}”没有成对，或引号中没有内容",
        "the quote “{found}” at character {column} is not closed, or holds nothing",
        "名称写成「名称」或 `名称`",
        "write the name as 「name」 or `name`",
    ),
    "formula-bracket-extra": (
        "第 {column} 个字符处多了一个右括号",
        "there is a closing bracket too many at character {column}",
        "请删去它，或补上对应的左括号",
        "remove it, or add the opening bracket it belongs to",
    ),
    "formula-thousands": (
        "第 {column} 个字符处的逗号不能用来分隔千位",
        "the comma at character {column} cannot stand for thousands",
        "数字请连着写，例如 1000",
        "write the number without commas, such as 1000",
    ),
    "formula-number-too-large": (
        "第 {column} 个字符处的数字太大",
        "the number at character {column} is too large",
        "请改用较大的单位，例如万元",
        "use a larger unit",
    ),
    "formula-chained-comparison": (
        "第 {column} 个字符处又出现比较“{found}”，比较不能连写",
        "a second comparison “{found}” at character {column}: comparisons cannot be strung together",
        "请用“且”连接，例如 a < b 且 b < c",
        "join them with and: a < b and b < c",
    ),
    "formula-name-unknown": (
        "没有名为“{name}”的数据元或指标",
        "there is no element or indicator “{name}”",
        "{hint_zh}",
        "{hint_en}",
    ),
    "formula-part-unknown": (
        "“{name}”没有名为“{part}”的分组",
        "“{name}” is not broken down into “{part}”",
        "{hint_zh}",
        "{hint_en}",
    ),
    "formula-function-unknown": (
        "没有名为“{name}”的函数",
        "there is no function “{name}”",
        "{hint_zh}",
        "{hint_en}",
    ),
    "formula-argument-count": (
        "函数 {function} 需要{takes_zh}，这里有 {found} 个",
        "the function {function} takes {takes_en}; here it has {found}",
        "请增减参数，参数之间用逗号分隔",
        "add or remove arguments; commas stand between them",
    ),
    "formula-count": (
        "函数 {function} 的第二个参数应为 {least} 到 {most} 的整数",
        "the second argument of {function} should be a whole number from {least} to {most}",
        "请直接写出数字，例如 rolling(births, 12)",
        "write the number itself, as in rolling(births, 12)",
    ),
    "formula-needs-number": (
        "此处需要数值，而“{found}”是判断（真或假）",
        "a number is needed here, but “{found}” is a statement (true or false)",
        "如需计数，请写成 如果 … 则 1 否则 0",
        "to count it, write: if … then 1 else 0",
    ),
    "formula-needs-truth": (
        "此处需要判断（真或假），而“{found}”是数值",
        "a statement (true or false) is needed here, but “{found}” is a number",
        "请写成比较，例如 {found} > 0",
        "write a comparison, such as {found} > 0",
    ),
    "formula-branches-differ": (
        "{op} 的几个结果中既有数值又有判断",
        "{op} would give a number in one case and a statement in another",
        "请让各结果同为数值或同为判断",
        "make all of them numbers or all of them statements",
    ),
    "formula-units-differ": (
        "单位不同，不能用于“{op}”：{left} 与 {right}",
        "units do not fit for “{op}”: {left} and {right}",
        "请换算为同一单位，或检查是否用错了数据元（百分数是纯数）",
        "bring them to one unit, or see whether an element was mistaken (a percentage is a pure number)",
    ),
    "formula-unit-not-pure": (
        "对数的参数带有单位 {unit}",
        "the logarithm is taken of something with the unit {unit}",
        "请先除以同单位的量",
        "divide by a quantity of the same unit first",
    ),
    "formula-cycle": (
        "指标互相引用，形成循环：{path}",
        "indicators refer to each other in a circle: {path}",
        "请让其中一个不再引用其他指标",
        "let one of them not refer to the others",
    ),
    "formula-indicator-faulty": (
        "所引用的指标“{name}”自身的公式有错",
        "the indicator “{name}” has faults in its own formula",
        "请先改正该指标",
        "correct that indicator first",
    ),
    "formula-division-by-zero": (
        "除数“{divisor}”可能为零，为零时结果未知",
        "the divisor “{divisor}” can be zero; the result is then not known",
        "如需其他结果，请写成 如果 {divisor} > 0 则 … 否则 …",
        "where another result is wanted, write: if {divisor} > 0 then … else …",
    ),
}
