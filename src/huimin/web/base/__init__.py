"""What every screen stands on: people and roles, the log, languages, pages, this thread's workspace."""
