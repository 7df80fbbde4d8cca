"""Judging: evidence from the areas, two judges who do not see each other's points, a third where they differ."""
