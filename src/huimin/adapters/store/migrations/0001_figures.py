"""Files, submissions, reports, figures, findings and runs."""

import django.db.models.deletion
from django.db import migrations, models

CASCADE, PROTECT = django.db.models.deletion.CASCADE, django.db.models.deletion.PROTECT


class CreateClustered(migrations.CreateModel):
    """Create a table whose rows lie in the order of its primary key.

    On SQLite this makes the table of figures half as large and as fast again to write: there is no hidden row number,
    and no index beside the rows. A later migration that remakes the table on SQLite has to keep ``WITHOUT ROWID``.
    """

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        statement, parameters = schema_editor.table_sql(to_state.apps.get_model(app_label, self.name))
        schema_editor.execute(f"{statement} WITHOUT ROWID", parameters or None)


class Migration(migrations.Migration):
    """The first tables."""

    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="SourceFile",
            fields=[
                (
                    "id",
                    models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("name", models.TextField()),
                ("size", models.BigIntegerField(help_text="bytes")),
                ("sender", models.TextField(blank=True)),
                ("received_at", models.DateTimeField()),
                ("loaded_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("accepted", "accepted"),
                            ("refused", "refused"),
                            ("duplicate", "duplicate"),
                        ],
                        max_length=9,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SourceBytes",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=CASCADE,
                        primary_key=True,
                        related_name="content",
                        serialize=False,
                        to="store.sourcefile",
                    ),
                ),
                ("data", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("number", models.IntegerField(primary_key=True, serialize=False)),
                ("form", models.TextField()),
                ("form_version", models.TextField(blank=True)),
                ("first", models.IntegerField(help_text="first month of the period, year * 12 + month - 1")),
                ("last", models.IntegerField(help_text="last month of the period")),
                ("sheet", models.TextField(blank=True)),
                (
                    "sender",
                    models.TextField(blank=True, help_text="key of the area that sent it, where the sheet says so"),
                ),
                (
                    "judge",
                    models.TextField(blank=True, help_text="who filled it in or judged, as written on the sheet"),
                ),
                (
                    "file",
                    models.ForeignKey(on_delete=PROTECT, related_name="submissions", to="store.sourcefile"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.IntegerField(primary_key=True, serialize=False)),
                ("form", models.TextField()),
                ("area", models.TextField(help_text="key of the area as reported")),
                ("first", models.IntegerField()),
                ("last", models.IntegerField()),
                ("revision", models.SmallIntegerField()),
                (
                    "on_time",
                    models.BooleanField(help_text="whether this report, or one that it corrects, came in time"),
                ),
                (
                    "digest",
                    models.BinaryField(help_text="SHA-256 of form, area, period, figures, judge and note"),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="the free note in the area's row of the sheet"),
                ),
                (
                    "submission",
                    models.ForeignKey(on_delete=PROTECT, related_name="reports", to="store.submission"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("form", "first", "last", "area", "revision"), name="report_revision"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first")), ("revision__gte", 1)),
                        name="report_sound",
                    ),
                ],
                "indexes": [models.Index(fields=["area", "first"], name="report_area")],
            },
        ),
        migrations.CreateModel(
            name="AtomName",
            fields=[
                ("id", models.SmallAutoField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("decimals", models.SmallIntegerField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("name", "decimals"), name="atom_scale")]},
        ),
        CreateClustered(
            name="Figure",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "report_id", "atom_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("value", models.FloatField(help_text="scaled: reported value * 10 ** decimals")),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=PROTECT,
                        related_name="figures",
                        to="store.report",
                    ),
                ),
                ("row", models.IntegerField(help_text="row of the cell, from 1")),
                (
                    "atom",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=PROTECT,
                        related_name="+",
                        to="store.atomname",
                    ),
                ),
                ("column", models.IntegerField(help_text="column of the cell, from 1")),
            ],
        ),
        migrations.CreateModel(
            name="FoundProblem",
            fields=[
                (
                    "id",
                    models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("code", models.CharField(max_length=100)),
                ("severity", models.SmallIntegerField(help_text="1 note, 2 warning, 3 error")),
                ("file_name", models.TextField(blank=True)),
                ("sheet", models.TextField(blank=True)),
                ("cell", models.TextField(blank=True)),
                ("area", models.TextField(blank=True)),
                ("period", models.TextField(blank=True)),
                ("element", models.TextField(blank=True)),
                ("line", models.IntegerField(default=0)),
                ("column", models.IntegerField(default=0)),
                ("facts", models.JSONField(default=dict)),
                (
                    "file",
                    models.ForeignKey(null=True, on_delete=CASCADE, related_name="problems", to="store.sourcefile"),
                ),
                (
                    "submission",
                    models.ForeignKey(null=True, on_delete=CASCADE, related_name="problems", to="store.submission"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("run", models.CharField(max_length=100, unique=True)),
                ("created_at", models.DateTimeField()),
                ("folder", models.TextField()),
                ("marker", models.IntegerField(help_text="number of the last submission in the snapshot")),
                ("snapshot_hash", models.CharField(max_length=64)),
            ],
        ),
    ]
