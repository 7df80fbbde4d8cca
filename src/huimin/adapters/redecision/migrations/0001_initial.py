"""The tables of sampled re-decisions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Drawn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("claim", models.CharField(max_length=100)),
                ("place", models.SmallIntegerField(help_text="place of the deciding event among the claim's moves")),
                ("area", models.CharField(help_text="of the claim", max_length=100)),
                ("stratum", models.CharField(max_length=100)),
                ("benefit", models.CharField(max_length=100)),
                ("month", models.IntegerField(help_text="of the decision")),
                ("chance", models.CharField(help_text="of being drawn, an exact fraction", max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "area",
                    models.CharField(
                        blank=True, help_text="the office that checks; empty: the whole tree", max_length=100
                    ),
                ),
                ("first", models.IntegerField(help_text="first month of the decisions, year * 12 + month - 1")),
                ("last", models.IntegerField()),
                ("each", models.IntegerField(help_text="decisions drawn of every part of the office's area")),
                ("frame", models.TextField(help_text="the frame as published")),
                ("sha256", models.CharField(max_length=64)),
                ("person", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Again",
            fields=[
                (
                    "drawn",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="again",
                        serialize=False,
                        to="redecided.drawn",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(choices=[("yes", "yes"), ("no", "no"), ("unknown", "unknown")], max_length=7),
                ),
                ("person", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Draw",
            fields=[
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="draw",
                        serialize=False,
                        to="redecided.round",
                    ),
                ),
                ("seed", models.CharField(max_length=200)),
                ("sha256", models.CharField(help_text="of the list", max_length=64)),
                ("person", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("each__gte", 1), ("last__gte", models.F("first"))), name="round_sound"
            ),
        ),
        migrations.AddField(
            model_name="drawn",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="drawn", to="redecided.round"
            ),
        ),
        migrations.AddConstraint(
            model_name="drawn",
            constraint=models.UniqueConstraint(fields=("round", "claim", "place"), name="drawn_once"),
        ),
    ]
