"""The tables of payments."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("benefit", models.CharField(max_length=100)),
                ("level", models.CharField(max_length=50)),
                ("first", models.IntegerField()),
                ("last", models.IntegerField()),
                ("fen", models.BigIntegerField()),
                ("day", models.DateField()),
                ("reference", models.CharField(max_length=100)),
                ("person", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("level", "reference"), name="arrived_once"),
                    models.CheckConstraint(
                        condition=models.Q(("fen__gt", 0), ("last__gte", models.F("first"))), name="arrival_sound"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Roll",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("benefit", models.CharField(max_length=100)),
                ("first", models.IntegerField(help_text="first month of the period, year * 12 + month - 1")),
                ("last", models.IntegerField()),
                ("digest", models.CharField(help_text="SHA-256 of all that it says", max_length=64)),
                ("lines", models.IntegerField(help_text="payments")),
                ("fen", models.BigIntegerField(help_text="all payments together")),
                ("person", models.CharField(help_text="who made it", max_length=150)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("fen__gte", 0), ("last__gte", models.F("first"))), name="roll_sound"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Obligation",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("claim", models.CharField(max_length=100)),
                ("benefit", models.CharField(max_length=100)),
                ("month", models.IntegerField()),
                ("revision", models.SmallIntegerField()),
                ("version", models.CharField(max_length=100)),
                ("payee", models.CharField(max_length=100)),
                ("area", models.CharField(max_length=100)),
                ("fen", models.BigIntegerField(help_text="below 0: too much was paid and is to come back")),
                ("shares", models.TextField(help_text="of the amount without its sign, by level, JSON")),
                (
                    "roll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="obligations", to="ledger.roll"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BankAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("name", models.TextField()),
                ("lines", models.IntegerField()),
                ("person", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
                (
                    "roll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="ledger.roll"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RollLine",
            fields=[
                (
                    "id",
                    models.BigIntegerField(help_text="roll * 1,000,000 + number", primary_key=True, serialize=False),
                ),
                ("number", models.IntegerField(help_text="from 1")),
                ("claim", models.CharField(max_length=100)),
                ("version", models.CharField(max_length=100)),
                ("payee", models.CharField(max_length=100)),
                ("area", models.CharField(max_length=100)),
                ("account", models.BigIntegerField(help_text="number of the sealed account; 0: nothing is paid")),
                ("fen", models.BigIntegerField()),
                (
                    "roll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="all_lines", to="ledger.roll"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slot", models.SmallIntegerField(help_text="1: the first answer, 2: it came back")),
                (
                    "result",
                    models.CharField(
                        choices=[("paid", "paid"), ("refused", "refused"), ("bounced", "bounced")], max_length=7
                    ),
                ),
                ("status", models.CharField(help_text="the bank's code", max_length=100)),
                ("mend", models.BooleanField(help_text="another account number would mend it")),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outcomes", to="ledger.bankanswer"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcomes",
                        to="ledger.rollline",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.SmallIntegerField(help_text="1, 2, … without gaps")),
                (
                    "obligation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="ledger.obligation",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attempts", to="ledger.rollline"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RollPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=6)),
                ("month", models.IntegerField()),
                ("revision", models.SmallIntegerField()),
                ("fen", models.BigIntegerField()),
                ("shares", models.TextField(help_text="fen by level, JSON")),
                (
                    "obligation",
                    models.BigIntegerField(help_text="the obligation that is tried again or cancelled; 0: a new one"),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="ledger.rollline"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RollStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slot",
                    models.CharField(
                        choices=[("decision", "decision"), ("file", "file"), ("answer", "answer")], max_length=8
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("approved", "approved"),
                            ("withdrawn", "withdrawn"),
                            ("file", "file"),
                            ("answer", "answer"),
                        ],
                        max_length=9,
                    ),
                ),
                ("person", models.CharField(max_length=150)),
                ("reason", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "roll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="ledger.roll"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SealedAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("payee", models.CharField(help_text="opaque token of who is paid", max_length=100)),
                ("sealed", models.BinaryField(help_text="holder and number; empty once erased")),
                ("last4", models.CharField(help_text="all of the number that people get to see", max_length=4)),
                (
                    "print",
                    models.CharField(
                        help_text="keyed hash of holder and number, to know the same account again", max_length=64
                    ),
                ),
                ("bank", models.CharField(blank=True, max_length=100)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["payee", "id"], name="ledger_payee")],
            },
        ),
        migrations.CreateModel(
            name="MovementRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.CharField(max_length=10)),
                ("level", models.CharField(max_length=50)),
                ("line", models.BigIntegerField(default=0, help_text="line that was paid or came back; 0: none")),
                (
                    "turn",
                    models.IntegerField(default=0, help_text="of money that came back from a family in several turns"),
                ),
                ("fen", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "obligation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="ledger.obligation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("obligation", "entry", "level", "line", "turn"), name="moved_once"),
                    models.CheckConstraint(condition=models.Q(("fen__gt", 0)), name="movement_sound"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recovery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=100)),
                ("fen", models.BigIntegerField()),
                ("person", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
                (
                    "obligation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recoveries", to="ledger.obligation"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("reference", "obligation"), name="recovered_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.UniqueConstraint(fields=("benefit", "claim", "month", "revision"), name="owed_once"),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(("revision__gte", 0), models.Q(("fen", 0), _negated=True)), name="obligation_sound"
            ),
        ),
        migrations.AddConstraint(
            model_name="rollline",
            constraint=models.UniqueConstraint(fields=("roll", "claim"), name="line_claim_once"),
        ),
        migrations.AddConstraint(
            model_name="rollline",
            constraint=models.CheckConstraint(
                condition=models.Q(("fen__gte", 0), ("number__gte", 1), ("number__lt", 1000000)), name="line_sound"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.UniqueConstraint(fields=("line", "slot"), name="outcome_once"),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("result__in", ("paid", "refused")), ("slot", 1)),
                    models.Q(("result", "bounced"), ("slot", 2)),
                    _connector="OR",
                ),
                name="outcome_sound",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(fields=("obligation", "number"), name="attempt_once"),
        ),
        migrations.AddConstraint(
            model_name="rollpart",
            constraint=models.CheckConstraint(condition=models.Q(("fen__gt", 0)), name="part_sound"),
        ),
        migrations.AddConstraint(
            model_name="rollstep",
            constraint=models.UniqueConstraint(fields=("roll", "slot"), name="step_once"),
        ),
    ]
