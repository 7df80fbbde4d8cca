"""The database itself refuses to change what was drawn and what was decided again."""

from django.db import migrations

from huimin.adapters.append_only import append_only

WHY = "re-decisions are only added to"


class Migration(migrations.Migration):
    dependencies = [("redecided", "0001_initial")]
    operations = [
        append_only(f"redecided_{one}", f"redecided_{one}", WHY) for one in ("round", "draw", "drawn", "again")
    ]
