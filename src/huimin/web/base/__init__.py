"""What every screen stands on: people and roles, the log of what was done, languages, pages, this thread's workspace."""
