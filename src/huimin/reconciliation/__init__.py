"""Comparing lists of births or services: who stands in which, found by steps that a clerk can follow.

It makes no file of persons. What leaves it are pairs of row numbers, counts, and sorts of differences; nothing in it
may carry a consequence for a family.
"""
