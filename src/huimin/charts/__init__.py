"""Charts as data: what they show and what they find, before anybody draws them. One look in the page and on paper."""

from huimin.charts.base import Chart

__all__ = ["Chart"]
