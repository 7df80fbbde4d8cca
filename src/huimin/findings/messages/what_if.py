"""Messages of trying a changed scheme on a finished run."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "what-if-not-a-change": ("“{found}”不是一处改动", "“{found}” is no change", "写成 F2.1.points=8 这样：项目.名称=新值",
                             "write it as F2.1.points=8: item, name, new value"),
    "what-if-unknown": ("方案里没有可试改的“{found}”", "the scheme has no number “{found}” that can be tried",
                        "是否想写 {nearest}？可试改的例如：{options}", "did you mean {nearest}? What can be tried, for example: {options}"),
    "what-if-twice": ("{found} 改了两次", "{found} is changed twice", "请只留一处", "keep one of the two"),
    "what-if-other-level": ("试改只能在同一级地区、同样长短的期间上进行（{level}，{period}）", "a trial must assess the same level and length of period as the run ({level}, {period})",
                            "要换级别或周期，请另写方案，再运行 huimin assess", "for another level or length, write a scheme of its own and run huimin assess"),
    "what-if-other-definitions": ("考核结果 {run} 留存的区划与它的数字对不上", "the areas kept with the run {run} are not those of its figures",
                                  "结果文件夹被改动过：请用 huimin reproduce 核对，或重新考核", "its folder was changed: check it with huimin reproduce, or assess again"),
    "what-if-figures-missing": ("改后的 {item} 要用到这次考核没有汇总的数字：{figures_zh}", "changed like this, {item} needs figures that the run did not add up: {figures_en}",
                                "请改别的数，或把改动写进方案文件，再运行 huimin assess", "try another number, or write the change into the scheme's file and run huimin assess"),
    "what-if-reports-missing": ("改后要用到这次考核没有清点的报表：{forms}", "changed like this, the scheme needs reports that the run did not count: {forms}",
                                "请把改动写进方案文件，再运行 huimin assess", "write the change into the scheme's file and run huimin assess"),
    "what-if-total-differs": ("各项合计由 {before} 分变为 {after} 分，总分随之改变", "the items add up to {after} points instead of {before}, and the total follows",
                              "要保持总分 {before}，请同时调整其他项目的分值", "to keep a total of {before}, change the points of other items too"),
}  # fmt: skip
