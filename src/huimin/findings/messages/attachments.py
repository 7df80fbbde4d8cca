"""Findings about files that people attach."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "attachment-empty": (
        "文件“{file}”是空的",
        "the file {file} is empty",
        "重新选择文件再上传",
        "choose the file again",
    ),
    "attachment-kind": (
        "文件“{file}”不是可以接收的类型",
        "the file {file} is of a kind that is not taken",
        "可接收 PDF、PNG、JPEG 图片，以及不含宏的 xlsx、docx 文件",
        "PDF, PNG and JPEG are taken, and xlsx and docx without macros",
    ),
    "attachment-too-large": (
        "文件“{file}”有 {size} MB，超过 {limit} MB 的上限",
        "the file {file} has {size} MB; {limit} MB is the most",
        "压缩图片，或把文件拆成几个再上传",
        "make the images smaller, or split the file",
    ),
}
