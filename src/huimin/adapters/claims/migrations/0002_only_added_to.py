"""The database itself refuses to change what was done with a claim, and to lose contents while their key is there."""

from django.db import migrations
from django.db.migrations import RunPython

from huimin.adapters.append_only import append_only

GROWING = ("claim", "event", "view", "rule", "erasure")
WHY = "what was done with a claim is only added to"

# Sealed contents are never changed, and go only once nobody can open them any more.
KEPT = "sealed contents go with the key of their claim"
SQLITE = (
    f"CREATE TRIGGER claims_sealed_no_update BEFORE UPDATE ON claims_sealed BEGIN SELECT RAISE(ABORT, '{KEPT}'); END",
    f"""CREATE TRIGGER claims_sealed_no_delete BEFORE DELETE ON claims_sealed
        WHEN EXISTS (SELECT 1 FROM claims_datakey k WHERE k.claim_id = OLD.claim_id)
        BEGIN SELECT RAISE(ABORT, '{KEPT}'); END""",
)
POSTGRES = (
    f"""CREATE FUNCTION claims_sealed_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'UPDATE' OR EXISTS (SELECT 1 FROM claims_datakey k WHERE k.claim_id = OLD.claim_id)
        THEN RAISE EXCEPTION '{KEPT}'; END IF; RETURN OLD; END $$""",
    """CREATE TRIGGER claims_sealed_kept BEFORE UPDATE OR DELETE ON claims_sealed FOR EACH ROW
        EXECUTE FUNCTION claims_sealed_kept()""",
)


def forwards(apps, schema_editor):
    for statement in POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER claims_sealed_kept ON claims_sealed")
        schema_editor.execute("DROP FUNCTION claims_sealed_kept()")
    else:
        schema_editor.execute("DROP TRIGGER claims_sealed_no_update")
        schema_editor.execute("DROP TRIGGER claims_sealed_no_delete")


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_claims")]
    operations = [
        *(append_only(f"claims_{table}", f"claims_{table}", WHY) for table in GROWING),
        RunPython(forwards, backwards),
    ]
