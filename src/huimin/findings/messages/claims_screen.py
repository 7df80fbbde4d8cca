"""Findings of the pages on which claims are made and worked on."""

MESSAGES: dict[str, tuple[str, ...]] = {
    "claim-form-field": ("请填写这一栏", "this has to be filled in", "填写后再提交", "fill it in and send again"),
    "claim-form-identity": (
        "身份证号不对，请逐位核对",
        "this is no identity number",
        "照着身份证逐位再填一次",
        "compare it digit by digit with the card",
    ),
    "claim-form-consent": (
        "请先看上面的说明，同意后勾选",
        "please read the lines above and tick where you agree",
        "勾选后再提交",
        "tick it and send again",
    ),
    "claim-form-account": (
        "银行账号应为 8 至 30 位数字",
        "an account number has 8 to 30 digits",
        "照着银行卡再填一次，或者先空着",
        "compare it with the card, or leave it empty for now",
    ),
    "claim-paper-kind": (
        "只收照片（JPG、PNG）和 PDF",
        "only photos (JPG, PNG) and PDF are taken",
        "把材料拍成照片再传",
        "take a photo of the paper and send that",
    ),
    "claim-paper-none": (
        "没有选文件",
        "no file was chosen",
        "先选文件再提交",
        "choose a file and send again",
    ),
    "claim-batch-nothing": (
        "没有勾选任何申请",
        "no claim was chosen",
        "勾选后再签名",
        "choose some and sign again",
    ),
    "claim-batch-statement": (
        "请勾选清单下面的声明",
        "the statement below the list has to be ticked",
        "逐件看过后勾选",
        "tick it when you have gone through the list",
    ),
    "claim-search-empty": (
        "请填写身份证号或申请编号，并选择查看目的",
        "an identity number or a claim number, and a purpose, are needed",
        "填写后再查",
        "fill them in and search again",
    ),
}
