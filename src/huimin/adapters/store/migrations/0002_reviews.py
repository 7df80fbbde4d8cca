"""How far the review of each report has come."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0001_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportReview",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.TextField()),
                ("first", models.IntegerField()),
                ("last", models.IntegerField()),
                ("area", models.TextField(help_text="key of the area as reported")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "waiting"), ("returned", "returned"), ("done", "done")], max_length=8
                    ),
                ),
                ("awaits", models.TextField(blank=True, help_text="level whose reviewer is to look")),
                (
                    "accepted_by",
                    models.TextField(blank=True, help_text="highest level that accepted; not empty: locked"),
                ),
                ("sent_at", models.TextField(blank=True, help_text="level of the area that sent the report")),
                ("revision", models.SmallIntegerField(default=1, help_text="revision that was last sent or looked at")),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["state", "awaits"], name="review_waiting")],
                "constraints": [
                    models.UniqueConstraint(fields=("form", "first", "last", "area"), name="review_report")
                ],
            },
        ),
    ]
