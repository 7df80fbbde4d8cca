# mypy: disable-error-code="var-annotated"
"""People, their roles with dates, attachments, and the log of everything that was done."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from huimin.web.base.prepared import Prepared
from huimin.workflow import Kind, Role


class People(BaseUserManager["Person"]):
    """Finds and makes people."""

    def make(self, username: str, name: str, password: str | None, **more: object) -> Person:
        """Make an account. Without a password it can only be entered by OpenID Connect, or after one was set."""
        person = self.model(username=self.model.normalize_username(username), name=name, **more)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get(self, *conditions: object, **named: object) -> Person:
        """One person. By ``pk`` alone, as every request asks for who signed in, without building the query anew."""
        if conditions or set(named) != {"pk"}:
            return super().get(*conditions, **named)
        for person in _PERSON(named["pk"]):
            return person
        raise self.model.DoesNotExist


class Person(AbstractBaseUser):
    """Somebody with an account. Accounts are closed, never deleted: what a person decided keeps its name."""

    username = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=100)
    language = models.CharField(max_length=2, blank=True, choices=[("zh", "中文"), ("en", "English")])
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    subject = models.CharField(max_length=200, blank=True, help_text="issuer and subject at OpenID Connect")

    objects = People()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ("name",)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject"], condition=~models.Q(subject=""), name="person_subject"),
        ]

    def __str__(self) -> str:
        return self.name

    def roles(self) -> list[Role]:
        """All roles, whether in force or not."""
        if "grants" in getattr(self, "_prefetched_objects_cache", ()):
            return [grant.role for grant in self.grants.all()]
        return [grant.role for grant in _GRANTS(self.pk)]


class Grant(models.Model):
    """A role of a person at an area, with dates, and who gave it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    area = models.TextField(blank=True, help_text="key of the area; empty: the whole tree")
    first = models.DateField(null=True, blank=True)
    last = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "area"], name="grant_area")]

    @property
    def role(self) -> Role:
        """The role as the rules of rights take it."""
        return Role(Kind(self.kind), self.area, self.first, self.last)


_PERSON = Prepared(lambda: Person.objects.filter(pk=0), ("id",))
_GRANTS = Prepared(lambda: Grant.objects.filter(person_id=0), ("person",))


class Sitting(AbstractBaseSession):
    """A session of a browser, and whose it is (see :mod:`huimin.web.base.sessions`)."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="sittings")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    device = models.CharField(max_length=60, blank=True, help_text="browser and system, as the browser tells")

    @classmethod
    def get_session_store_class(cls) -> type:
        """What reads and writes these rows."""
        from huimin.web.base.sessions import SessionStore

        return SessionStore


class Attachment(models.Model):
    """A file that proves or illustrates something. Its bytes lie in ``attachments/`` under their hash."""

    sha256 = models.CharField(max_length=64)
    name = models.TextField()
    kind = models.CharField(max_length=100, help_text="media type, told from the bytes and never from the name")
    size = models.BigIntegerField(help_text="bytes")
    area = models.TextField(help_text="key of the area it is about: who may read that may read this")
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="attachment_hash")]


class Entry(models.Model):
    """One line of the log. It is only ever added to: the database itself refuses to change or delete a line.

    ``hash`` is the SHA-256 of the line before and of everything in this one, so that a line which was changed or taken
    out behind the program's back breaks the chain (see :mod:`huimin.web.base.audit`).
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=60)
    subject = models.TextField(blank=True, help_text="what it was done to: a report, a run, an account")
    area = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject"], name="entry_subject"),
            models.Index(fields=["area", "at"], name="entry_area"),
        ]


class CellRemark(models.Model):
    """What somebody wrote at a cell of a report: a note of its sender, or the reason why a reviewer returned it.

    ``first`` and ``last`` are the months of the period; ``atom`` is empty where the remark is about the whole report.
    A reason is ``open`` until the report is sent anew. Notes stay open: they are part of what was reported.
    """

    NOTE, RETURN = "note", "return"

    form = models.CharField(max_length=200)
    first = models.IntegerField()
    last = models.IntegerField()
    area = models.TextField()
    atom = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=[(NOTE, NOTE), (RETURN, RETURN)])
    open = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(fields=["form", "first", "last", "area"], name="cell_remark_report"),
            models.Index(fields=["area"], condition=models.Q(open=True), name="cell_remark_open"),
        ]


class RunStage(models.Model):
    """How far a run has come: a draft, open for reply, or published and from then on unchangeable.

    A run of the registry without a row is a draft that was made on the command line. ``run``, ``scheme``, ``period``
    and ``level`` repeat the manifest, so that lists need no file. Who may see what: :mod:`huimin.web.base.stages`.
    """

    run = models.CharField(max_length=100, unique=True)
    scheme = models.CharField(max_length=100)
    period = models.CharField(max_length=10)
    level = models.CharField(max_length=100, help_text="level of the areas that are assessed")
    stage = models.CharField(max_length=10, default="draft", choices=[(s, s) for s in ("draft", "open", "published")])
    made_at = models.DateTimeField()
    started_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    reply_until = models.DateField(null=True, help_text="last day on which the assessed areas may reply")
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["stage", "published_at"], name="run_stage_published")]

    def __str__(self) -> str:
        return self.run


def holders(kinds: Iterable[Kind], areas: Iterable[str]) -> models.QuerySet[Grant]:
    """The roles of these kinds at exactly these areas, of people whose account is open; dates are not looked at."""
    wanted = [kind.value for kind in kinds]
    return Grant.objects.filter(kind__in=wanted, area__in=list(areas), person__is_active=True).select_related("person")
