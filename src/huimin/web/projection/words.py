"""Words of the population projection."""

WORDS: dict[str, tuple[str, ...]] = {
    "projection.title": ("人口推算", "Projection"),
    "projection.start-text": (
        "按不同假设推算今后的人口：总数、年龄结构、入园入学、托位、劳动力和老年人口。",
        "What the population would be under different assumptions: its size and ages, school and childcare places, the labour "
        "force and older people.",
    ),
    "projection.assumption": (
        "情景是假设，不是目标：只说明“如果这样，就会那样”，不对任何地区、任何家庭提出要求。",
        "Scenarios are assumptions, not goals: they say what would follow, and ask nothing of any area or family.",
    ),
    "projection.assumption-short": ("情景是假设，不是目标", "Scenarios are assumptions, not goals"),
    "projection.choose-area": ("选择地区", "Choose an area"),
    "projection.none-yours": (
        "你负责的地区没有分年龄的人口数据，无法推算。",
        "There are no people by age of the areas that are yours, so nothing can be projected.",
    ),
    "projection.none-there": (
        "工作区还没有分年龄的人口：请业务主管在 demography 文件夹里放 population.csv，或用 reported.yaml 写明哪些上报数是分年龄人口。",
        "The workspace has no people by age yet: the officer puts population.csv into its folder demography, or says in "
        "reported.yaml which reported figures are people by age.",
    ),
    "projection.heading": ("人口推算：{area}", "Population projection: {area}"),
    "projection.area": ("地区", "Area"),
    "projection.scenarios": ("情景", "Scenarios"),
    "projection.to": ("推算到", "Up to"),
    "projection.around": ("区间围绕", "Intervals around"),
    "projection.around-none": ("不画区间", "none"),
    "projection.show": ("推算", "Project"),
    "projection.money": ("列出各惠民事项所需资金", "with the money needed for each benefit"),
    "projection.money-note": (
        "资金按现行规则、现在的标准和模拟人口的人均成本计算；模拟的人不对应任何真实的人。",
        "Money is counted by today's rules and amounts, at the cost per head of simulated people, who stand for nobody.",
    ),
    "projection.why": ("人口为什么变", "What drives the change"),
    "projection.fan-title": ("{area}总人口，{first}至{last}年", "Population of {area}, {first} to {last}"),
    "projection.band": ("{level}% 区间", "{level}% interval"),
    "projection.yearly": ("各年总人口", "The population in each year"),
    "projection.year": ("年份", "Year"),
    "projection.pyramids": ("年龄结构", "Ages"),
    "projection.pyramid-title": ("{area}人口年龄结构", "Ages of the people of {area}"),
    "projection.play": ("播放", "Play"),
    "projection.stop": ("停止", "Stop"),
    "projection.then": ("{year} 年", "{year}"),
    "projection.scenario": ("情景", "Scenario"),
    "projection.small-label": ("{year} 年人口金字塔，男左女右", "Population pyramid of {year}, men left, women right"),
    "projection.small-caption": ("{year} 年", "{year}"),
    "projection.small-note": (
        "“{scenario}”情景，5 岁一组，男左女右，各图同一尺度。",
        "Scenario: {scenario}. Groups of five years, men left, women right, all on one scale.",
    ),
    "projection.readouts": ("安排工作要用的数", "What offices plan with"),
    "projection.readouts-note": (
        "入园入学指当年满该年龄的人数。括号内为 80% 区间。15 至 49 岁妇女只用作比率的分母。",
        "School places are the people who are of the age in that year. In brackets the 80% interval. Women of 15 to 49 are "
        "only the denominator of rates.",
    ),
    "projection.readout": ("项目", "Figure"),
    "projection.births": ("出生（此前12个月）", "births in the 12 months before"),
    "projection.assumed": ("各情景的假设", "What each scenario assumes"),
    "projection.tfr": ("总和生育率", "Children per woman"),
    "projection.e0-women": ("女性预期寿命（岁）", "Life expectancy, women (years)"),
    "projection.e0-men": ("男性预期寿命（岁）", "Life expectancy, men (years)"),
    "projection.moved": ("净迁移（年均人数）", "Net migrants a year"),
    "projection.resting": ("根据", "What it rests on"),
    "projection.downloads": ("下载", "Downloads"),
    "projection.download": ("全部数字（{kind}）", "All figures ({kind})"),
}
