"""Tables that the database itself lets only grow: logs, decisions, ledgers of money."""

from __future__ import annotations

from typing import Any

from django.db.migrations import RunPython

_PLACES = {"update": "UPDATE", "delete": "DELETE"}


def append_only(table: str, name: str, reason: str) -> RunPython:
    """A step of a migration: from now on a row of ``table`` is never changed or deleted, whoever asks.

    Args:
        name: what the triggers' names begin with; one a table.
        reason: what the database answers who tries, in plain words without quotes.
    """

    def forwards(apps: Any, schema_editor: Any) -> None:
        for statement in _made(schema_editor.connection.vendor, table, name, reason):
            schema_editor.execute(statement, params=None)

    def backwards(apps: Any, schema_editor: Any) -> None:
        for statement in _dropped(schema_editor.connection.vendor, table, name):
            schema_editor.execute(statement, params=None)

    return RunPython(forwards, backwards)


def _made(vendor: str, table: str, name: str, reason: str) -> list[str]:
    if vendor != "postgresql":
        return [
            f"CREATE TRIGGER {name}_no_{one} BEFORE {word} ON {table} BEGIN SELECT RAISE(ABORT, '{reason}'); END"
            for one, word in _PLACES.items()
        ]
    refuse = f"{name}_refuse()"
    return [
        f"CREATE FUNCTION {refuse} RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{reason}'; END $$",
        f"CREATE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {refuse}",
        # A row trigger does not see a TRUNCATE.
        f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {refuse}",
    ]


def _dropped(vendor: str, table: str, name: str) -> list[str]:
    if vendor != "postgresql":
        return [f"DROP TRIGGER {name}_no_{one}" for one in _PLACES]
    triggers = [f"DROP TRIGGER {name}_no_{one} ON {table}" for one in ("change", "truncate")]
    return [*triggers, f"DROP FUNCTION {name}_refuse()"]
