"""Assessment: making runs, rankings and scorecards, why, the right of reply, publishing, and what changed since."""
