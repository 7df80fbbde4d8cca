"""The site: the same rooms as the command line, seen in a browser by the people who do the work.

A folder a screen, holding everything of it: addresses, views, actions, models, words, pages, tests beside. Screens do
not import each other; what they share is in ``base``. ``huimin serve`` starts it.
"""
