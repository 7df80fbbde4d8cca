"""A comparison on the site: invented lists sent by the cast, compared in this process, and pairs read by two of them."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from huimin.adapters.linkage.readings import readings
from huimin.tasks.reconcile.inventing import HOSPITAL, POLICE, invent_births, invent_list

NAMES = ("hospital births", "household registration", "immunisation")


def invented(size=260, seed=5):
    """Two lists as csv, and the names in them."""
    births, made, names = invent_births(size, seed, days=90, areas=40), [], set()
    for at, slips in enumerate((HOSPITAL, POLICE)):
        columns = invent_list(births, slips, seed + at + 1, readings(), "HP"[at]).columns
        paper = io.StringIO()
        writer = csv.writer(paper, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(zip(*(column.tolist() for column in columns.values()), strict=True))
        made.append(paper.getvalue())
        names |= {*columns["name"].tolist(), *columns["mother"].tolist()}
    return made, {name for name in names if len(name) > 2}


@contextmanager
def in_this_process():
    """Jobs run where they are started; keys lie in a place of the test's own."""
    from huimin.web.base import processes
    from huimin.web.reconciliation import jobs

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processes, "begin", lambda lock, command, lang, number: jobs.work(int(number)))
        yield patch


def own_keys(patch, folder):
    patch.setenv("HUIMIN_KEYS", str(folder / "keys-elsewhere"))


def begun(site, who="city_officer", area=None, names=NAMES[:2], budget=100, **more):
    """A comparison with room for its lists."""
    from huimin.web.reconciliation.models import Comparison

    form = {"area": site.places["city"] if area is None else area, "limit": "95", "days": "30", "budget": str(budget),
            "from": "", "to": "", **{f"name{at}": name for at, name in enumerate(names, 1)}, **more}  # fmt: skip
    answer = site.client(who).post("/reconciliation/new", form)
    assert answer.status_code == 302, answer.text
    return Comparison.objects.get(pk=int(answer.url.rsplit("/", 1)[1]))


def send(site, one, at, text, who="city_officer", name="list.csv", lang="en"):
    """Send a list; the page that follows."""
    data = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile(name, data, content_type="text/csv")
    return site.client(who, lang).post(f"/reconciliation/{one.pk}/lists/{at}", {"list": file}, follow=True)


def compared(site, lists=None, budget=100, **more):
    """A comparison that is done: the first list sent by one officer, the second by another."""
    one = begun(site, budget=budget, **more)
    for at, (text, who) in enumerate(zip(lists or invented()[0], ("city_officer", "second_officer"), strict=False), 1):
        assert send(site, one, at, text, who).status_code == 200
    site.client("city_officer").post(f"/reconciliation/{one.pk}/start")
    one.refresh_from_db()
    return one


def reading(site, one, who, value, count=None, where="1-2"):
    """Sit down where a seat is free, and answer so many pairs: ``value(pair)`` or one and the same word."""
    from huimin.web.reconciliation.models import Review, Seat

    browser = site.client(who)
    browser.post(f"/reconciliation/{one.pk}/review/{where}/sit")
    review = Review.objects.get(comparison=one, left=int(where[0]) - 1)
    done = 0
    while count is None or done < count:
        seat = Seat.objects.filter(review=review, person=site.people[who]).first()
        from huimin.web.reconciliation.standing import standing

        pair = standing(review, site.people[who]).next_pair if seat else None
        if pair is None:
            return
        said = value if isinstance(value, str) else value(pair)
        browser.post(f"/reconciliation/{one.pk}/review/{where}/answer", {"pair": pair, "value": said})
        done += 1
