"""Indicators: definitions, values over the area tree, intervals, completeness."""
