"""“What am I entitled to?” is open to everybody, says so in plain words, and keeps nothing of what it is told."""

from __future__ import annotations

import io
import logging
import re
from contextlib import redirect_stderr
from html import unescape
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from huimin.web.base import logs
from huimin.web.base.benefits import catalogue
from huimin.web.entitled.words import WORDS
from site_fixtures import CAST, VISITOR

PATH = "/entitled/"
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


def ask(site, *events, lang="en", who=VISITOR, **more):
    """Send the form as a browser does: the events, what was shown before, and what is typed."""
    typed = {name.replace("__", "-"): value for name, value in more.items()}
    shown = {re.sub(r"-[ymd]$", "", name) for name in typed if name[:2] in ("f-", "c1", "c2", "c3")}
    sent = {"do": "ask", "event": list(events), "shown": sorted(shown), "children": "1", **typed}
    return site.client(who, lang).post(PATH, sent)


def day(name, year, month, day):
    return {f"{name}-y": str(year), f"{name}-m": str(month), f"{name}-d": str(day)}


def shown(text):
    """The text without its marks, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).strip()


# --- who


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_everybody_may_look_and_ask(site, who):
    assert "/entitled/ | 200" in ACCESS
    assert site.client(who).get(PATH).status_code == 200
    assert ask(site, "turn-60", who=who).status_code == 200
    assert site.client(who).put(PATH).status_code == 405


def test_a_visitor_is_led_there_from_the_page_to_sign_in(site):
    assert f'href="{PATH}"' in site.client().get("/sign-in").text


# --- nothing is kept


def test_nothing_is_written_read_or_set(site, caplog):
    client = site.client()
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(logs.JsonLines())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        with CaptureQueriesContext(connection) as queries, redirect_stderr(said):
            client.get(PATH)
            answer = client.post(PATH, {"do": "ask", "event": "only-child-lost", "shown": ["f-event", "f-mother_birth"],
                                        **day("f-event", 2019, 3, 17), **day("f-mother_birth", 1968, 7, 9)})  # fmt: skip
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    assert "2019" in answer.text
    assert list(queries) == [], "the page asks the database nothing, so it keeps nothing there"
    assert {name: one.value for name, one in client.cookies.items() if one.value} == {}
    assert '"view": "entitled:start"' in said.getvalue()
    assert not re.search(r"2019|1968|only-child|f-event", said.getvalue())


@pytest.mark.parametrize("sent", [{}, {"do": "ask", "event": "child-born"}, {"do": "all"}])
def test_no_cache_keeps_a_page(site, sent):
    answer = site.client().post(PATH, sent) if sent else site.client().get(PATH)
    assert "no-store" in answer["Cache-Control"]


def test_an_address_carries_nothing(site):
    plain = site.client().get(PATH).text
    assert site.client().get(f"{PATH}?event=child-born&do=ask&f-birth-y=1960").text == plain
    answer = ask(site, "turn-60", **day("f-birth", 1960, 1, 1)).text
    assert not re.search(r'(?:href|action)="[^"]*\?[^"]*(?:event|birth|1960)', answer)
    assert 'method="post"' in answer and 'method="get"' not in answer


def test_the_page_says_that_nothing_is_kept_and_that_it_is_no_decision(site):
    for lang, kept, decision in (("en", "Nothing that you tell here is kept", "It is no decision"),
                                 ("zh", "不保存、不登记", "不是审批结果")):  # fmt: skip
        for answer in (site.client(lang=lang).get(PATH), ask(site, "turn-60", lang=lang)):
            assert kept in answer.text and decision in answer.text


def test_changing_the_language_keeps_what_was_typed_and_nothing_else(site):
    client = site.client(lang="zh")
    answer = client.post(PATH, {"stage": "ask", "language": "en", "spoken": "zh", "event": "turn-60",
                                "shown": ["f-birth"], **day("f-birth", 1960, 1, 2)})  # fmt: skip
    assert "What you told us" in answer.text and 'value="1960"' in answer.text
    assert {name: one.value for name, one in client.cookies.items() if one.value} == {"huimin-lang": "en"}
    half = client.post(
        PATH, {"stage": "ask", "language": "zh", "event": "turn-60", "open": ["f-birth"], "f-birth-y": "1960"}
    )
    assert "几个问题" in half.text and 'value="1960"' in half.text, "what is not sent off yet is still being filled in"
    signed_in = site.client("city_officer", "zh").post(PATH, {"stage": "choose", "language": "en"})
    assert "What is it about?" in signed_in.text and "huimin-lang" not in signed_in.cookies


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


# --- filling in


def test_faults_stand_beside_their_field_and_everything_is_kept(site):
    table = """
        year | month | day | said
        2026 | 2     | 31  | no such day in the calendar
        65   | 1     | 1   | with four digits
        2025 |       | 1   | Write the year, the month and the day
        1700 | 1     | 1   | The year cannot be right
        x    | y     | z   | with four digits
        2027 | 1     | 1   | is after 2026-01-04
    """
    for line in table.strip().splitlines()[1:]:
        year, month, number, said = (cell.strip() for cell in line.split("|"))
        answer = ask(site, "child-under-three", **{**day("c1-child_birth", year, month, number), "f-guardian": "yes"})
        text = answer.text
        assert said in text and 'aria-invalid="true"' in text and "1 thing has to be put right" in text
        assert f'value="{year}"' in text and 'value="yes" checked' in text
        assert 'class="amount"' not in text, "nothing is answered on what cannot be"


def test_full_width_digits_and_signs_are_read(site):
    text = ask(site, "turn-60", **day("f-birth", "１９６０年", "０５月", "３日")).text
    assert "66 years and 7 months" in shown(text)


def test_a_number_that_is_none_is_said_beside_its_field(site):
    text = ask(site, "child-born", **{"f-covered_cost": "about 500", "f-insured": "yes"}).text
    assert "is no number" in text and 'value="about 500"' in text


def test_more_children_are_asked_about_one_by_one(site):
    told = {**day("c1-child_birth", 2025, 6, 1), "f-guardian": "yes"}
    answer = site.client().post(PATH, {"do": "child", "event": "child-under-three", "children": "1",
                                       "open": ["c1-child_birth"], **told})  # fmt: skip
    assert 'name="c2-child_birth-y"' in answer.text and 'value="2025"' in answer.text
    both = ask(site, "child-under-three", **{**told, **day("c2-child_birth", 2020, 1, 1), "children": "2"})
    text = shown(both.text)
    assert "Childcare subsidy Child 1" in text and "Childcare subsidy Child 2" in text
    assert text.index("once the office has checked it") < text.index("Not at present")


def test_a_family_without_children_is_not_asked_about_any(site):
    client = site.client()
    first = client.post(PATH, {"do": "ask", "event": "hardship"}).text
    assert 'name="c1-child_sex"' in first and 'value="no-child"' in first
    sent = {
        "event": "hardship",
        "children": "1",
        "open": ["c1-child_sex", "f-happened"],
        **day("f-happened", 2025, 12, 1),
    }
    without = client.post(PATH, {"do": "no-child", **sent}).text
    assert "child_sex" not in without and 'name="children" value="0"' in without and 'value="2025"' in without
    answer = client.post(PATH, {"do": "ask", **sent, "children": "0"}).text
    assert "2,000 yuan, once" in answer and "school aid" not in answer
    back = client.post(PATH, {"do": "child", **sent, "children": "0"}).text
    assert 'name="c1-child_sex"' in back
    moved = client.post(PATH, {"do": "no-child", "event": "moved-here", "children": "1"}).text
    assert "No other benefit is on file here" in moved and 'value="child"' in moved
    always = client.post(PATH, {"do": "no-child", "event": "child-under-three", "children": "0"}).text
    assert 'name="c1-child_birth-y"' in always and 'value="no-child"' not in always


def test_nobody_can_ask_for_endless_children(site):
    answer = site.client().post(PATH, {"do": "child", "event": "child-under-three", "children": "99"})
    assert 'name="c8-child_birth-y"' in answer.text and 'name="c9-child_birth-y"' not in answer.text


def test_another_day_can_be_asked_about(site):
    told = {**day("f-birth", 1970, 5, 5), "f-registration": "rural"}
    assert "It can begin on 1 Jan 2030 at the earliest" in ask(site, "turn-60", **told).text
    later = ask(site, "turn-60", **told, **day("day", 2030, 6, 1)).text
    assert "You can get this once the office has checked it" in later and "960 yuan a year" in later
    faulty = ask(site, "turn-60", **told, **day("day", 2030, 6, 31)).text
    assert "no such day" in faulty and 'class="amount"' not in faulty


def test_where_a_family_is_registered(site):
    """A place that is not known, or lies elsewhere, makes nothing a no: the award may hold there."""
    county = site.places["county"]
    told = {**day("f-birth", 1960, 1, 1), "f-sex": "female"}
    for place, state in ((county, "if-confirmed"), ("elsewhere", "unknown"), ("", "unknown"), ("nowhere", "unknown")):
        text = ask(site, "turn-55", **told, **{"f-home": place}).text
        assert f"state {state}" in text, place


@pytest.mark.parametrize("sent", [
    {"do": "ask"}, {"do": "ask", "event": "no-such-event"}, {"do": "ask", "event": "turn-60", "children": "x", "shown": "f-none"},
    {"do": "nonsense", "event": "turn-60"}, {"do": "ask", "event": "turn-60", "shown": "f-sex", "f-sex": "neither"},
    {"do": "ask", "event": "child-under-three", "shown": "c1-child_birth", "c1-child_birth-y": "9" * 5000},
    {"language": "fr", "spoken": "fr"},
])  # fmt: skip
def test_what_is_sent_by_hand_breaks_nothing(site, sent):
    assert site.client().post(PATH, sent).status_code == 200


def test_nothing_ticked_is_said_and_nothing_lost(site):
    text = site.client().post(PATH, {"do": "ask"}).text
    assert "Please tick one thing at least" in text and 'name="event" value="turn-60"' in text


def test_all_benefits_can_be_read_without_a_question(site):
    text = site.client().post(PATH, {"do": "all", "event": "turn-60"}).text
    names = [unescape(name) for name in re.findall(r"<h2>([^<]+)</h2>", text)]
    known = catalogue().benefits.values()
    assert names == [one.name.en for one in known if one.code != "one-child-award-zhejiang"]
    assert "Zhejiang" not in text, "the small city has no area where that one holds"
    assert 'name="event" value="turn-60"' in text, "what was ticked is still there on the way back"
