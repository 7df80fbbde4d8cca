"""“What am I entitled to?” is open to everybody and answers every event of a life in plain words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.urls import NoReverseMatch, reverse

from entitled_form import PATH, ask, day, shown
from huimin.web.base.benefits import catalogue
from huimin.web.entitled.words import WORDS
from site_fixtures import CAST, VISITOR

ACCESS = """
    address    | everybody, with an account or without
    /entitled/ | 200
"""
EVENTS = ("expecting", "child-born", "child-under-three", "child-at-school", "child-ill", "only-child-disabled",
          "only-child-lost", "moved-here", "hardship", "one-child-certificate", "turn-55", "turn-60")  # fmt: skip


class Fields(HTMLParser):
    """The fields of a page's form, by name, and the problems of its marking up."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.kinds: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.ids += [given["id"]] if given.get("id") else []
        if tag == "label" and given.get("for"):
            self.labels.add(given["for"])
        if tag in ("input", "select") and given.get("name"):
            self.fields.setdefault(given["name"], []).append(given.get("value") or "")
            self.kinds[given["name"]] = given.get("type") or tag


# --- who


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_everybody_may_look_and_ask(site, who):
    assert "/entitled/ | 200" in ACCESS
    assert site.client(who).get(PATH).status_code == 200
    assert ask(site, "turn-60", who=who).status_code == 200
    assert site.client(who).put(PATH).status_code == 405


def test_a_visitor_is_led_there_from_the_page_to_sign_in(site):
    assert f'href="{PATH}"' in site.client().get("/sign-in").text


# --- every event, both languages


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("event", EVENTS)
def test_every_event_from_the_first_question_to_an_answer(site, event, lang):
    """Somebody who answers nothing gets an answer all the same, and is never told no."""
    client = site.client(lang=lang)
    sent = {"do": "ask", "event": event, "children": "1"}
    for _ in range(6):
        answer = client.post(PATH, sent)
        assert answer.status_code == 200 and f'lang="{"zh-CN" if lang == "zh" else "en"}"' in answer.text
        fields = Fields(answer.text)
        assert len(fields.ids) == len(set(fields.ids))
        unlabelled = {
            name for name, kind in fields.kinds.items() if kind in ("text", "select", "input")
        } - fields.labels
        assert not unlabelled
        if "open" not in fields.fields:
            break
        sent = {**sent, **{kind: fields.fields.get(kind, []) for kind in ("shown", "open")}}
    assert "open" not in fields.fields
    text = shown(answer.text)
    assert WORDS["entitled.state-no"][lang == "en"] not in text
    told = {"entitled.where", "entitled.written"} if event != "choose" else set()
    assert all(WORDS[code][lang == "en"] in text for code in told)


def test_the_page_offers_what_the_benefits_name(site):
    offered = re.findall(r'name="event" value="([^"]+)"', site.client().get(PATH).text)
    assert tuple(offered) == EVENTS
    assert set(offered) == {code for one in catalogue().benefits.values() for code in one.life}


def test_an_answer_says_amount_deadline_office_papers_and_source(site):
    told = {**day("c1-child_birth", 2025, 6, 1), "f-guardian": "yes"}
    table = """
        en                                             | zh
        3,600 yuan a year for the years 2025 to 2027   | 每年 3,600 元 2025年至2027年
        3,600 yuan over the next 12 months             | 今后 12 个月一共 3,600 元
        Claim by 31 Dec 2026                           | 请在 2026年12月31日 以前申请
        the township or street office where the child  | 婴幼儿户籍所在地乡镇人民政府
        birth certificate (the office looks it up      | 出生医学证明 （办理部门自己查
        first check by the township (within 15 working | 乡镇（街道）初审（15 个工作日以内）
        the text itself was read                       | 读过原文
        One point is checked by the office itself      | 还有一项由办理部门自己核实
        Your child is 1 year and 6 months old          | 孩子到2026年12月31日为1岁6个月
    """
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()[1:]]
    texts = {lang: shown(ask(site, "child-under-three", lang=lang, **told).text) for lang in ("en", "zh")}
    for en, zh in lines:
        assert en in texts["en"]
        assert zh in texts["zh"]


def test_who_can_get_something_is_led_to_where_it_is_claimed(site):
    """The families' own pages are another screen; where the site has it, the answer leads there."""
    try:
        there = f'action="{reverse("family:where", kwargs={"benefit": "childcare-subsidy"})}"'
    except NoReverseMatch:
        there = ""
    told = {**day("c1-child_birth", 2025, 6, 1), "f-guardian": "yes"}
    granted = ask(site, "child-under-three", **told).text
    assert ("Claim now" in granted) == bool(there) and there in granted
    refused = ask(site, "child-under-three", **{**told, **day("c1-child_birth", 2020, 6, 1)}).text
    assert "Claim now" not in refused
    hospital = {"f-insured": "yes", "f-covered_cost": "1000", **day("f-discharged", 2025, 12, 1)}
    assert "150 yuan, once" in (settled := ask(site, "child-born", **hospital).text)
    assert "Claim now" not in settled, "it is settled at the hospital"
    assert "Paid by the end of the following quarter" in granted
    assert "Paid by the end" not in settled.split("Maternity insurance")[1].split("</article>")[0]


def test_the_authority_is_never_played(site):
    """No word asks a family about, or tells it of, anything but its own situation."""
    for event in EVENTS:
        for lang in ("zh", "en"):
            text = ask(site, event, lang=lang).text
            assert not re.search(
                r"由主管部门填写|由经办单位填写|for the authority to fill in|for the office to fill in", text
            )
            assert not re.search(r"指标外|政策内|计划外|quota|birth permit|生育证", text)


def test_a_benefit_that_the_place_sets_says_so(own_site):
    for path in (own_site.folder / "benefits").glob("girls-school-aid*"):
        path.unlink()
    told = {"c1-child_sex": "female", **day("c1-child_birth", 2012, 4, 1), "c1-at_school": "yes", "f-in_need": "yes"}
    assert "Your local office sets the amount" in ask(own_site, "child-at-school", **told).text


def test_a_place_without_benefits_says_where_to_ask(own_site):
    settings = own_site.folder / "huimin.yaml"
    (own_site.folder / "benefits" / "life.yaml").write_text("life: []\n", "utf-8")
    settings.touch()
    text = own_site.client().get(PATH).text
    assert "ask your village or township office" in text and 'value="ask">Go on</button>\n' not in text
