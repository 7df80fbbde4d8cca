"""The database itself refuses to change or delete a line of the log."""

from django.db import migrations

SQLITE = {
    "entry_no_update": "BEFORE UPDATE ON base_entry BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END",
    "entry_no_delete": "BEFORE DELETE ON base_entry BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END",
}
POSTGRESQL = """
CREATE FUNCTION base_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the log is only added to'; END $$;
CREATE TRIGGER entry_no_change BEFORE UPDATE OR DELETE ON base_entry
  FOR EACH ROW EXECUTE FUNCTION base_entry_refuse();
CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON base_entry
  FOR EACH STATEMENT EXECUTE FUNCTION base_entry_refuse();
"""
POSTGRESQL_BACK = """
DROP TRIGGER entry_no_change ON base_entry;
DROP TRIGGER entry_no_truncate ON base_entry;
DROP FUNCTION base_entry_refuse();
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
    dependencies = [("base", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
