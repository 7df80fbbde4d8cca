"""A document as it is shown within a page: the inside of its own HTML file, fit for our page.

The file carries its styles with it; a page of the site allows none, so they stand in ``documents.css``. Its headings
go one level down, below that of the page.
"""

from __future__ import annotations

import re

from markupsafe import Markup

_STYLE = re.compile(r'(<[^<>]*?)\sstyle="[^"]*"')
_HEADING = re.compile(r"(</?h)([1-5])\b")


def inside(html: str) -> Markup:
    """What stands between ``<main>`` and ``</main>`` of a document that we wrote ourselves."""
    body = html.partition("<main>")[2].rpartition("</main>")[0]
    body = _HEADING.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", body)
    return Markup(_STYLE.sub(r"\1", body))
