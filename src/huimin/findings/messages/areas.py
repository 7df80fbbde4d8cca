"""Messages of the areas room: the tree, its levels and its changes."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "areas-empty": (
        "区划表里没有一个地区",
        "the table of areas is empty",
        "请在 areas/areas.csv 中填写地区",
        "fill in areas/areas.csv",
    ),
    "areas-file-missing": (
        "找不到区划文件 {file}",
        "the file {file} is missing",
        "请建立该文件，表头为：{options}",
        "make it, with the header: {options}",
    ),
    "areas-file-unreadable": (
        "无法读取 {file}：{found}",
        "{file} cannot be read: {found}",
        "请另存为 UTF-8 或 GB18030 编码的 CSV 文件",
        "save it as a CSV file in UTF-8 or GB18030",
    ),
    "area-column-missing": (
        "缺少列“{found}”",
        "the column “{found}” is missing",
        "表头应从这些列中选取：{options}",
        "the columns are: {options}",
    ),
    "area-column-unknown": (
        "不认识的列“{found}”，已略过",
        "the column “{found}” is not known and was left out",
        "是否想写 {nearest}？可用的列：{options}",
        "did you mean {nearest}? The columns are: {options}",
    ),
    "area-date-unreadable": (
        "“{found}”不是日期",
        "“{found}” is no date",
        "请写成 2012-06-30",
        "write it as 2012-06-30",
    ),
    "area-without-key": (
        "此行既无代码又无名称，已略过",
        "this row has neither a code nor a name and was left out",
        "请补上代码或名称，或删去此行",
        "add a code or a name, or remove the row",
    ),
    "area-key-twice": (
        "“{name}”的编号 {area} 已被“{other}”（第 {other_line} 行）使用，此行已略过",
        "{name} has the key {area}, which {other} (line {other_line}) has already; this row was left out",
        "每个地区用自己的编号；代码重新启用时，请给后来的地区另取编号（key），代码（code）可以相同",
        "give each area a key of its own; where a code was used again, the later area needs another key, not "
        "another code",
    ),
    "area-code-twice": (
        "代码 {code} 同时属于“{other}”（{other_key}）和“{name}”，重叠的时间为 {since} 至 {until}",
        "the code {code} belongs to both {other} ({other_key}) and {name} from {since} to {until}",
        "请改正其中一个代码，或填写前者的终止日期",
        "correct one of the codes, or give the day on which the first one ended",
    ),
    "area-parent-unknown": (
        "“{name}”的上级 {found} 不在区划表里",
        "the parent {found} of {name} is not in the table of areas",
        "是否想写 {nearest}？否则请补上该上级",
        "did you mean {nearest}? Otherwise add the parent",
    ),
    "area-cycle": (
        "上下级关系成环：{path}",
        "the areas are each other's parents in a ring: {path}",
        "请改正其中一个上级；在此之前“{name}”按没有上级处理",
        "correct one of the parents; until then {name} is taken as having none",
    ),
    "level-twice": (
        "级别 {found} 出现两次",
        "the level {found} stands twice",
        "请删去一个",
        "remove one of them",
    ),
    "level-unknown": (
        "没有名为 {found} 的级别",
        "there is no level {found}",
        "是否想写 {nearest}？已有的级别：{options}",
        "did you mean {nearest}? The levels are: {options}",
    ),
    "area-level-unknown": (
        "“{name}”的级别 {found} 不在 levels.yaml 里",
        "the level {found} of {name} is not in levels.yaml",
        "是否想写 {nearest}？已有的级别：{options}",
        "did you mean {nearest}? The levels are: {options}",
    ),
    "area-level-not-below": (
        "“{name}”（{level}）的上级“{parent_name}”（{parent_level}）级别不比它高",
        "the parent {parent_name} ({parent_level}) of {name} ({level}) is not of a higher level",
        "请改正级别或上级",
        "correct the level or the parent",
    ),
    "area-ends-before-it-begins": (
        "“{name}”的终止日期 {end} 早于起始日期 {start}",
        "{name} ends on {end}, before it begins on {start}",
        "请改正日期",
        "correct the dates",
    ),
    "area-outlives-parent": (
        "“{name}”存在的时间超出了上级“{parent_name}”（{parent}，{start} 至 {end}）",
        "{name} exists outside the life of its parent {parent_name} ({parent}, {start} to {end})",
        "请改正起止日期，或在 changes.csv 中写明调整（move）到哪个上级",
        "correct the dates, or say in changes.csv which parent it moved to",
    ),
    "area-code-shape": (
        "“{name}”的代码 {code} 不像 {level} 的代码（应为 {digits} 位数字）",
        "the code {code} of {name} does not look like one of the level {level} ({digits} digits)",
        "请核对代码",
        "check the code",
    ),
    "area-code-elsewhere": (
        "“{name}”的代码 {code} 与上级“{parent_name}”的代码 {parent_code} 对不上",
        "the code {code} of {name} does not fit the code {parent_code} of its parent {parent_name}",
        "请核对代码和上级，二者必有一错；此处以写明的上级为准",
        "check both, one of them is wrong; the parent as written is used",
    ),
    "area-without-code": (
        "“{name}”没有代码",
        "{name} has no code",
        "没有代码也可以汇总；有代码时请补上",
        "it is added up all the same; add the code where there is one",
    ),
    "area-without-code-many": (
        "{count} 个地区没有代码，例如：{examples}",
        "{count} areas have no code, for example {examples}",
        "没有代码也可以汇总；有代码时请补上",
        "they are added up all the same; add the codes where there are any",
    ),
    "area-without-children": (
        "“{name}”（{level}）没有下级",
        "{name} ({level}) has no areas below it",
        "若确实不设下级，无需处理",
        "nothing to do if that is how it is",
    ),
    "area-without-children-many": (
        "{count} 个地区没有下级，例如：{examples}",
        "{count} areas above the lowest level have none below them, for example {examples}",
        "若确实不设下级，无需处理",
        "nothing to do if that is how it is",
    ),
    "area-roots-several": (
        "有 {count} 个没有上级的地区：{examples}",
        "{count} areas have no parent: {examples}",
        "若不是几棵独立的树，请补上上级",
        "give them a parent, unless these are trees of their own",
    ),
    "area-defects-more": (
        "{kind} 类问题共 {count} 个，只列出前 {told} 个",
        "there are {count} defects of the kind {kind}; the first {told} are told",
        "请先改正已列出的问题，其余往往出于同一原因",
        "mend those first, the rest often has the same cause",
    ),
    "change-without-date": (
        "此项变更没有日期",
        "this change has no date",
        "请填写变更生效的第一天",
        "give the first day on which it holds",
    ),
    "change-kind-unknown": (
        "不认识的变更种类“{found}”",
        "the kind of change “{found}” is not known",
        "是否想写 {nearest}？可选：{options}",
        "did you mean {nearest}? The kinds are: {options}",
    ),
    "change-shape": (
        "{kind} 变更的新旧地区数目不对（原：{old}；新：{new}）",
        "a {kind} does not go with these areas (old: {old}; new: {new})",
        "merge：多个原地区、一个新地区；split：一个原地区、多个新地区；recode：一对一；"
        "rename：一个原地区和新名称；move：一个原地区和新上级",
        "merge: old areas and one new; split: one old and several new; recode: one and one; rename: one area "
        "and its new name; move: one area and its new parent",
    ),
    "change-area-unknown": (
        "{day} 的 {kind} 变更提到的 {found} 不在区划表里",
        "the {kind} of {day} names {found}, which is not in the table of areas",
        "是否想写 {nearest}？否则请在 areas.csv 中补上该地区",
        "did you mean {nearest}? Otherwise add the area to areas.csv",
    ),
    "change-area-not-yet": (
        "{day} 的 {kind} 变更时，“{name}”（{key}）尚不存在（{other} 起）",
        "at the {kind} of {day} the area {name} ({key}) does not exist yet (it begins on {other})",
        "请改正变更日期或该地区的起始日期",
        "correct the day of the change or the day on which the area begins",
    ),
    "change-area-already-ended": (
        "{day} 的 {kind} 变更时，“{name}”（{key}）已不存在（{other} 止）",
        "at the {kind} of {day} the area {name} ({key}) has already ended (on {other})",
        "请改正变更日期或该地区的终止日期",
        "correct the day of the change or the day on which the area ended",
    ),
    "change-area-lives-on": (
        "“{name}”（{key}）在 {day} 已由 {kind} 变更撤销，区划表却写着存在到 {other}",
        "{name} ({key}) ended in the {kind} of {day}, yet the table of areas says it lives until {other}",
        "请把终止日期改为变更的前一天，或留空",
        "set its last day to the day before the change, or leave it empty",
    ),
    "change-area-always-there": (
        "“{name}”（{key}）在 {day} 的拆分中设立，但没有起始日期，按拆分前就已存在处理",
        "{name} ({key}) takes part of another area on {day} and has no first day, so it is taken as having "
        "been there before",
        "若为新设立，请填写起始日期",
        "give its first day if the split created it",
    ),
    "change-ends-twice": (
        "“{name}”（{key}）在 {other} 和 {day} 的两项变更中都被撤销",
        "{name} ({key}) ends in two changes, on {other} and on {day}",
        "请合并为一项 split，或删去一项；此处以先写的为准",
        "write them as one split, or remove one; the first is used",
    ),
    "change-into-itself": (
        "{day} 的 {kind} 变更会把“{name}”（{key}）置于它自身的范围内（{other}），未采用",
        "the {kind} of {day} would put {name} ({key}) inside itself ({other}) and was left out",
        "请改正新的上级或新的地区",
        "correct the new parent or the new area",
    ),
    "change-parent-not-alive": (
        "{day} 时新的上级 {other} 不存在，“{name}”（{key}）暂归其去向",
        "the new parent {other} of {name} ({key}) does not exist on {day}; what it became is used",
        "请改正日期或上级",
        "correct the day or the parent",
    ),
    "import-table-missing": (
        "找不到表格 {file}",
        "the table {file} is missing",
        "请核对存放表格的文件夹",
        "check the folder that holds the tables",
    ),
    "import-column-missing": (
        "表格没有“{found}”列",
        "the table has no column “{found}”",
        "是否想写 {nearest}？",
        "did you mean {nearest}?",
    ),
    "import-level-unclear": (
        "看不出“{path}”是哪一级",
        "nothing says which level “{path}” is of",
        "请在对照文件的 levels 中补一条规则",
        "add a rule to the levels of the mapping file",
    ),
    "import-parent-unknown": (
        "对照文件把“{name}”归到“{found}”，但没有这个地区",
        "the mapping file puts {name} under “{found}”, and there is no such area",
        "请改正 parents 中的规则",
        "correct the rule in parents",
    ),
    "import-code-elsewhere": (
        "“{name}”的代码 {code} 与所在地“{parent}”（{parent_code}）对不上；按表中写明的所在地归属",
        "the code {code} of {name} disagrees with its place {parent} ({parent_code}); the place as written is used",
        "请核对代码，多半是录入错误",
        "check the code, most likely it was mistyped",
    ),
    "import-parent-not-in-table": (
        "“{name}”不在 {table} 中，但其下级“{child}”在；按继续存在处理",
        "{name} is not in {table}, but {child} below it is; it is taken as still existing",
        "若已撤销，请写明下级调整到哪里",
        "if it was abolished, say where the areas below it went",
    ),
    "import-areas-ended": (
        "{before} 中有 {count} 个地区不再出现在 {after} 中，且不知去向，例如：{examples}",
        "{count} areas of {before} are not in {after} and nothing says what became of them, for example {examples}",
        "其数字归入上级；与其邻近地区前后相比时，辖区可能已变。知道去向的请写入 changes.csv",
        "their figures count with their parents, and their neighbours may not be the same territory at both "
        "times; "
        "write what you know into changes.csv",
    ),
    "import-areas-new": (
        "{after} 中有 {count} 个地区未见于 {before}，例如：{examples}",
        "{count} areas of {after} are not in {before}, for example {examples}",
        "无法与从前相比。知道来历的请写入 changes.csv",
        "they have nothing to be compared with; write where they came from into changes.csv",
    ),
    "import-names-differ": (
        "{count} 个代码在 {before} 和 {file} 中名称不同，例如：{examples}",
        "{count} codes have other names in {before} than in {file}, for example {examples}",
        "按改名处理；请看是否有录入错误或代码互换",
        "they are taken as renamed; see whether names were mistyped or codes swapped",
    ),
    "own-differs-from-sum": (
        "“{name}”的 {what} 自报 {own}，下级合计 {sum}，相差 {difference}；{causes}{also}",
        "{name_en} reports {own} for {what}, the areas right below it {sum}, a difference of {difference}; "
        "{causes_en}{also_en}",
        "请核对下级是否齐全、有无错误；原数不作改动",
        "check whether the areas below are complete and right; the figures stay as reported",
    ),
    "own-differs-from-coded": (
        "“{name}”的 {what} 自报 {own}，有代码的最低一级地区合计 {sum}，相差 {difference}；{causes}{also}",
        "{name_en} reports {own} for {what}, the coded areas of the lowest level below it {sum}, a "
        "difference of {difference}; {causes_en}{also_en}",
        "只按代码汇总会漏掉这些地区；原数不作改动",
        "adding up by code alone leaves these areas out; the figures stay as reported",
    ),
}
