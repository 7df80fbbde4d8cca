"""The database itself refuses to change or delete what was booked, and a further attempt while one may have paid."""

from django.db import migrations
from django.db.migrations import RunPython

from huimin.adapters.append_only import append_only

GROWING = ("roll", "rollstep", "rollline", "rollpart", "obligation", "attempt", "bankanswer", "outcome", "movementrow",
           "recovery", "arrival")  # fmt: skip
WHY = "payments are only added to"

# The attempt before must be there, and must have failed: refused at first, or paid and come back.
TOO_EARLY = """
    NEW.number <> 1 + (SELECT count(*) FROM ledger_attempt a WHERE a.obligation_id = NEW.obligation_id)
    OR EXISTS (
        SELECT 1 FROM ledger_attempt a WHERE a.obligation_id = NEW.obligation_id AND NOT EXISTS (
            SELECT 1 FROM ledger_outcome o WHERE o.line_id = a.line_id AND o.result IN ('refused', 'bounced')))
"""
REASON = "this obligation is paid or with the bank"
SQLITE = f"""CREATE TRIGGER ledger_attempt_in_turn BEFORE INSERT ON ledger_attempt WHEN {TOO_EARLY}
    BEGIN SELECT RAISE(ABORT, '{REASON}'); END"""
# Without seqscan: the plan is kept from the first row on, when the table looks too small for its index.
POSTGRES = (
    f"""CREATE FUNCTION ledger_attempt_in_turn() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$ BEGIN
        IF {TOO_EARLY} THEN RAISE EXCEPTION '{REASON}'; END IF; RETURN NEW; END $$""",
    """CREATE TRIGGER ledger_attempt_in_turn BEFORE INSERT ON ledger_attempt FOR EACH ROW
        EXECUTE FUNCTION ledger_attempt_in_turn()""",
)


def forwards(apps, schema_editor):
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else (SQLITE,):
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER ledger_attempt_in_turn ON ledger_attempt")
        schema_editor.execute("DROP FUNCTION ledger_attempt_in_turn()")
    else:
        schema_editor.execute("DROP TRIGGER ledger_attempt_in_turn")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_payments")]
    operations = [
        *(append_only(f"ledger_{table}", f"ledger_{table}", WHY) for table in GROWING),
        RunPython(forwards, backwards),
    ]
