"""The database itself refuses to change or delete a decision."""

from django.db import migrations

SQLITE = {
    "review_event_no_update": "BEFORE UPDATE ON review_reviewevent BEGIN SELECT RAISE(ABORT, 'only added to'); END",
    "review_event_no_delete": "BEFORE DELETE ON review_reviewevent BEGIN SELECT RAISE(ABORT, 'only added to'); END",
}
POSTGRESQL = """
CREATE FUNCTION review_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'decisions are only added to'; END $$;
CREATE TRIGGER review_event_no_change BEFORE UPDATE OR DELETE ON review_reviewevent
  FOR EACH ROW EXECUTE FUNCTION review_event_refuse();
"""
POSTGRESQL_BACK = """
DROP TRIGGER review_event_no_change ON review_reviewevent;
DROP FUNCTION review_event_refuse();
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, params=None)
        return
    for name, body in SQLITE.items():
        schema_editor.execute(f"CREATE TRIGGER {name} {body}", params=None)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_BACK, params=None)
        return
    for name in SQLITE:
        schema_editor.execute(f"DROP TRIGGER {name}", params=None)


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
