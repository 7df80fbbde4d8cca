"""What invented names are made of.

Surnames: the twenty most common with their shares as the National Bureau of Statistics gave them for the census of 2010
(reported on 2014-06-25: 王 7.10 %, 李 6.96 %, … 林 0.96 %). The Ministry of Public Security's reports on names put the
same five first: with 30.8 per cent of all in 2020 (2021-02-08), and the hundred most common with 85.9 per cent in 2019
(2020-01-20). Those behind the first twenty stand in about the order of these reports and fall off evenly to make up the
85.9; their single shares are ours. Given names: characters that the reports of 2018 to 2020 name among those of
newborns, and older ones for mothers; how often each is taken falls off with its place (Zipf), which is ours too. None
of it stands for a person.
"""

from __future__ import annotations

TWENTY = (7.10, 6.96, 6.42, 5.16, 4.26, 2.97, 2.16, 2.03, 1.88, 1.78, 1.43, 1.39, 1.34, 1.16, 1.14, 1.09, 1.05, 1.00,
          0.97, 0.96)  # fmt: skip
"""Per cent of the first twenty of ``SURNAMES``."""
HUNDRED = 85.9
"""Per cent of all of ``SURNAMES`` together."""
SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟"
    "姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向欧"
)
RARER = ("温", "康", "施", "文", "牛", "樊", "葛", "邢", "安", "齐", "易", "乔", "伍", "庞", "颜", "倪", "庄", "聂", "章", "鲁",
         "岳", "翟", "殷", "詹", "申", "耿", "常", "汤", "关", "兰", "焦", "俞", "左", "柳", "甘", "祝", "包", "宁", "尚", "符", "舒",
         "阮", "柯", "纪", "梅", "童", "凌", "毕", "单", "季", "裴", "霍", "涂", "成", "苗", "谷", "曲", "盛", "冉", "翁", "蓝",
         "仇", "解", "查", "欧阳", "司马", "上官", "诸葛", "尉迟", "令狐", "皇甫")  # fmt: skip
GIVEN = (
    "梓子宇辰宸涵泽轩浩一诗妍欣汐伊沐艺悦彤雨佳琪瑶萱依可思语若桐奕铭睿博文俊皓晨逸煜霖熙烨安宁乐希诺然嘉昕芮恩"
    "瑞景云天明阳航凯杰昊翰哲林森柏润墨书瑾瑜琳玥玲馨曦晗筱菲薇蕊婉婷静雅楠清源洋海成嵘峻峰山川远志鹏程飞翔"
    "锦锐钧钰雪冰莹洁慧敏颖丽娜蓉芸茗苒苏夏秋冬春晓晴岚露星月宜家国建华胜利平康乾坤元亨世承继祖德仁义礼信"
)
MOTHERS = (
    "丽敏静艳娟霞燕芳娜婷英红玲梅洁莉丹雪萍琳倩颖慧晶蕾秀兰凤珍云华春琴青玉桂香月莲莹佳欣怡雯婧瑶妍璐茜蓉岚"
    "菲薇悦思雨晓文小海建爱金淑惠美素永志亚立新媛媚婉欢璇瑞宁宇彤晨冰"
)
UIGHUR = (
    "阿依古丽",
    "买买提",
    "阿不都",
    "古丽娜尔",
    "热依汗",
    "吐尔逊",
    "艾合买提",
    "努尔比亚",
    "木合塔尔",
    "帕提古丽",
)
