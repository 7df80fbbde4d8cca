"""The kinds of scoring rule, a module a family. Each reads its keys and builds a :class:`Rule` from formulas."""

from huimin.assessment.rules.register import KINDS, read_rule

__all__ = ["KINDS", "read_rule"]
