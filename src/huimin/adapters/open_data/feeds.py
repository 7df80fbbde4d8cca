"""Feeds of publications: Atom (RFC 4287) and JSON Feed 1.1, in both languages."""

from __future__ import annotations

import json
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from huimin.adapters.open_data.words import say
from huimin.figures.periods import Period
from huimin.tasks.open_data.gathering import Site
from huimin.tasks.open_data.history import Publication
from huimin.writing.numbers import day


def title_of(site: Site, one: Publication, lang: str) -> str:
    """What a publication brought, in a line."""
    return say(lang, "news-title", number=one.number, last=Period.of(one.last).name(lang), day=day(one.day, lang))


def summary_of(site: Site, one: Publication, lang: str) -> str:
    """Assessments and corrections of a publication."""
    parts = [say(lang, "news-runs", count=len(one.runs))] if one.runs else []
    parts.append(say(lang, "news-changes" if one.changed else "news-no-changes", count=one.changed))
    return ("" if lang == "zh" else " ").join([*([say(lang, "simulated")] if site.simulated else []), *parts])


def _id(site: Site, lang: str, number: int = 0) -> str:
    """A name for good: of the publisher and the publication, not of where the site stands."""
    return uuid5(NAMESPACE_URL, f"huimin/{site.definitions.title.en}/{lang}/{number}").urn


def _address(site: Site, lang: str, page: str) -> str:
    return f"{site.settings.address}/{lang}/{page}" if site.settings.address else page


def atom(site: Site, lang: str) -> bytes:
    """The Atom feed of a language."""
    entries = "".join(
        f"<entry><id>{_id(site, lang, one.number)}</id><title>{escape(title_of(site, one, lang))}</title>"
        f"<updated>{one.day.isoformat()}T00:00:00Z</updated>"
        f"<link href={quoteattr(_address(site, lang, f'news.html#p{one.number}'))}/>"
        f"<summary>{escape(summary_of(site, one, lang))}</summary></entry>\n"
        for one in reversed(site.history)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">\n'
        f"<id>{_id(site, lang)}</id><title>{escape(site.title(lang))}</title>"
        f"<updated>{site.day.isoformat()}T00:00:00Z</updated>"
        f"<author><name>{escape(site.publisher(lang))}</name></author>\n"
        f'<link rel="self" href={quoteattr(_address(site, lang, "feed.xml"))}/>'
        f"<link href={quoteattr(_address(site, lang, 'index.html'))}/>\n{entries}</feed>\n"
    ).encode()


def json_feed(site: Site, lang: str) -> bytes:
    """The JSON feed of a language."""
    items = [
        {"id": _id(site, lang, one.number), "url": _address(site, lang, f"news.html#p{one.number}"),
         "title": title_of(site, one, lang), "content_text": summary_of(site, one, lang),
         "date_published": f"{one.day.isoformat()}T00:00:00Z"}
        for one in reversed(site.history)
    ]  # fmt: skip
    made = {"version": "https://jsonfeed.org/version/1.1", "title": site.title(lang), "language": lang,
            "authors": [{"name": site.publisher(lang)}], "items": items}  # fmt: skip
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()
