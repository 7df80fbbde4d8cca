# Written like Django 5.2 writes them.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _person():
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("base", "0003_cell_remarks"),
    ]

    operations = [
        migrations.CreateModel(
            name="RunStage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("run", models.CharField(max_length=100, unique=True)),
                ("scheme", models.CharField(max_length=100)),
                ("period", models.CharField(max_length=10)),
                ("level", models.CharField(help_text="level of the areas that are assessed", max_length=100)),
                (
                    "stage",
                    models.CharField(
                        choices=[("draft", "draft"), ("open", "open"), ("published", "published")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                (
                    "reply_until",
                    models.DateField(help_text="last day on which the assessed areas may reply", null=True),
                ),
                ("published_at", models.DateTimeField(null=True)),
                ("opened_by", _person()),
                ("published_by", _person()),
                ("started_by", _person()),
            ],
            options={
                "indexes": [models.Index(fields=["stage", "published_at"], name="run_stage_published")],
            },
        ),
    ]
