"""The zip file that a docx is: its parts, with the same times in it whenever it is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from huimin.adapters.official import docx_styles
from huimin.adapters.official.docx_xml import escaped
from huimin.adapters.official.letterhead import Faces
from huimin.writing.blocks import Document

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TIME = (1980, 1, 1, 0, 0, 0)
_UNDATED = date(2000, 1, 1)

_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_TYPES}"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="svg" '
    'ContentType="image/svg+xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"), ("styles", "styles"), ("settings", "settings"), ("fontTable", "fontTable"),
            ("header1", "header"), ("footer1", "footer"), ("footer2", "footer"),
        )
    )
    + '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
).encode()  # fmt: skip
_PACKAGE_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
    'Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/'
    'relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
).encode()
_PARTS = (
    ("rIdStyles", "styles", "styles.xml"), ("rIdSettings", "settings", "settings.xml"),
    ("rIdFonts", "fontTable", "fontTable.xml"), ("rIdHeader", "header", "header1.xml"),
    ("rIdFooterOdd", "footer", "footer1.xml"), ("rIdFooterEven", "footer", "footer2.xml"),
)  # fmt: skip


def package(document: Document, faces: Faces, body: bytes, images: Sequence[tuple[str, bytes]]) -> bytes:
    """The docx.

    Args:
        document: for its properties.
        faces: for its styles.
        body: ``word/document.xml``.
        images: SVG and PNG of each picture, in the order of their numbers.
    """
    zh = document.lang == "zh"
    parts: list[tuple[str, bytes]] = [
        ("[Content_Types].xml", _CONTENT_TYPES),
        ("_rels/.rels", _PACKAGE_RELATIONS),
        ("docProps/core.xml", _core(document)),
        ("word/document.xml", body),
        ("word/_rels/document.xml.rels", _relations(len(images))),
        ("word/styles.xml", docx_styles.styles(faces, document.lang)),
        ("word/settings.xml", docx_styles.SETTINGS),
        ("word/fontTable.xml", docx_styles.font_table(faces)),
        ("word/header1.xml", docx_styles.header(document.lang, document.simulated)),
        ("word/footer1.xml", docx_styles.footer("right", zh)),
        ("word/footer2.xml", docx_styles.footer("left", zh)),
    ]
    for number, (svg, png) in enumerate(images, 1):
        parts += [(f"word/media/image{number}.png", png), (f"word/media/image{number}.svg", svg.encode())]
    return _zipped(parts)


def _zipped(parts: Sequence[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return made.getvalue()


@lru_cache(maxsize=64)
def _relations(images: int) -> bytes:
    made = "".join(
        f'<Relationship Id="{one}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for one, kind, target in _PARTS
    )
    for number in range(1, images + 1):
        for name, ending in (("rIdPng", "png"), ("rIdSvg", "svg")):
            made += f'<Relationship Id="{name}{number}" Type="{_OFFICE}/image" Target="media/image{number}.{ending}"/>'
    return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{made}</Relationships>'.encode()


def _core(document: Document) -> bytes:
    """The properties: the day is the document's own, never the machine's."""
    at = f"{(document.day or _UNDATED).isoformat()}T00:00:00Z"
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(document.title)}</dc:title><dc:subject>{escaped(document.subject)}</dc:subject>"
        f"<dc:creator>{escaped(document.issuer)}</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified>'
        f"<dc:identifier>{escaped(document.number)}</dc:identifier>"
        f"<dc:language>{'zh-CN' if document.lang == 'zh' else 'en'}</dc:language></cp:coreProperties>"
    ).encode()
