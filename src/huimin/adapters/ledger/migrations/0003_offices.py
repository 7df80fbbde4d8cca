"""Rolls and money received name the office they are for, so that each county pays its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_only_added_to")]
    operations = [
        migrations.AddField(
            "roll", "area",
            models.CharField(help_text="the office whose claims it pays; none: every claim", max_length=100, null=True),
        ),
        migrations.AddField(
            "arrival", "area",
            models.CharField(help_text="the office it came for; none: for all", max_length=100, null=True),
        ),
    ]  # fmt: skip
