"""A month on a line may stand in the books of another office: the claim has been handed over since."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_offices")]
    operations = [
        migrations.AddField(
            "rollpart", "area",
            models.CharField(help_text="in whose books it stands; none: the line's own", max_length=100, null=True),
        ),
    ]  # fmt: skip
