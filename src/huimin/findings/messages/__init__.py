"""The catalogue: one module a room, each with ``MESSAGES``: code -> (zh, en, next step zh, next step en)."""
