"""Assessment: schemes, scoring rules, small-number guard, red lines, grades, ladder, ranking, explanation."""
