"""Messages about budgets: assumptions, known totals, trials."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "budget-fact-twice": ("“{found}”的假设写了两次", "“{found}” is assumed twice", "请去掉其中一条，或用 subject 分开", "take one out, or tell them apart by subject"),
    "budget-fact-how": ("“{found}”应写 is 或 rows 之一", "“{found}” needs either is or rows", "随人而定的写 is，按比例抽取的写 rows", "write is where it follows from the person, rows where it is drawn"),
    "budget-row-how": ("每一行应写一种抽取办法", "each row needs one way in which it is drawn", "写 share、of、happens、years_ago、after、median 之一", "write one of share, of, happens, years_ago, after, median"),
    "budget-shares-sum": ("各选项的比例合计为 {found}，应为 100%", "the shares of the options add up to {found}, not 100%", "请核对各比例", "check the shares"),
    "budget-span": ("“{found}”不是从小到大的两个数", "“{found}” are not two numbers, the lower first", "请写成 [0, 20] 这样", "write it like [0, 20]"),
    "budget-take-up-order": ("领取率的下限、取值、上限应从小到大，现为 {found}", "low, share and high of the take-up should rise; they are {found}", "请核对三个比例", "check the three shares"),
    "budget-not-a-share": ("“{found}”不在 0 到 100% 之间", "“{found}” does not lie between 0 and 100%", "请写成 35% 这样的比例", "write a share such as 35%"),
    "budget-number": ("“{found}”应在 {low} 到 {high} 之间", "“{found}” should lie between {low} and {high}", "请核对数值", "check the number"),
    "budget-fact-missing": ("“{key}”用到了没有假设的“{found}”", "“{key}” rests on “{found}”, of which nothing is assumed", "请为它补一条假设", "add an assumption for it"),
    "budget-fact-circle": ("“{key}”绕了一圈又依据自己", "“{key}” rests on itself in a circle", "请去掉其中一处 where 或 after", "take out one where or after"),
    "budget-fact-unassumed": ("没有关于“{name_zh}”（{found}）的假设，无法在模拟人口上测算", "nothing is assumed about “{name_en}” ({found}), so it cannot be worked out on simulated people", "在工作区 budget/assumptions.yaml 的 facts 下为它写一条，并注明来源", "add it under facts in budget/assumptions.yaml of the workspace, with its source"),
    "budget-no-assumptions": ("没有测算假设", "there are no assumptions for budgets", "请建立 {expected}", "make {expected}"),
    "budget-margin-area": ("“{found}”没有分年龄人口，用不上这个总数", "there are no people by age of “{found}”, so its total cannot be used", "请写有分年龄人口的地区（代码或名称）", "write an area with people by age (code or name)"),
    "budget-margin-not-whole": ("“{found}”不是整数人数", "“{found}” is no whole number of people", "请写 0 或正整数", "write 0 or a whole number"),
    "budget-margin-twice": ("“{found}”的总数写了两次", "the total of “{found}” is given twice", "请去掉其中一行", "take one of the lines out"),
    "budget-margin-impossible": ("“{key}”的总数（{found}）凑不出来：按假设，能有这种情况的人没有这么多，或至少有更多人", "the total of “{key}” ({found}) cannot be had: by the assumptions it can apply to fewer people, or applies to more in any case", "请核对 margins.csv 的人数，或放宽 assumptions.yaml 里的年龄和比例", "check the people in margins.csv, or widen ages and shares in assumptions.yaml"),
    "budget-year": ("{found} 年不能测算：人口数据是 {first} 年末的，最远到 {last} 年", "{found} cannot be worked out: the people are those at the end of {first}, and {last} is the farthest", "请选 {first} 到 {last} 之间的年份", "choose a year from {first} to {last}"),
    "budget-field-unknown": ("没有叫“{found}”的数可以改", "there is no number called “{found}” to change", "请用页面上列出的项目", "use the numbers that the page lists"),
}  # fmt: skip
