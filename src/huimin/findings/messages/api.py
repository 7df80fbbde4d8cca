"""Findings about calls of the API and about its tokens."""

MESSAGES = {
    "api-no-token": (
        "没有有效的令牌",
        "there is no valid token with this call",
        "请在请求头里写 Authorization: Bearer <令牌>；令牌可能已过期或撤销，到网站“接口”页重新生成",
        "send the header Authorization: Bearer <token>; it may have expired or been revoked: make another one on the site's page API",
    ),
    "api-scope": (
        "这个令牌没有“{scope}”的权限",
        "this token does not have the scope {scope}",
        "请在网站“接口”页生成带有这项权限的令牌",
        "make a token with this scope on the site's page API",
    ),
    "api-not-found": (
        "没有这个内容，或者不归这个令牌查看",
        "there is no such thing, or it is not open to this token",
        "请核对地址、代码和令牌的地区",
        "check the address, the codes and the token's area",
    ),
    "api-parameter": (
        "参数 {name} 不对：{reason}",
        "the parameter {name} is wrong: {reason}",
        "写法见 /api/ 页",
        "see the page /api/ for how it is written",
    ),
    "api-too-large": (
        "文件超过 {limit} MB",
        "the file has more than {limit} MB",
        "请分成几个文件报送",
        "send it as several files",
    ),
    "token-without-name": (
        "没有写用途",
        "it is not said what the token is for",
        "写明哪台机器、哪个程序用它",
        "name the machine or program that will use it",
    ),
    "token-without-scope": (
        "没有选择权限",
        "no scope is chosen",
        "至少选择“读取”或“报送”一项",
        "choose reading, sending, or both",
    ),
    "token-without-end": (
        "没有选择有效期",
        "no end is chosen",
        "请从列表中选择",
        "choose one from the list",
    ),
    "token-too-much": (
        "超出了你自己在这个地区的权限",
        "that is more than you may do yourself with this area",
        "请选择你负责的地区和你有的权限",
        "choose an area that is yours, and what you may do there",
    ),
    "token-too-many": (
        "你已有 {most} 个有效的令牌",
        "you have {most} open tokens already",
        "请先撤销不再使用的",
        "revoke one that is not used any more",
    ),
}
