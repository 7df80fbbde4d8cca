"""Sampled re-decision: rounds drawn in the open, and deciding again from the papers, blind to the first outcome."""
