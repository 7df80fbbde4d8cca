"""Findings about measures of the work on benefits, and about sampled re-decisions."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "measure-pack-missing": (
        "工作区没有台账指标的定义",
        "the workspace has no definitions of the measures",
        "在 huimin.yaml 的 packs 里加上 {pack}",
        "add {pack} to packs in huimin.yaml",
    ),
    "measure-not-a-month": ("“{found}”不是一个月", "“{found}” is no month", "写成 2026-01", "write 2026-01"),
    "measure-not-over": (
        "{found} 还没有过完",
        "{found} is not over",
        "过完以后再算，否则按期与否还说不准",
        "measure it when it is over; before, nobody can say what was in time",
    ),
    "measure-no-paid-by": (
        "没有规定“{benefit}”最迟何时到账，发放过它的地区本月不算按时到账",
        "nobody has laid down by when “{benefit}” is paid, so payments on time are not known where it is",
        "在它的文件里写 paid_by，或在 benefits/usual.yaml 里写通用的",
        "write paid_by into its file, or a general one into benefits/usual.yaml",
    ),
    "measure-no-estimate": (
        "没有 {file}，应享尽享率不算",
        "there is no {file}; take-up is left out",
        "写明每项、每地估计应享人数和区间，或用 --estimate 按模拟人口估计",
        "state how many are estimated to be entitled, by benefit and area, with an interval; or take them from simulated people with --estimate",
    ),
    "measure-estimate-there": (
        "{file} 里有本单位自己的估计",
        "{file} holds estimates of your own",
        "要改用模拟人口，先把它移开",
        "move it away first to take those of the simulated people",
    ),
    "measure-funds-without-office": (
        "有资金到位时没有写明拨给哪个单位，配套到位率不算",
        "money came without saying for which office; the share received is left out",
        "登记到位资金时选明发放单位",
        "name the office when money is booked",
    ),
    "measure-entitled-columns": (
        "估计表缺少列：{columns}",
        "the table of estimates lacks columns: {columns}",
        "第一行写 benefit、area、since、entitled、low、high、source",
        "the first row names benefit, area, since, entitled, low, high, source",
    ),
    "measure-entitled-row": (
        "估计表这一行的月份或数字读不出来",
        "a month or number of this row cannot be read",
        "月份写成 2026-01，数字用半角",
        "write months as 2026-01 and numbers in plain digits",
    ),
    "measure-entitled-interval": (
        "估计数不在自己的区间里",
        "the estimate lies outside its interval",
        "应有 0 ≤ low ≤ entitled ≤ high",
        "it takes 0 ≤ low ≤ entitled ≤ high",
    ),
    "measure-entitled-area": (
        "估计表里的地区 {area} 不报这张表",
        "the area {area} does not report this form",
        "写县（市、区）的代码",
        "write the key of a county",
    ),
    "redecide-each": (
        "每部分至少抽一件",
        "at least one of every part is drawn",
        "写一个大于 0 的数",
        "write a number above 0",
    ),
    "redecide-nothing-decided": (
        "{period} 没有办结的申请",
        "nothing was decided in {period}",
        "换一个期间",
        "choose another period",
    ),
    "redecide-seed-missing": (
        "没有写种子",
        "there is no seed",
        "写一个封定之后才公开的数，如当期福利彩票开奖号码",
        "write a number that became public after the frame was fixed, such as a lottery draw",
    ),
    "redecide-drawn-already": (
        "这一轮已经抽过",
        "this round is drawn already",
        "不能重抽；要再查就开新一轮",
        "it cannot be drawn again; start another round",
    ),
    "redecide-round-unknown": ("没有第 {round} 轮抽样复核", "there is no round {round} of re-decision", "", ""),
    "redecide-unknown": ("没有这件抽样复核", "nothing like this was drawn", "", ""),
    "redecide-answered-already": ("这件已经有人复核过", "somebody has decided this again already", "", ""),
    "redecide-own-claim": (
        "申请 {claim} 你经手过，不能由你复核",
        "you had a part in the claim {claim}",
        "由没有经手的人复核",
        "leave it to somebody who had none",
    ),
    "redecide-outcome-missing": (
        "没有选择结论",
        "no outcome was chosen",
        "选符合、不符合或材料不足",
        "choose yes, no or not enough papers",
    ),
}
