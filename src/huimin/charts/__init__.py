"""Charts as data: what they show and what they find, before anybody draws them. One look in the page and on paper."""

from huimin.charts.base import Chart
from huimin.charts.before_after import BeforeAfter, Pair
from huimin.charts.completeness import Completeness, Returns
from huimin.charts.funnel import Funnel, Limits, Spot
from huimin.charts.look import Format
from huimin.charts.multiples import Panel, SmallMultiples
from huimin.charts.points_lost import Item, PointsLost
from huimin.charts.pyramid import People, Pyramid, Reach
from huimin.charts.ranking import Place, Ranking
from huimin.charts.trend import Band, Line, Trend

__all__ = [
    "Band",
    "BeforeAfter",
    "Chart",
    "Completeness",
    "Format",
    "Funnel",
    "Item",
    "Limits",
    "Line",
    "Pair",
    "Panel",
    "People",
    "Place",
    "PointsLost",
    "Pyramid",
    "Ranking",
    "Reach",
    "Returns",
    "SmallMultiples",
    "Spot",
    "Trend",
]
