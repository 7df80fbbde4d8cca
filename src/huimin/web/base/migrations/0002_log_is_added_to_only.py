"""The database itself refuses to change or delete a line of the log."""

from django.db import migrations

from huimin.adapters.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("base", "0001_initial")]
    operations = [append_only("base_entry", "entry", "the log is only added to")]
