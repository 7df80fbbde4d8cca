"""Making a document: from its order to its blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from huimin.areas import Tree
from huimin.assessment.explanation import Explainer
from huimin.figures.periods import Period
from huimin.findings import Finding
from huimin.indicators.definitions import Indicator
from huimin.indicators.engine import Engine
from huimin.tasks import check as checking
from huimin.tasks.definitions import Definitions
from huimin.tasks.ports import FigureStore
from huimin.tasks.publish.choices import Choices
from huimin.tasks.publish.figures_letter import Feedback, figures_facts
from huimin.tasks.publish.frame import Frame
from huimin.tasks.publish.letters import demonstration_facts, scorecard_facts, step_facts
from huimin.tasks.publish.monthly import monthly_facts, periods_of
from huimin.tasks.publish.orders import Order, RunCard
from huimin.tasks.publish.panel import Panel, make_panel
from huimin.tasks.publish.ports import RunResult
from huimin.tasks.publish.quality import Looked, corrected_reports, quality_facts
from huimin.tasks.publish.report import explainer_of, report_facts
from huimin.tasks.publish.responsibility import LastYear, responsibility_facts
from huimin.writing.facts import Facts, Vocabulary
from huimin.writing.vocabulary import VOCABULARIES

Names = Mapping[str, str]
"""A text in both languages, by ``zh`` and ``en``."""

_KEPT = 4  # runs, years and months kept at a time; orders come sorted by them


@dataclass(frozen=True)
class Head:
    """Who issues documents, by language: the office, who signs, whom to ask."""

    office: Names
    signature: Names
    contact: Names = field(default_factory=lambda: {"zh": "", "en": ""})


@dataclass(frozen=True)
class Source:
    """Where the facts of documents come from.

    Attributes:
        engine: makes the engine, when it is first needed.
        marker: the submission up to which figures count.
        runs: the finished runs, the oldest first.
        open_run: opens a run.
    """

    definitions: Definitions
    store: FigureStore
    engine: Callable[[], Engine]
    marker: int
    runs: tuple[RunCard, ...]
    open_run: Callable[[str], RunResult]
    choices: Choices
    head: Head


@dataclass(frozen=True)
class Told:
    """The facts of one document, the names its template may use, and what looked odd on the way."""

    facts: Facts
    vocabulary: Vocabulary
    findings: tuple[Finding, ...] = ()


class FactMaker:
    """Gathers the facts of documents. What several share (a month's values, a run, a year) is worked out once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._month = lru_cache(_KEPT)(self._month_of)
        self._quarter = lru_cache(_KEPT)(self._quarter_of)
        self._year = lru_cache(_KEPT)(self._year_of)
        self._last = lru_cache(_KEPT)(self._last_of)
        self._open = lru_cache(_KEPT * 2)(source.open_run)
        self._explainers = lru_cache(_KEPT)(self._explainer_of)
        self._vocabulary = lru_cache(None)(lambda kind: vocabulary_of(kind, source.choices))

    @cached_property
    def engine(self) -> Engine:
        """The engine over the figures."""
        return self.source.engine()

    def tell(self, order: Order, number: str, day: date | None, draft: bool) -> Told:
        """The facts of one document.

        Args:
            number: its document number, ``""`` for none.
            day: the day it is dated; None leaves the date open.
            draft: whether it is marked as a draft for comment.
        """
        frame = self._frame(order, number, day, draft)
        found: list[Finding] = []
        match order.kind:
            case "monthly-circular":
                panel, owing = self._month(order.period)
                facts, found = monthly_facts(frame, panel, order.period, _root(panel.tree), owing)
            case "quarterly-quality":
                panel, looked = self._quarter(order.period)
                facts = quality_facts(frame, panel, order.period, _root(panel.tree), looked)
            case "half-year-assessment" | "annual-assessment":
                run = self._open(order.run)
                facts = report_facts(frame, run, self._before(order), self._level(order, frame.lang))
            case "responsibility-letter":
                facts = self._responsibility(frame, order)
            case "figures-letter":
                given = self._year(order.period)
                row = given.panel.tree.index(order.area)
                facts = figures_facts(frame, given, _root(given.panel.tree) if row is None else row)
            case _:
                facts = self._of_run(frame, order)
        return Told(self._addressed(facts, order), self._vocabulary(order.kind), tuple(found))

    def _frame(self, order: Order, number: str, day: date | None, draft: bool) -> Frame:
        source, lang = self.source, order.lang
        tree = source.definitions.areas.at(order.period.end)
        title = source.definitions.title
        return Frame(
            lang,
            source.head.office[lang],
            tree.name(_root(tree), lang) if len(tree) else title.name(lang),
            number,
            day,
            draft,
            title.simulated,
            source.head.signature[lang],
            source.head.contact[lang],
        )

    def _addressed(self, facts: Facts, order: Order) -> Facts:
        """The facts with the office the document goes to."""
        name = facts.fields.get("area")
        if not isinstance(name, str) or "office" in facts.fields:
            below = facts.fields.get("below") or facts.fields.get("level")
            if not isinstance(below, str):
                return facts
            offices = self.source.choices.offices_of(below, order.lang)
            return _with(facts, "offices", offices)
        return _with(facts, "office", self.source.choices.office_of(name, order.lang))

    # --- what documents share

    def _indicators(self, codes: tuple[str, ...]) -> list[Indicator]:
        known = self.source.definitions.names.indicators
        return [known[code] for code in codes if code in known]

    def _month_of(self, month: Period) -> tuple[Panel, list[Finding]]:
        given, chosen = self.source.definitions, self._indicators(self.source.choices.monthly)
        panel = make_panel(given, self.engine, periods_of(month), chosen, month, [month])
        return panel, list(checking.missing_reports(given, self.source.store, self.source.marker, month, month))

    def _quarter_of(self, quarter: Period) -> tuple[Panel, Looked]:
        given, store, marker = self.source.definitions, self.source.store, self.source.marker
        panel = make_panel(given, self.engine, [], [], quarter, [quarter, *quarter.parts("month")])
        found = checking.about_reports(given, store, marker, quarter, quarter)
        found += checking.heaped(given, self.engine, quarter)
        found += checking.sums_that_differ(given, store, self.engine, quarter, quarter)
        return panel, Looked(found, corrected_reports(given, store, marker, quarter))

    def _year_of(self, year: Period) -> Feedback:
        chosen = self._indicators(self.source.choices.yearly)
        panel = make_panel(
            self.source.definitions, self.engine, [year, year.shift(-1)], chosen, year, [year, *year.parts("month")]
        )
        return Feedback(panel, year)

    def _last_of(self, scheme: str, year: Period) -> LastYear:
        return LastYear(self.source.definitions, scheme, year, self.engine)

    def _explainer_of(self, run: str, lang: str) -> Explainer:
        return explainer_of(self._open(run), lang)

    def _before(self, order: Order) -> RunResult | None:
        """The run of the same scheme for the period before: a published one, else the latest."""
        then = order.period.shift(-1)
        found = [card for card in self.source.runs if (card.scheme, card.period) == (order.scheme, then)]
        best = next((card for card in reversed(found) if card.published), found[-1] if found else None)
        return self._open(best.run) if best else None

    def _level(self, order: Order, lang: str) -> str:
        run = self._open(order.run)
        levels = self.source.definitions.areas.levels
        key = run.assessed[0] if run.assessed else ""
        return levels.name(run.level(key), key, lang)

    # --- letters

    def _of_run(self, frame: Frame, order: Order) -> Facts:
        run, explainer = self._open(order.run), self._explainers(order.run, order.lang)
        if order.kind == "scorecard-letter":
            return scorecard_facts(frame, run, order.area, explainer)
        if order.kind == "demonstration-file":
            return demonstration_facts(frame, run, order.area, explainer, self._before(order))
        return step_facts(frame, run, order.area, explainer, self.source.choices.terms, order.kind)

    def _responsibility(self, frame: Frame, order: Order) -> Facts:
        """The first party is the office of the area above; the issuing office itself for those right below the top."""
        last, lang, choices = self._last(order.scheme, order.period), order.lang, self.source.choices
        tree = last.tree
        row = tree.index(order.area)
        up = -1 if row is None else int(tree.parent[row])
        top = up < 0 or int(tree.parent[up]) < 0
        above = frame.issuer if top else choices.office_of(tree.name(up, lang), lang)
        children = [] if row is None else tree.children(row)
        below = tree.level_name(children[0], lang) if children else ""
        office = choices.office_of(last.name(order.area, lang), lang)
        return responsibility_facts(frame, last, order.area, order.period, office, above, below)


def _root(tree: Tree) -> int:
    roots = tree.roots()
    return roots[0] if roots else 0


def _with(facts: Facts, name: str, value: str) -> Facts:
    return Facts(
        {**facts.fields, name: value}, facts.tables, facts.pictures, facts.signature, facts.day, facts.simulated
    )


def vocabulary_of(kind: str, choices: Choices) -> Vocabulary:
    """All names that templates of a kind may use; a circular's tables and charts of its indicators are among them."""
    base = VOCABULARIES[kind]
    return _monthly_vocabulary(base, choices.monthly) if kind == "monthly-circular" else base


def _monthly_vocabulary(base: Vocabulary, codes: tuple[str, ...]) -> Vocabulary:
    tables = dict.fromkeys(codes, ("各地该指标", "areas by this indicator"))
    charts = {f"rank-{code}": ("各地该指标", "areas by this indicator") for code in codes}
    return Vocabulary(base.fields, {**base.tables, **tables}, {**base.pictures, **charts})
