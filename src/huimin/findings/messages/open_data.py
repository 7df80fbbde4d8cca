"""Messages about the public site: what is published, what is missing, what looks wrong before everybody sees it."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "open-data-address": ("“{found}”不是网站地址", "“{found}” is no address of a site",
                          "请写完整地址，如 https://data.example.org/families", "write it whole, such as https://data.example.org/families"),
    "open-data-licence": ("不认识许可“{found}”", "the licence “{found}” is not known",
                          "可写 {options}；其他许可请写 zh、en 和 address", "one of {options}; for another give zh, en and address"),
    "open-data-no-licence": ("没有写数据的使用许可，读者不知道能不能用", "no licence is given: readers do not know what they may do with the data",
                             "在 open_data.yaml 里写 licence，如 licence: CC-BY-4.0", "write one into open_data.yaml, such as licence: CC-BY-4.0"),
    "open-data-no-figures": ("没有可以公布的数字：没有报来，或者还没有到期", "there are no figures to publish: none came, or none are due yet",
                             "先导入报表，或用 --period 指定期间", "load returns first, or name a period with --period"),
    "open-data-no-run": ("没有已公布的考核，网站上只有指标", "no assessment is published: the site holds indicators only",
                         "在网站上公布考核结果；没有用网站的，用 --run 指明要公布哪一次", "publish a run on the site; where no site is in use, name it with --run"),
    "open-data-run-not-published": ("考核 {run} 还没有在网站上公布，不能对外公开", "run {run} is not published on the site and cannot be made public",
                                    "先由第二个人在网站上公布，或加 --draft 只做预览", "have a second person publish it on the site, or add --draft for a preview"),
    "open-data-other-folder": ("文件夹 {folder} 里有别的文件，不是公开网站", "the folder {folder} holds other files and is no public site",
                               "换一个空文件夹", "name an empty folder"),
    "open-data-left-over": ("网站文件夹里留有以前公布、现在不再生成的文件 {count} 个，如 {first}", "files of earlier publications that are no longer made: {count}, such as {first}",
                            "公布过的地址应当保留；确要撤下的请手工删除", "addresses are kept for good; delete by hand what must be taken down"),
    "open-data-out-of-line": ("数值 {value} 与其他地区相差千倍以上，公布前请核对", "the value {value} is a thousand times those of other areas: check it before it is public",
                              "请核对原报表；页面上会标明“可能有误”", "check the return it came from; the page marks it as a possible error"),
    "open-data-area-empty": ("这个地区全年没有任何数字", "this area has no figure at all in the year",
                             "请核对是否漏报；页面上写明“没有报送”，不是零", "see whether returns are missing; the page says “not reported”, not zero"),
}  # fmt: skip
