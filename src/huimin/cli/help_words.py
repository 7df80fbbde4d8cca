"""What the help says of every command, argument and option, in Chinese and English, with examples and JSON keys."""

from __future__ import annotations

from typing import NamedTuple

from huimin.cli import benefit_words, claim_words, pay_words, publish_words, reconcile_words, verify_words


class CommandWords(NamedTuple):
    """One command: what it does, examples (one a line; they run as they stand in the sample city), its JSON keys."""

    zh: str
    en: str
    examples_zh: tuple[str, ...] = ()
    examples_en: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


_RUN = "family-services-2025-2025"

COMMANDS: dict[str, CommandWords] = {
    "huimin": CommandWords(
        "把上报的数字变成能自己说明来由的考核：读入工作簿、检查、算指标、打分、说明每一分从哪里来。\n退出码：0 完成，1 发现错误，2 用法或定义有误。",
        "From reported figures to assessments that explain themselves: load workbooks, check them, compute indicators, score, and say where every point comes from.\nExit codes: 0 done, 1 errors found, 2 wrong use or faulty definitions.",
        ("huimin new 示范市 --sample", "cd 示范市", "huimin load", "huimin assess family-services-2025 2025", "huimin explain 明湖区 F1.1"),
        ("huimin new city --sample", "cd city", "huimin load", "huimin assess family-services-2025 2025", "huimin explain 'Minghu District' F1.1"),
    ),
    "new": CommandWords(
        "新建工作区：空的，或带虚构的示范市。", "Make a new workspace: empty, or with the invented demonstration city.",
        ("huimin new 我市", "huimin new 示范市 --sample"), ("huimin new mycity", "huimin new city --sample"),
        ("folder", "city", "counties", "townships", "villages", "files", "faults"),
    ),
    "template": CommandWords(
        "生成待填的工作簿：每个报送单位一个，表头锁定。", "Write workbooks to be filled in: one for each sender, with locked headers.",
        ("huimin template village_monthly 2025-12 --out 待填",), ("huimin template village_monthly 2025-12 --out to-fill",),
        ("files",),
    ),
    "load": CommandWords(
        "读入填好的工作簿。有错的整本退回并说明原因，其余照常；同一文件读两次不改变什么；更正过的文件成为新的修订，旧数字仍保留。随时可以中断，再运行一次即可接着做。",
        "Load filled workbooks. One with errors is refused whole, with the reasons, and the others go on; loading the same file twice changes nothing; a corrected file becomes a revision and the old figures are kept. It may be stopped at any moment: run it again and it goes on.",
        ("huimin load", "huimin load 更正.xlsx --sender 明湖区"), ("huimin load", "huimin load corrected.xlsx --sender Minghu"),
        ("accepted", "duplicates", "known", "reports", "revised", "unchanged", "figures", "refused", "findings"),
    ),
    "check": CommandWords(
        "检查已入库的数字：谁没有报、哪里可疑、哪里合计不符。", "Check the figures loaded: who has not reported, what looks odd, which sums differ.",
        ("huimin check", "huimin check --from 2025-01 --to 2025-12"), ("huimin check", "huimin check --from 2025-01 --to 2025-12"),
        ("findings",),
    ),
    "quality": CommandWords(
        "审查数据质量：报送是否齐、按时，前后左右是否相符，与外部数据（outside/*.csv）是否相符，有没有照抄、错位、凑整数、刚好过线等迹象。每处迹象都说明偶然有多少见、有哪些无辜的原因；只供查看，不是结论，不影响得分。",
        "Review the quality of the figures: complete, on time, consistent in time and with each other, with outside sources (outside/*.csv), and signs of copies, slipped columns, round numbers, shaving to a target. Every sign says how rare it is by chance and what innocent causes there are; it is a reason to look, never a verdict, and changes no score.",
        ("huimin quality", "huimin quality --period 2025 --area 明湖区", "huimin quality --out 迹象.csv"),
        ("huimin quality", "huimin quality --period 2025 --area 'Minghu District'", "huimin quality --out signs.csv"),
        ("period", "first", "last", "months", "marker", "snapshot", "software", "simulated", "rate", "figures", "area", "tests", "families", "profiles", "signs", "notes"),
    ),
    "assess": CommandWords(
        "按方案考核一个期间：打分、排名，写出结果（网页、工作簿、CSV、JSON、Parquet）。",
        "Assess a period by a scheme: score, rank, and write the results (pages, workbook, CSV, JSON, Parquet).",
        ("huimin assess family-services-2025 2025",), ("huimin assess family-services-2025 2025",),
        ("run", "folder", "start", "manifest", "areas"),
    ),
    "explain": CommandWords(
        "说明一个地区一个项目的得分：规则、公式、数字、报送率、区间，直到工作簿的单元格。",
        "Explain an area's points for an item: rule, formula, numbers, completeness, interval, down to the cells of the workbooks.",
        ("huimin explain 明湖区 F1.1", "huimin explain 990102 F2.1 --all", "huimin explain 明湖区 F1.1 --sql"),
        ("huimin explain 'Minghu District' F1.1", "huimin explain 990102 F2.1 --all", "huimin explain 990102 F1.1 --sql"),
        ("run", "kind", "text", "area", "item", "points", "status", "below"),
    ),
    "reproduce": CommandWords(
        "重做一次考核，逐字节比对。相同退出码为 0，不同为 1。", "Make a run again and compare it byte for byte. Exit code 0 if it is the same, 1 if not.",
        ("huimin reproduce", f"huimin reproduce {_RUN}"), ("huimin reproduce", f"huimin reproduce {_RUN}"),
        ("run", "exact", "same", "different", "missing", "extra", "reasons"),
    ),
    "diff": CommandWords(
        "比较两次考核：哪些分变了，因为哪个数字、哪条定义或哪处区划。",
        "Compare two runs: which scores moved, and which figure, definition or tree change moved them.",
        (f"huimin diff {_RUN} {_RUN}",), (f"huimin diff {_RUN} {_RUN}",),
        ("parts", "moved", "only_before", "only_after", "definitions"),
    ),
    "what-if": CommandWords(
        "试改方案里的分值、目标值或等次线，马上看到哪些地区的得分和名次会变、为什么；什么也不写。不写改动就列出可以试改的数。",
        "Try other points, targets or grade lines on a finished run and see at once which areas move and why; nothing is written. Without a change it lists what can be tried.",
        ("huimin what-if", "huimin what-if --change F2.1.target=85%", "huimin what-if -c F2.1.points=8 -c F2.2.points=2"),
        ("huimin what-if", "huimin what-if --change F2.1.target=85%", "huimin what-if -c F2.1.points=8 -c F2.2.points=2"),
        ("run", "editables", "scheme", "period", "changes", "total_before", "total_after", "areas", "findings"),
    ),
    "export": CommandWords(
        "导出指标的值：分子、分母、区间、报送率。文件名的结尾决定格式（csv、json、parquet）。",
        "Export the values of indicators with numerator, denominator, interval and completeness. The file's ending decides the format (csv, json, parquet).",
        ("huimin export 2025 --level county --out 指标.csv",), ("huimin export 2025 --level county --out indicators.csv",),
        ("rows",),
    ),
    "project": CommandWords(
        "推算人口：按年、性别、年龄的人数，出生、死亡，以及入园入学、托位、劳动力、老年人口，可带 80%、95% 区间。不写文件就用工作区 demography/ 里的人口。情景是假设，不是目标：只说明“如果这样，就会那样”。",
        "Project a population: people by year, sex and age, births, deaths, and school places, childcare, labour force and older people, with 80% and 95% intervals if asked for. Without a file it takes the people in demography/ of the workspace. Scenarios are assumptions, never goals: they say what would follow.",
        ("huimin project", "huimin project --area 明湖区 --scenario low --scenario high --to 2040", "huimin project --target tfr=1.4@2045 --step 5 --to 2050 --out 推算.xlsx", "huimin project demography/population.csv --set tfr=1.2 --set e0_female=83 --set e0_male=78 --trajectories 20 --to 2035"),
        ("huimin project", "huimin project --area 'Minghu District' --scenario low --scenario high --to 2040", "huimin project --target tfr=1.4@2045 --step 5 --to 2050 --out projection.xlsx", "huimin project demography/population.csv --set tfr=1.2 --set e0_female=83 --set e0_male=78 --trajectories 20 --to 2035"),
        ("years", "scenarios", "areas", "about", "notes", "file", "rows"),
    ),
    "registration": CommandWords(
        "用两份或几份分别编制的名单，估计登记漏了多少：漏登率和区间，分地区和合计，用话说明，也说明靠不靠得住。只要人数或 0、1，不要姓名。",
        "Estimate from two or more lists that were made apart how many a register lacks: the missing share with its interval, by area and for all, in words, and how far it can be relied on. It takes counts or marks of 0 and 1, never names.",
        ("huimin registration 名单.csv --limit 2%", "huimin registration 名单.csv --register 户籍 --sensitivity 97%±1% --out 漏登.csv"),
        ("huimin registration lists.csv --limit 2%", "huimin registration lists.csv --register police --sensitivity 97%+-1% --out missing.csv"),
        ("lists", "register", "confidence", "places", "models", "if_tied", "words", "notes", "file", "rows"),
    ),
    "runs": CommandWords("列出已有的考核结果。", "List the runs there are.", ("huimin runs",), ("huimin runs",), ("runs",)),
    "serve": CommandWords(
        "启动网站：在浏览器里报送、审核、考核、跟踪。默认只有本机能访问；单位里用，见 docs/zh/running.md。",
        "Start the site: report, review, assess and follow up in a browser. By default only this machine reaches it; for an office see docs/running.md.",
        ("huimin serve", "huimin serve --port 8080"), ("huimin serve", "huimin serve --port 8080"),
    ),
    "submit": CommandWords(
        "把填好的工作簿报送到另一台机器上的惠民网站，得到回执。线路断了会自动再试；同一文件再送一次得到同一张回执，只算一次。",
        "Send filled workbooks to a huimin site on another machine and get receipts. It tries again where the line breaks; the same file sent again gets the same receipt and counts once.",
        ("huimin submit 村级月报.xlsx --to https://huimin.example.gov.cn --token-file 令牌.txt",),
        ("huimin submit village.xlsx --to https://huimin.example.gov.cn --token-file token.txt",),
        ("receipts", "refused"),
    ),
    "backup": CommandWords(
        "把整个工作区连同数据库备份成一个文件，别人可以照常工作。文件里有网站的密钥和全部数字，只有本人可读，请妥善保管；申请和账号的密钥不在里面，另外保管。",
        "Write the whole workspace with its database into one file, while others go on working. It holds the secret key of the site and every figure, but not the keys of claims and accounts (keep those elsewhere); only its owner may read it. Keep it safe.",
        ("huimin backup", "huimin backup 备份.zip"), ("huimin backup", "huimin backup copy.zip"),
        ("file", "size", "sha256", "made_at", "huimin", "database", "counts", "keys_left_out"),
    ),
    "restore": CommandWords(
        "用备份恢复出一个工作区。先核对备份里的每个文件，再放到位；有一处不符就什么也不恢复。",
        "Make a workspace from a backup. Every file in it is verified before anything is put in place; where one is wrong, nothing is restored.",
        ("huimin restore 备份.zip 恢复出来的",), ("huimin restore copy.zip restored",),
        ("folder", "made_at", "huimin", "database", "counts", "keys_missing"),
    ),
    "areas": CommandWords("区划树。", "The area tree.", ("huimin areas check",), ("huimin areas check",)),
    "areas check": CommandWords(
        "一次列出区划树的所有问题：重复代码、环、找不到的上级、前后矛盾的变更。",
        "List every defect of the tree at once: codes twice, cycles, missing parents, changes that contradict each other.",
        ("huimin areas check",), ("huimin areas check",), ("findings",),
    ),
    "maps": CommandWords("地图的边界。", "Boundaries for maps.", ("huimin maps check",), ("huimin maps check",)),
    "maps check": CommandWords(
        "检查 maps/ 里各级的边界：坐标系、代码、图形、缺哪些地区；逐个图形说明。",
        "Check the boundaries in maps/, level by level: coordinates, codes, shapes, areas that are missing; feature by feature.",
        ("huimin maps check",), ("huimin maps check",), ("maps", "findings"),
    ),
    "maps simplify": CommandWords(
        "简化各级边界（相邻地区的公共边保持一致），存好备用，并说明小了多少。网页和文件画图时会自己做一次，不必先运行；写明容差是试算。",
        "Simplify the boundaries of every level (edges that areas share stay shared), keep them, and say what it saved. Pages and documents do it by themselves when they first need it; with a tolerance it is a trial.",
        ("huimin maps simplify", "huimin maps simplify --tolerance 0.002"), ("huimin maps simplify", "huimin maps simplify --tolerance 0.002"),
        ("maps",),
    ),
    "calendar": CommandWords("工作日。", "Working days.", ("huimin calendar check",), ("huimin calendar check",)),
    "calendar check": CommandWords(
        "一年各月有几个工作日，本单位另定了哪些日子，哪一年的放假安排尚不掌握，calendar.csv 有哪些差错。",
        "How many working days each month of a year has, which days are your own, whether the year is announced, and what is wrong with calendar.csv.",
        ("huimin calendar check", "huimin calendar check --year 2026"), ("huimin calendar check", "huimin calendar check --year 2026"),
        ("year", "working_days", "own", "findings"),
    ),
    "people": CommandWords(
        "网站的账号。", "Accounts of the site.", ("huimin people list",), ("huimin people list",),
    ),
    "people add": CommandWords(
        "建立一个账号，用来产生第一位系统管理员；其余账号由管理员在网页里建。密码会问两遍，从不写在命令行上。",
        "Make an account: that of the first administrator, who makes the others in the site. The password is asked for twice and never stands on the command line.",
        ("huimin people list",), ("huimin people list",),
        ("person",),
    ),
    "people list": CommandWords(
        "列出账号和职责。", "List the accounts and their roles.", ("huimin people list",), ("huimin people list",), ("people",),
    ),
    "audit": CommandWords("网站的操作记录。", "The log of the site.", ("huimin audit verify",), ("huimin audit verify",)),
    "audit verify": CommandWords(
        "逐条核对操作记录的哈希链。有断开的，列出编号，退出码为 1。",
        "Check the chain of hashes of the log, line by line. Where it breaks, the numbers of the lines are listed and the exit code is 1.",
        ("huimin audit verify",), ("huimin audit verify",), ("lines", "last", "breaks"),
    ),
}  # fmt: skip
COMMANDS |= {name: CommandWords(*words) for name, words in verify_words.COMMANDS.items()}
COMMANDS |= {name: CommandWords(*words) for name, words in benefit_words.COMMANDS.items()}
COMMANDS |= {name: CommandWords(*words) for name, words in pay_words.COMMANDS.items()}
COMMANDS |= {name: CommandWords(*words) for name, words in claim_words.COMMANDS.items()}
COMMANDS |= {name: CommandWords(*words) for name, words in publish_words.COMMANDS.items()}
COMMANDS |= {name: CommandWords(*words) for name, words in reconcile_words.COMMANDS.items()}

# By "command.parameter", or by the parameter alone where it means the same everywhere.
PARAMETERS: dict[str, tuple[str, str]] = {
    "workspace": ("工作区文件夹（默认：当前文件夹或其上级；也可用 HUIMIN_WORKSPACE）", "the workspace folder (default: this folder or one above it; or HUIMIN_WORKSPACE)"),
    "lang": ("语言：zh 或 en（也可用 HUIMIN_LANG）", "language: zh or en (or HUIMIN_LANG)"),
    "version": ("显示版本", "show the version"),
    "help": ("显示这段说明", "show this help"),
    "serve.host": ("在哪个地址上等待，默认 127.0.0.1（只有本机能访问）", "the address to listen on, default 127.0.0.1 (only this machine reaches it)"),
    "serve.port": ("端口，默认 8000", "the port, default 8000"),
    "serve.workers": ("工作进程数，默认 2；一般每个处理器核心一个", "worker processes, default 2; one for each core of the machine"),
    "submit.files": ("要报送的工作簿，可以写几个", "the workbooks to send, one or several"),
    "submit.to": ("网站的网址，如 https://huimin.example.gov.cn", "the site's address, such as https://huimin.example.gov.cn"),
    "submit.token_file": ("写着令牌的文件；不写就用环境变量 HUIMIN_TOKEN", "a file with the token; without it the variable HUIMIN_TOKEN is used"),
    "submit.unencrypted": ("允许不加密的 http 网址，只在线路本身安全时用", "allow an http address without encryption, only where the line is safe by itself"),
    "new.folder": ("新文件夹的名字", "the name of the new folder"),
    "new.pack": ("内容包（数据元、指标、方案）；可重复，默认 china", "a pack of elements, indicators and schemes; may be repeated, default china"),
    "new.sample": ("带上虚构的示范市和它的工作簿", "with the invented demonstration city and its workbooks"),
    "new.seed": ("示范市的随机种子，默认 2012；同一种子得同一城市", "seed of the demonstration city, default 2012; the same seed makes the same city"),
    "template.form": ("报表代码，如 village_monthly", "the form's code, such as village_monthly"),
    "template.period": ("期间：2025-12、2025Q4、2025H2 或 2025", "the period: 2025-12, 2025Q4, 2025H2 or 2025"),
    "template.sender": ("只生成这个报送单位的（代码或名称）", "only this sender's (code or name)"),
    "template.target": ("写到这个文件夹，默认 templates", "write into this folder, default templates"),
    "load.files": ("要读入的文件；不写则读收件箱 inbox/ 里的全部", "the files to load; all of inbox/ where none is named"),
    "load.sender": ("谁送来的（receipts.csv 没有登记的文件）", "who sent them (for files that receipts.csv does not list)"),
    "load.everything": ("列出全部发现，也包括警告和提示", "list all findings, warnings and notes too"),
    "check.first": ("从哪一期起，默认最早一期", "from this period on, default the earliest"),
    "check.last": ("到哪一期止，默认最近一期", "up to this period, default the latest"),
    "check.everything": ("列出全部发现，也包括提示", "list all findings, notes too"),
    "quality.period": ("审查的期间：2025-12、2025Q4、2025 等；默认全部已入库的月份（至多三年）", "the period to review, such as 2025-12, 2025Q4 or 2025; default all months loaded, up to three years"),
    "quality.area": ("只要这个地区和它下面的（名称或代码）", "only this area and those below it (name or code)"),
    "quality.target": ("另写到这个文件：csv（迹象）或 json（全部）", "also write this file: csv (the signs) or json (everything)"),
    "quality.everything": ("列出全部迹象", "list all signs"),
    "assess.scheme": ("方案代码，如 family-services-2025", "the scheme's code, such as family-services-2025"),
    "assess.period": ("考核期间，如 2025", "the period to assess, such as 2025"),
    "explain.area": ("地区的名称或代码", "the area's name or code"),
    "explain.item": ("方案里项目的编号，如 F1.1", "the item's number in the scheme, such as F1.1"),
    "explain.run": ("哪一次考核：编号或其开头（取这样开头的最近一次），默认最近一次", "the run, or the beginning of its name (the latest that begins so); default the latest"),
    "explain.everything": ("列出全部下级地区和单元格", "list all areas below and their cells"),
    "explain.sql": ("改为显示求和所用的 SQL", "show instead the SQL that adds everything up"),
    "reproduce.run": ("哪一次考核：编号或其开头（取这样开头的最近一次），默认最近一次", "the run, or the beginning of its name (the latest that begins so); default the latest"),
    "diff.first": ("前一次考核", "the first run"),
    "diff.second": ("后一次考核", "the second run"),
    "what-if.run": ("哪一次考核：编号或其开头（取这样开头的最近一次），默认最近一次", "the run, or the beginning of its name (the latest that begins so); default the latest"),
    "what-if.change": ("改一个数，可重复：项目.名称=新值；等号后不写就是不设", "change a number, may be repeated: item, name and new value; nothing after the equals sign leaves it out"),
    "what-if.everything": ("列出全部变动的地区和项目", "list all areas and items that move"),
    "export.period": ("期间：2025-12、2025Q4、2025H2 或 2025", "the period: 2025-12, 2025Q4, 2025H2 or 2025"),
    "export.indicator": ("只要这个指标，可重复；默认全部", "only this indicator, may be repeated; default all"),
    "export.level": ("只要这一级地区，如 county", "only areas of this level, such as county"),
    "project.population": ("人口文件（csv：area、sex、age、population，可有 year）；不写则用 demography/population.csv", "the people (csv: area, sex, age, population, maybe year); default demography/population.csv"),
    "project.area": ("只要这个地区（名称或代码）", "only this area (name or code)"),
    "project.scenario": ("情景，可重复：constant 保持不变、medium 中方案、low 低方案、high 高方案、target 目标值、replacement 更替水平、zero-migration 无迁移、csv 文件所列分年率；默认 medium 和 constant", "a scenario, may be repeated: constant, medium, low, high, target, replacement, zero-migration, csv (rates by year from files); default medium and constant"),
    "project.to": ("推算到哪一年，默认 25 年后", "the last year, default 25 years on"),
    "project.year": ("人口是哪一年的；文件或上报数有几年时取哪一年", "the year of the people, or which of the file's or of the reported years"),
    "project.step": ("步长和年龄组距：1 岁或 5 岁，默认 1", "years in a step and an age group: 1 or 5, default 1"),
    "project.timing": ("迁移时点：end 期末、even 均匀，或期初所占的份额 0 到 1；默认 end", "when people migrate: end, even, or the share (0 to 1) at the start; default end"),
    "project.setting": ("为所有地区设定起始水平，可重复：tfr、e0_female、e0_male、sex_ratio、net_migration、mean_age、childcare_places；区间用 migration_noise、tfr_error、e0_error", "a level of the first year for all areas, may be repeated: tfr, e0_female, e0_male, sex_ratio, net_migration, mean_age, childcare_places; for intervals migration_noise, tfr_error, e0_error"),
    "project.target": ("到某年直线变到某值，可重复，如 tfr=1.4@2045；是算法上的假设，不是对任何人的要求", "a value reached by a straight line in a year, may be repeated, such as tfr=1.4@2045; arithmetic, not a goal for anybody"),
    "project.own": ("自己的情景（csv：year，及 tfr、e0_female、e0_male、sex_ratio、migration 中的任意列），可重复", "a scenario of your own (csv: year and any of tfr, e0_female, e0_male, sex_ratio, migration), may be repeated"),
    "project.fertility": ("分年龄生育率（csv：age，及 rate 或 percent；可有 year，或 from、to）", "fertility by age (csv: age with rate or percent, maybe year, or from and to)"),
    "project.mortality": ("分性别年龄死亡率（csv：sex、age，及 mx 或 survival；可有 year，或 from、to）", "mortality by sex and age (csv: sex, age with mx or survival, maybe year, or from and to)"),
    "project.migration": ("分性别年龄的年净迁移人数（csv：sex、age、net；可有 year，或 from、to）", "net migrants a year by sex and age (csv: sex, age, net, maybe year, or from and to)"),
    "project.shares": ("另外要数的人（csv：measure、zh、en、sex、age、share），如劳动力、照护", "who else to count (csv: measure, zh, en, sex, age, share), such as labour force and care"),
    "project.levels": ("各地区的起始水平（csv：area、name、value）", "levels of the first year by area (csv: area, name, value)"),
    "project.trajectories": ("围绕每个要区间的情景的随机轨迹数；默认 0，不算", "random trajectories around each scenario with intervals; default 0, none"),
    "project.intervals": ("给这个情景算区间，可重复；all 为全部；默认中方案。不写 --trajectories 则用 500 条轨迹", "a scenario that gets intervals, may be repeated; all for every one; default medium. Without --trajectories 500 are drawn"),
    "project.reported": ("人口取自上报数（demography/reported.yaml 写明是哪些）；没有 population.csv 时不写也如此", "take the people from reported figures, as demography/reported.yaml says; so too without population.csv"),
    "project.seed": ("随机种子，默认 2024；同一种子得同一结果", "the seed of chance, default 2024; the same seed gives the same result"),
    "project.destination": ("把全部结果写到这个文件：csv、xlsx、json 或 parquet", "write everything to this file: csv, xlsx, json or parquet"),
    "registration.file": ("名单（csv）：area、first、second、both；或 area、history、count；或一行一人、每份名单一列 0 或 1", "the lists (csv): area, first, second, both; or area, history, count; or a row a person with a column of 0 and 1 for each list"),
    "registration.register": ("要核对的是哪份名单，默认第一份", "which list is under test, default the first"),
    "registration.lists": ("各份名单的名称，用逗号隔开（文件里没有名称时）", "the names of the lists, with commas between (where the file has none)"),
    "registration.area": ("只要这个地区，照文件里的写法", "only this area, as it stands in the file"),
    "registration.limit": ("容许的漏登率，如 2%；结果会说明是确实没超、确实超了还是说不准", "the missing share that is borne, such as 2%; the answer says whether it is surely kept, surely broken, or cannot be told"),
    "registration.sensitivity": ("比对时，同一个人被比中的比例，可带误差，如 97%±1%；默认 100%", "of true pairs, the share that linkage found, maybe with its error, such as 97%+-1%; default 100%"),
    "registration.false_matches": ("比中的里面不是同一个人的比例，可带误差；默认 0", "of the pairs found, the share that is not the same person, maybe with its error; default 0"),
    "registration.odds_ratio": ("两份名单的关联：1 无关（默认），大于 1 同进同出，小于 1 互相补缺", "how two lists depend: 1 not at all (default), above 1 in both or in none, below 1 one for the other"),
    "registration.confidence": ("区间的置信度，默认 95%", "confidence of the intervals, default 95%"),
    "registration.destination": ("把结果写到这个文件：csv 或 json", "write the answer to this file: csv or json"),
    "registration.factors": ("把订正系数写到这个 csv，由具名人员签字后放进 adjustments/；要和 --element、--period 一起用", "write factors of correction to this csv, for a named person to sign into adjustments/; needs --element and --period"),
    "registration.element": ("名单核对的是哪个数据元（代码），如 births", "the element that the lists count (its code), such as births"),
    "registration.period": ("名单说的是哪个期间，如 2025", "the period that the lists speak for, such as 2025"),
    "registration.everything": ("列出全部地区和模型", "list all areas and models"),
    "backup.file": ("写到这个文件或文件夹，默认工作区的 backups/，以名称和时间命名", "the file or folder to write to, default backups/ in the workspace, named after its title and the time"),
    "restore.file": ("huimin backup 写成的文件", "a file that huimin backup wrote"),
    "restore.folder": ("恢复到这个文件夹；要么不存在，要么是空的", "the folder to restore to; it does not exist or is empty"),
    "restore.database": ("一个空的 PostgreSQL 数据库，只用于 PostgreSQL 的备份", "an empty PostgreSQL database; only for a backup of PostgreSQL"),
    "maps simplify.tolerance": ("容差，度；0.005 约合 500 米。默认用 maps.yaml 写的；没写则为 0.005，地区很小时更小", "degrees; 0.005 is about 500 m. Default: what maps.yaml says, else 0.005 and less where areas are small"),
    "calendar check.year": ("哪一年，默认今年", "the year, default this one"),
    "people add.name": ("姓名", "the person's name"),
    "people add.username": ("登录用的用户名，以后不能改", "the user name to sign in with; it cannot be changed later"),
    "people add.role": ("职责，默认 administrator；另有 reporter、reviewer、officer、judge、auditor", "the role, default administrator; also reporter, reviewer, officer, judge, auditor"),
    "people add.area": ("在哪个地区（名称或代码），默认全部地区", "at which area (name or code), default all areas"),
    "people add.password_stdin": ("从标准输入的第一行读密码，供脚本使用", "read the password from the first line of the input, for scripts"),
    "export.target": ("写到这个文件，默认 indicators.csv", "write this file, default indicators.csv"),
}  # fmt: skip
PARAMETERS |= (
    pay_words.PARAMETERS
    | claim_words.PARAMETERS
    | verify_words.PARAMETERS
    | benefit_words.PARAMETERS
    | publish_words.PARAMETERS
    | reconcile_words.PARAMETERS
)
