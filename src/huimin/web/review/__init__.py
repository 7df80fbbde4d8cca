"""Review, level by level: what waits, one report beside the months before, completeness and reminders."""
