"""The log: who did what, when, to which area, and whether the chain of its lines holds. It changes nothing."""
