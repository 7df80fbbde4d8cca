"""Claims of families: taken, decided by two people with reasons, paid, and erased when nobody needs them any more."""
