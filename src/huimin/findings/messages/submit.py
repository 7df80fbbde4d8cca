"""Findings about sending workbooks to a site on another machine."""

MESSAGES = {
    "submit-no-token": (
        "没有令牌",
        "there is no token",
        "到网站“接口”页生成一个带“报送”权限的令牌，写进文件用 --token-file 指明，或放进环境变量 {variable}",
        "make a token that submits on the site's page API; put it into a file for --token-file, or into the variable {variable}",
    ),
    "submit-address": (
        "“{found}”不是网址",
        "{found} is no address of a site",
        "写成 https://huimin.example.gov.cn 这样",
        "write it like https://huimin.example.gov.cn",
    ),
    "submit-not-encrypted": (
        "{found} 没有加密：令牌和数字会在网络上被看到",
        "{found} is not encrypted: token and figures could be read on the way",
        "改用 https 地址；确信线路安全的，加 --unencrypted",
        "use an https address; where the line is safe by itself, add --unencrypted",
    ),
    "submit-unreachable": (
        "连不上 {found}：{reason}",
        "{found} cannot be reached: {reason}",
        "请检查网址和网络后再运行一次；已收到的文件再送也只算一次",
        "check address and network and run it again; a workbook that did arrive counts once, however often it is sent",
    ),
    "submit-no-huimin": (
        "{found} 的回答不是惠民网站的（状态 {status}）",
        "what answers at {found} is no huimin site (status {status})",
        "请核对网址",
        "check the address",
    ),
    "submit-not-let-in": (
        "网站没有接受这个令牌：{reason_zh}",
        "the site does not accept this token: {reason_en}",
        "令牌可能已过期、已撤销，或没有“报送”权限；到网站“接口”页重新生成",
        "it may have expired, been revoked, or not be one that submits; make another on the site's page API",
    ),
}
