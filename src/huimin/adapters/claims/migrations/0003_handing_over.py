"""Claims go from the office of one area to that of another; keys are prepared beside those in use."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.deletion import PROTECT

FORMER = "keys of former hashes, the earliest first, sealed"
HASHES = ("receipt", "subject", "claimant", "live")
KEY = "key of the area that "


def _area(told):
    return models.CharField(help_text=told, max_length=100, null=True)


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_only_added_to")]
    operations = [
        migrations.AddField("event", "area", _area("of a handing over: key of the area it goes to")),
        migrations.AddField("state", "offered", _area(KEY + "it is offered to")),
        migrations.AddField("state", "before", _area(KEY + "handed it over last")),
        migrations.AddIndex(
            "state", models.Index(fields=["offered"], name="state_offered", condition=Q(offered__isnull=False))
        ),
        migrations.AddIndex(
            "state", models.Index(fields=["before"], name="state_before", condition=Q(before__isnull=False))
        ),
        migrations.AlterField(
            "state", "area", models.CharField(help_text="key of the area whose office has it now", max_length=100)
        ),
        migrations.AddField("keyprint", "former", models.BinaryField(default=b"", help_text=FORMER)),
        migrations.CreateModel(
            "NextKey",
            fields=[
                ("claim", models.OneToOneField("claims.Claim", PROTECT, primary_key=True, related_name="next_key",
                                               serialize=False)),
                ("events", models.SmallIntegerField(help_text="how many there were when this was prepared")),
                ("wrapped", models.BinaryField()),
                ("print", models.CharField(help_text="of the master key that it is for", max_length=64)),
                *((name, models.CharField(blank=True, max_length=64)) for name in HASHES),
            ],
        ),
    ]  # fmt: skip
