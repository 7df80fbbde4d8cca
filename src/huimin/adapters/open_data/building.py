"""The whole public site as files, in a fixed order: pages of both languages, downloads, metadata, feeds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from huimin.adapters.open_data import feeds, metadata
from huimin.adapters.open_data.downloads import written
from huimin.adapters.open_data.pages import HTML_LANG, Pages, environment
from huimin.adapters.open_data.words import say
from huimin.tasks.open_data.gathering import LANGS, Site
from huimin.tasks.open_data.tables import downloads

HERE = Path(__file__).parent


def build(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file of the site: its path, and its bytes. The same site gives the same bytes."""
    tables, templates = downloads(site), environment()
    listed: list[str] = []
    for lang in LANGS:
        pages = Pages(site, tables, lang, templates)
        yield from pages.files()
        listed += [f"{lang}/{path}" for path, _ in pages.listed]
        yield f"{lang}/feed.xml", feeds.atom(site, lang)
        yield f"{lang}/feed.json", feeds.json_feed(site, lang)
    files = {f"{table.name}.{ending}": data for table in tables for ending, data in written(site, table).items()}
    for table in tables:
        files[f"{table.name}.csv-metadata.json"] = metadata.as_bytes(metadata.csvw(site, table))
    files["csv-metadata.json"] = metadata.as_bytes(metadata.csvw_group(site, tables))
    files["README.txt"] = metadata.read_me(site, tables)
    files["catalog.jsonld"] = metadata.as_bytes(metadata.catalogue(site, tables, files))
    yield from ((f"data/{name}", data) for name, data in files.items())
    yield "data/SHA256SUMS", metadata.checksums(files)
    yield "site.css", (HERE / "site.css").read_bytes()
    yield "search.js", (HERE / "search.js").read_bytes()
    for name in ("index.html", "404.html"):
        text = templates.get_template(f"root-{name}").render(
            site=site, say=say, langs=[(lang, HTML_LANG[lang]) for lang in LANGS], base=site.settings.base
        )
        yield name, (text.strip() + "\n").encode()
    if site.settings.address:
        yield "sitemap.xml", _sitemap(site, listed)


def _sitemap(site: Site, paths: list[str]) -> bytes:
    lines = "".join(f"<url><loc>{escape(f'{site.settings.address}/{path}')}</loc>"
                    f"<lastmod>{site.day.isoformat()}</lastmod></url>\n" for path in sorted(paths))  # fmt: skip
    return (f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            f"{lines}</urlset>\n").encode()  # fmt: skip
