"""Sentences built from results, in Chinese and English: what moved, who is first, what is missing, where points went.

A sentence never says more than the figures carry: a change within chance is called so, places that cannot be told apart
are not ranked in words, and what was not reported is not a zero.
"""
