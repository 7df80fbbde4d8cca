"""The database itself refuses to change or delete a decision."""

from django.db import migrations

from huimin.adapters.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial")]
    operations = [append_only("review_reviewevent", "review_event", "decisions are only added to")]
