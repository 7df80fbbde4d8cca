"""After a breach: who was affected, and drafts of what has to be told (PIPL, article 57; 2021).

The law asks for the kinds of data and what happened to them, the causes, the harm that may follow, what was done and
what people can do themselves, and whom to ask. What the machine cannot know is left open for the office to fill in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from huimin.benefits import Benefit, Words
from huimin.benefits.wording import date_text
from huimin.tasks.claims.ports import ClaimHead
from huimin.writing.blocks import Block, Column, Document, Heading, Items, Paragraph, Table, line

OPEN = Words("〔由单位填写〕", "[for the office to fill in]")


@dataclass(frozen=True)
class Breach:
    """Whom a breach reached.

    Attributes:
        first, last: the time looked at. by: whose looks were counted; empty: every claim that had contents then.
        claims: their heads. areas: key of a county or the like -> claims.
        kinds: the kinds of data that the claims hold. sensitive: those that need special care.
    """

    first: datetime
    last: datetime
    by: str
    claims: tuple[ClaimHead, ...]
    areas: Mapping[str, int]
    kinds: tuple[Words, ...]
    sensitive: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """Whose letter it is, whom to ask, and whether its families are invented."""

    name: str
    contact: str
    simulated: bool = False


PARTICULARS = (
    Words("姓名、身份证号、电话、住址", "names, identity numbers, telephone numbers, addresses"),
    Words("申请时填写的情况和提交的材料", "what was told in the claim, and its papers"),
    Words("收款账号（由发放系统单独封存）", "account numbers (sealed apart, with the payments)"),
)


def breach_of(
    heads: Sequence[ClaimHead], benefits: Mapping[str, Benefit], first: datetime, last: datetime, by: str,
    raised: Callable[[str], str],
) -> Breach:  # fmt: skip
    """Whom it reached, from the claims concerned. ``raised``: key of an area -> key under which it is counted."""
    counts = Counter(raised(one.area) for one in heads)
    used = {one.benefit for one in heads}
    sensitive = dict.fromkeys(fact.name for code in sorted(used) if code in benefits
                              for fact in benefits[code].facts if fact.sensitive)  # fmt: skip
    return Breach(first, last, by, tuple(heads), dict(sorted(counts.items())), PARTICULARS, tuple(sensitive))


def notice(breach: Breach, lang: str, office: Office, day: date, area_name: Callable[[str], str]) -> Document:
    """The draft notice to the authority for the protection of personal data."""
    zh = lang == "zh"
    rows = tuple((area_name(key), f"{count:,}") for key, count in breach.areas.items())
    total = (("合计" if zh else "all together", f"{len(breach.claims):,}"),)
    table = Table("受影响的申请" if zh else "Claims affected",
                  (Column("地区" if zh else "area"), Column("件数" if zh else "claims", True)), (*rows, *total),
                  frozenset({len(rows)}))  # fmt: skip
    blocks = [*_parts(breach, lang, office.contact), table]
    title = "关于个人信息安全事件的报告（草稿）" if zh else "Report of a personal data breach (draft)"
    return Document("breach-notice", lang, title, tuple(blocks), office.name, addressees=OPEN.of(lang), day=day,
                    simulated=office.simulated)  # fmt: skip


def letter(breach: Breach, lang: str, office: Office, day: date) -> Document:
    """The draft letter to each family: one text for all, without a name."""
    zh = lang == "zh"
    title = "关于您的个人信息的通知（草稿）" if zh else "About your personal data (draft)"
    hello = ("您好！我们处理的惠民申请发生了个人信息安全事件，您的申请在其中。按照《中华人民共和国个人信息保护法》第五十七条，把有关情况告诉您。"
             if zh else "There was a breach of personal data in the benefit claims that we handle, and your claim is among those concerned. As article 57 of the Personal Information Protection Law asks, we tell you about it.")  # fmt: skip
    own = ("凭回执码可以在惠民申请页面查看谁在什么时候看过您的申请，也可以在那里换一个新的回执码，旧的立即作废。接到自称工作人员、要求转账或提供验证码的电话，请不要相信。"
           if zh else "With your receipt code you can see on the claims page who looked at your claim and when, and make a new code there; the old one stops working at once. Do not believe calls that ask for money or codes in our name.")  # fmt: skip
    blocks: list[Block] = [Paragraph(line(hello)), *_parts(breach, lang, office.contact)]
    blocks += [Heading("您可以做什么" if zh else "What you can do"), Paragraph(line(own))]
    return Document("breach-letter", lang, title, tuple(blocks), office.name, day=day, simulated=office.simulated)


def _parts(breach: Breach, lang: str, contact: str) -> list[Block]:
    zh, still = lang == "zh", OPEN.of(lang)
    first, last = (date_text(one.date(), lang) for one in (breach.first, breach.last))
    span = f"{first}至{last}" if zh else f"{first} to {last}"
    what = (f"时间：{span}。涉及申请{len(breach.claims):,}件。" if zh else
            f"Time: {span}. {_claims(len(breach.claims))} concerned.")  # fmt: skip
    if breach.by:
        what += (
            f"范围：账号“{breach.by}”在此期间打开过的申请。"
            if zh
            else f" These are the claims that the account “{breach.by}” opened in that time."
        )
    kinds = [line(one.of(lang)) for one in breach.kinds]
    if breach.sensitive:
        names = ("、" if zh else ", ").join(one.of(lang) for one in breach.sensitive)
        kinds.append(line(("其中敏感信息：" if zh else "of these, sensitive: ") + names))
    known = ("申请内容在数据库里逐件加密封存，密钥不在数据库和备份里；只取得数据库或备份的人读不到内容。取得主密钥或账号的人可以读到。"
             if zh else "The contents of each claim are sealed with a key of its own, which is neither in the database nor in backups: whoever has only those reads nothing. Whoever has the master key or an account can read what it opens.")  # fmt: skip
    return [
        Heading("发生了什么" if zh else "What happened"), Paragraph(line(what)), Paragraph(line(still)),
        Heading("涉及哪些信息" if zh else "Which data"), Items(tuple(kinds)), Paragraph(line(known)),
        Heading("原因" if zh else "Why it happened"), Paragraph(line(still)),
        Heading("可能造成的危害" if zh else "What harm may follow"), Paragraph(line(still)),
        Heading("已采取的措施" if zh else "What was done"), Paragraph(line(still)),
        Heading("联系方式" if zh else "Whom to ask"), Paragraph(line(contact or still)),
    ]  # fmt: skip


def _claims(count: int) -> str:
    return f"{count:,} claim is" if count == 1 else f"{count:,} claims are"


def rows(heads: Iterable[ClaimHead]) -> list[tuple[str, str, str]]:
    """The claims concerned, for the office that writes to the families: number, benefit, area."""
    return [(one.number, one.benefit, one.area) for one in heads]
