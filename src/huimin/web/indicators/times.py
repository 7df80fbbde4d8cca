"""Which periods an indicator can be asked for: as long as its forms' own, from the first report to the last."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from huimin.figures.forms import Form
from huimin.figures.periods import FREQUENCIES, MONTHS_OF, Period
from huimin.indicators.definitions import Indicator
from huimin.indicators.values import bind_indicator
from huimin.web.base import clock
from huimin.web.indicators.held import state

LONGEST_TREND = 36


def forms_of(indicator: Indicator) -> list[Form]:
    """The forms whose figures an indicator is made of."""
    given = state().definitions
    bound = bind_indicator(indicator, given.names, Period.of("2000"))
    atoms = {leaf.atom for leaf in bound.leaves}
    return [form for form in given.forms if atoms & set(form.atoms)]


def frequency_of(forms: Iterable[Form]) -> str:
    """The longest frequency among forms: below it there is no value."""
    return max((form.frequency for form in forms), key=MONTHS_OF.__getitem__, default="year")


def span_of(forms: Iterable[Form]) -> tuple[int, int] | None:
    """The first and last month that these forms report on; None where nothing was reported."""
    periods = [period for form in forms for period in state().reported.get(form.code, ())]
    return (min(one.first for one in periods), max(one.last for one in periods)) if periods else None


def choices(forms: list[Form]) -> dict[str, list[Period]]:
    """Periods to choose from, by frequency, the latest first."""
    span = span_of(forms)
    if span is None:
        return {}
    shortest = FREQUENCIES.index(frequency_of(forms))
    made = {}
    for frequency in FREQUENCIES[shortest:]:
        first, last = Period.at(span[0], frequency), Period.at(span[1], frequency)
        count = (last.first - first.first) // first.length + 1
        made[frequency] = [last.shift(-back) for back in range(count)]
    return made


def usual(forms: list[Form]) -> Period | None:
    """The period shown where none is asked for: the latest whose reports are due; the latest at all if none is."""
    frequency, today = frequency_of(forms), clock.today()
    offered = choices(forms).get(frequency, [])
    due = [one for one in offered if all(form.due(_last_of(form, one)) < today for form in forms)]
    return next(iter(due), next(iter(offered), None))


def _last_of(form: Form, period: Period) -> Period:
    """The last report of a form within a period."""
    return Period.at(period.last, form.frequency)


def before(period: Period) -> tuple[Period, Period]:
    """The period before, and the same one a year before. They are one and the same for a year."""
    return period.shift(-1), period.shift(-12 // period.length)


def trend(forms: list[Form], frequency: str, last: Period | None = None) -> list[Period]:
    """The periods of a trend, the earliest first: all with reports, up to the latest 36."""
    offered = choices(forms).get(frequency, [])
    upto = [one for one in offered if last is None or one.last <= last.last]
    found = (upto or offered)[:LONGEST_TREND][::-1]
    assert all(one.last + 1 == other.first for one, other in pairwise(found))
    return found
