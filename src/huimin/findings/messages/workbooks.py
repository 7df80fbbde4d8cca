"""Messages about workbooks: files that cannot be opened or read, or are not what their name says."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "workbook-empty": (
        "文件是空的",
        "the file is empty",
        "请重新发送文件",
        "send the file again",
    ),
    "workbook-too-large": (
        "文件有 {size} MB，超过 {limit} MB 的上限",
        "the file has {size} MB, more than the {limit} MB allowed",
        "请删去图片和无关的工作表，或分成几个文件报送",
        "remove pictures and sheets that do not belong to the report, or send it in parts",
    ),
    "workbook-inflates-too-large": (
        "文件展开后约有 {size} MB，超过 {limit} MB 的上限，未打开",
        "the file would unpack to about {size} MB, more than the {limit} MB allowed, and was not opened",
        "请把数据复制到新下载的模板中（清除多余的格式和空行），另存后再报送",
        "copy the figures into a fresh template (without formats on empty rows), save it and send it again",
    ),
    "workbook-directory-lies": (
        "文件内部的 {part} 比目录所写的更长，未打开",
        "{part} inside the file is longer than the file's directory says; it was not opened",
        "请在电子表格软件中另存为 xlsx 后再报送；若反复出现，请查明文件来源",
        "save it again as xlsx and send that; if it happens again, find out where the file comes from",
    ),
    "workbook-encrypted": (
        "文件有打开密码，无法读取",
        "the file is protected by a password and cannot be read",
        "请在“文件—信息—保护工作簿”中取消密码，保存后再报送",
        "remove the password (File, Info, Protect Workbook), save the file and send it again",
    ),
    "workbook-old-format": (
        "文件是旧的 xls 或二进制 xlsb 格式",
        "the file is in the old xls or the binary xlsb format",
        "请“另存为”Excel 工作簿（.xlsx）后再报送",
        "use “Save as”, Excel workbook (.xlsx), and send that",
    ),
    "workbook-macros": (
        "文件带有宏，未打开",
        "the file carries macros and was not opened",
        "请“另存为”Excel 工作簿（.xlsx，不带宏）后再报送",
        "use “Save as”, Excel workbook (.xlsx, without macros), and send that",
    ),
    "workbook-truncated": (
        "文件不完整或已损坏",
        "the file is cut short or damaged",
        "请打开原文件确认无误后重新保存、重新发送",
        "open the original, make sure it is complete, save it and send it again",
    ),
    "workbook-not-a-workbook": (
        "文件内容不是 xlsx 工作簿",
        "the content of the file is no xlsx workbook",
        "请用电子表格软件打开后“另存为”xlsx；文本表格请用 .csv 作扩展名",
        "open it in a spreadsheet program and save it as xlsx; give a text table the ending .csv",
    ),
    "workbook-unreadable": (
        "文件无法读取（{why}）",
        "the file cannot be read ({why})",
        "请在电子表格软件中打开并另存为 xlsx 后再报送",
        "open it in a spreadsheet program, save it again as xlsx, and send that",
    ),
    "reader-at-fault": (
        "读取时出了程序错误（{why}），多半是 huimin 的问题，不是文件的问题",
        "reading it ran into a fault of huimin itself, most likely not of the file ({why})",
        "请把这句话和文件一起报给开发者；其余文件照常处理",
        "please send this sentence and the file to the developers; the other files go on",
    ),
    "workbook-not-recognised": (
        "文件不是本系统的模板，文件名也不符合任何取数对照表（{patterns}）",
        "the file is no template of ours, and its name fits no mapping file ({patterns})",
        "请用 huimin template 生成的模板填报，或为这种表写一个对照表（mappings/*.yaml）",
        "use a template made by huimin template, or write a mapping file for such tables (mappings/*.yaml)",
    ),
    "file-ending-misleads": (
        "文件扩展名是 {ending}，内容却是 {expected}；已按内容读取",
        "the file's name ends in {ending}, but its content is {expected}; it was read as that",
        "请把扩展名改为 {expected}",
        "rename it to end in {expected}",
    ),
    "external-links": (
        "工作簿引用了 {count} 个其他文件；只取已保存的数值，不读取那些文件",
        "the workbook refers to {count} other files; values were taken as saved, those files were not read",
        "请把引用的单元格粘贴为数值",
        "paste the referring cells as values",
    ),
    "csv-encoding-unknown": (
        "无法识别文字编码（试过 {tried}）",
        "the encoding cannot be told (tried {tried})",
        "请另存为“CSV UTF-8”",
        "save it as “CSV UTF-8”",
    ),
    "csv-nul-byte": (
        "第 {line} 行含有空字节（NUL）",
        "line {line} holds a NUL byte",
        "请从原系统重新导出，或用电子表格软件打开后另存为“CSV UTF-8”",
        "export it again, or open it in a spreadsheet program and save it as “CSV UTF-8”",
    ),
    "csv-broken": (
        "第 {line} 行附近的引号或分隔不完整（{why}）",
        "quotes or separators are broken near line {line} ({why})",
        "请检查该行的引号是否成对",
        "check that the quotes of that line are closed",
    ),
}
