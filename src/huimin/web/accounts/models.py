# mypy: disable-error-code="var-annotated"
"""How often somebody tried to sign in, by address: a count for a while, kept without the address itself."""

from __future__ import annotations

from django.db import models


class Knock(models.Model):
    """So many tries of one kind from one address, until a moment from which counting begins anew."""

    key = models.CharField(max_length=64, primary_key=True, help_text="keyed hash of the kind and the address")
    count = models.IntegerField()
    until = models.DateTimeField()
