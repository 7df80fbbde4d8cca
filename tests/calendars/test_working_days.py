"""Working days: what holds for every calendar, the arrangements of real years, and an office's own file."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.adapters.calendars import China, WithOwnDays, read_own_days
from huimin.findings import explain, next_step
from huimin.workflow.days import (
    MondayToFriday,
    NoWorkingDay,
    add_working_days,
    due,
    known_until,
    left,
    next_working_day,
    unannounced,
    working_days_between,
)

CHINA, WEEK = China(), MondayToFriday()
days = st.dates(date(2003, 1, 1), date(2030, 12, 31))
calendars = st.sampled_from([CHINA, WEEK])


@given(days, st.integers(1, 60), calendars)
def test_so_many_working_days_on_are_so_many_working_days_apart(start, number, calendar):
    end = add_working_days(start, number, calendar)
    assert calendar.is_working_day(end)
    assert working_days_between(start, end, calendar) == number
    assert working_days_between(end, start, calendar) == -number
    # ... and no earlier day is so many apart.
    assert working_days_between(start, end - timedelta(days=1), calendar) == number - 1


@given(days, st.integers(1, 60), calendars)
def test_back_and_forth_ends_where_it_began_on_a_working_day(start, number, calendar):
    start = next_working_day(start, calendar)
    assert add_working_days(add_working_days(start, number, calendar), -number, calendar) == start


@given(days, days, days, calendars)
def test_stretches_add_up(a, b, c, calendar):
    between = [working_days_between(x, y, calendar) for x, y in ((a, b), (b, c), (a, c))]
    assert between[0] + between[1] == between[2]


@given(days, st.integers(0, 90), st.booleans(), calendars)
def test_a_deadline_ends_on_a_working_day_and_never_early(start, number, working, calendar):
    last = due(start, number, calendar, working=working)
    assert calendar.is_working_day(last) and last >= start + timedelta(days=number)
    assert due(start, number + 1, calendar, working=working) >= last
    if not working:  # only free days lie between the day counted and the last day
        assert working_days_between(start + timedelta(days=number), last, calendar) <= 1


@given(days, days, calendars)
def test_what_is_left_is_told_from_the_same_days(today, last, calendar):
    found = left(today, last, calendar)
    assert found.days == (last - today).days and abs(found.working) <= abs(found.days)
    assert found.sure == (not unannounced(today, last, calendar))


# The arrangements as the State Council's office announced them (国办发明电〔2024〕12号, 〔2025〕7号).
REAL = """
    2025-09-28  worked   Sunday, for National Day
    2025-09-30  worked
    2025-10-01  free     National Day and Mid-Autumn, eight days
    2025-10-08  free
    2025-10-09  worked
    2025-10-11  worked   Saturday, for National Day
    2025-10-12  free
    2026-02-14  worked   Saturday, for Spring Festival
    2026-02-15  free     Spring Festival, nine days
    2026-02-23  free
    2026-02-24  worked
    2026-02-28  worked   Saturday, for Spring Festival
    2026-03-01  free
"""


@pytest.mark.parametrize("line", [line.split()[:2] for line in REAL.strip().splitlines()], ids=lambda line: line[0])
def test_days_of_china_are_those_announced(line):
    day, said = line
    assert CHINA.is_working_day(date.fromisoformat(day)) == (said == "worked") and CHINA.known(date.fromisoformat(day))


DEADLINES = """
    begins      days  kind      ends        why
    2025-09-26  5     calendar  2025-10-09  the fifth day is the first of the holiday
    2025-09-26  5     working   2025-10-10  28, 29, 30 September, 9 and 10 October
    2026-02-12  5     working   2026-02-26  13, the worked Saturday 14, then 24, 25, 26
    2026-02-12  3     calendar  2026-02-24  the third day is the first of the holiday
    2026-02-12  1     calendar  2026-02-13  an ordinary Friday
    2026-02-27  1     calendar  2026-02-28  a Saturday, but worked
"""


@pytest.mark.parametrize("line", [line.split()[:4] for line in DEADLINES.strip().splitlines()[1:]], ids=" ".join)
def test_deadlines_across_holidays(line):
    begins, number, kind, ends = line
    assert due(date.fromisoformat(begins), int(number), CHINA, working=kind == "working").isoformat() == ends


def test_a_year_that_is_not_announced_is_taken_for_monday_to_friday_and_that_is_said():
    ahead = CHINA.last_year + 1
    new_year, saturday = date(ahead, 10, 1), next_working_day(date(ahead, 3, 1), CHINA)
    assert not CHINA.known(new_year) and CHINA.is_working_day(new_year) == (new_year.weekday() < 5)
    found = unannounced(date(ahead - 1, 12, 30), date(ahead + 1, 1, 2), CHINA)
    assert [one.facts["year"] for one in found] == [ahead, ahead + 1]
    assert str(ahead) in explain(found[0], "zh") and "Monday to Friday" in explain(found[0], "en")
    assert "calendar.csv" in next_step(found[0], "en") and not left(saturday, saturday, CHINA).sure
    assert known_until(date(2025, 5, 5), CHINA) == date(CHINA.last_year, 12, 31)
    assert known_until(new_year, CHINA) is None and known_until(new_year, WEEK) == date(ahead + 100, 12, 31)


def test_nobody_waits_for_ever_for_a_working_day():
    class Never:
        def is_working_day(self, day):
            return False

        def known(self, day):
            return True

    with pytest.raises(NoWorkingDay):
        due(date(2026, 1, 1), 3, Never())
    with pytest.raises(ValueError, match="-1"):
        due(date(2026, 1, 1), -1, WEEK)


def own(tmp_path, text, encoding="utf-8"):
    (tmp_path / "calendar.csv").write_bytes(text.encode(encoding))
    return read_own_days(tmp_path / "calendar.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_an_offices_own_days_come_before_everything(tmp_path, encoding):
    text = "day,working,note\n2026-08-03,no,台风停班\n2026/8/8,上班,补班\n\n"
    found, faults = own(tmp_path, text, encoding)
    calendar = WithOwnDays(CHINA, found, faults)
    assert faults == () and found[date(2026, 8, 3)].note == "台风停班"
    assert due(date(2026, 7, 31), 3, calendar) == date(2026, 8, 4)
    assert calendar.is_working_day(date(2026, 8, 8)) and not calendar.is_working_day(date(2026, 8, 9))
    far = date(CHINA.last_year + 1, 1, 4)
    assert not calendar.known(far)
    assert WithOwnDays(CHINA, {far: found[date(2026, 8, 3)]}).known(far)


WRONG = {
    "calendar-column-missing": ("date,free\n2026-01-01,no\n", 1),
    "calendar-day-unreadable": ("day,working\n2026-02-30,no\n2026-01-04,yes\n", 2),
    "calendar-working-unreadable": ("day,working,note\n2026-01-04,yes,\n2026-01-05,maybe,\n", 3),
    "calendar-day-twice": ("day,working\n2026-01-04,yes\n2026-01-04,no\n", 3),
}


@pytest.mark.parametrize("code", WRONG)
def test_a_faulty_line_is_told_and_the_others_count(tmp_path, code):
    text, line = WRONG[code]
    found, faults = own(tmp_path, text)
    assert [(one.code, one.place.file, one.place.line) for one in faults] == [(code, "calendar.csv", line)]
    assert all(explain(faults[0], lang) and next_step(faults[0], lang) for lang in ("zh", "en"))
    assert code == "calendar-column-missing" or found[date(2026, 1, 4)].working


def test_a_file_that_is_no_text_is_told(tmp_path):
    (tmp_path / "calendar.csv").write_bytes(b"PK\x03\x04\xff\xff\xff")
    assert [one.code for one in read_own_days(tmp_path / "calendar.csv")[1]] == ["calendar-unreadable"]
    assert read_own_days(tmp_path / "none.csv") == ({}, ())
