"""Characters that look alike and are taken for one another when a form is read or typed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.readings import SPAN

ALIKE = (
    "己已巳", "未末", "日曰", "土士", "人入八", "天夭", "干千于", "戊戌戍戎", "祎袆", "晴睛", "琪淇祺",
    "泽译择", "莹萤", "刀力刁", "冶治", "冼洗", "茜荀", "崇祟", "辛幸", "申甲由", "王玉壬", "田由", "白自",
    "目且", "鸟乌", "兔免", "侯候", "今令", "东车", "历厉", "元无", "毛手", "斤斥", "午牛", "木本术", "大太犬",
    "小少", "贝见", "圆园", "坚竖", "拔拨", "岚风", "晟晨", "宸辰", "涵函", "瑶遥谣", "璐潞", "瑞端", "妍研",
    "娜那", "婷停", "怡恰", "恬活", "昊吴", "旻昱昊", "煜昱", "熠煜", "钰玉", "珏钰", "珺君", "琳淋", "彬杉",
    "杨扬", "林杯", "栋拣", "桦烨", "烨炜", "炀杨", "浩皓", "淑椒", "清晴", "潘藩", "澄橙", "灿仙", "玲铃",
    "玮伟", "莉利", "菁青", "萱宣", "蓉容", "薇微徽", "蕾雷", "谨瑾", "贾贺", "赵起", "趟赵", "逸免", "邓对",
    "郝赫", "钟种", "阮院", "陈阵", "阳阴", "雯斐", "霖霜", "颖颍", "颜颖", "馨磬", "骁晓", "鹏朋", "麟鳞",
    "傅博", "傲做", "冉再", "冯马", "刘浏", "卓早", "卢户", "嘉喜", "堃方", "壹壶", "奕弈", "姚桃", "姜美",
    "孙孔", "宁宇", "宋末", "官宫", "峰锋烽", "崔催", "廖寥", "彭膨", "徐除", "悦锐", "成戍", "戴载",
)  # fmt: skip
"""Groups of characters that differ by a stroke or a part. Our own collection from the forms of common names."""


def _table() -> NDArray[np.uint32]:
    table = np.arange(SPAN, dtype=np.uint32)
    for group in ALIKE:
        heads = {int(table[ord(one)]) for one in group}
        table[np.isin(table, list(heads))] = min(heads)
    return table


SHAPE: NDArray[np.uint32] = _table()
"""(65536,) for each character the one that stands for all that look like it."""
