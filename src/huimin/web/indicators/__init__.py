"""Indicators: any of them for any area and period as table, trend, map and comparison, explained down to the cell."""
