"""Graduation: from groups of ages to single years, each method from its source."""

from huimin.demography.graduation.beers import beers
from huimin.demography.graduation.composite_link import composite_link
from huimin.demography.graduation.linear import Graduated
from huimin.demography.graduation.monotone import monotone
from huimin.demography.graduation.sprague import sprague

__all__ = ["Graduated", "beers", "composite_link", "monotone", "sprague"]
