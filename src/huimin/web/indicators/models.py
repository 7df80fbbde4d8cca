# mypy: disable-error-code="var-annotated"
"""What people pinned."""

from __future__ import annotations

from django.db import models

from huimin.web.base.models import Person


class Pin(models.Model):
    """An indicator that a person wants to find first."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    indicator = models.CharField(max_length=200, help_text="code of the indicator")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "indicator"], name="pin_once")]


def pinned(person: Person) -> list[str]:
    """The codes a person pinned, the first pinned first."""
    return list(Pin.objects.filter(person=person).order_by("at", "id").values_list("indicator", flat=True))
