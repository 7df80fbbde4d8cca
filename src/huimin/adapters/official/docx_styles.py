"""The parts of a docx that are the same for every document of a letterhead: styles, settings, faces, page."""

from __future__ import annotations

from functools import lru_cache

from huimin.adapters.official.docx_xml import NAMESPACES, escaped, twips
from huimin.adapters.official.layout import (
    BODY,
    ENGLISH_BODY,
    ENGLISH_LEADING,
    IMPRINT,
    LEADING,
    PAGE_NUMBER,
    RED,
    TITLE,
    WORDS,
)
from huimin.adapters.official.letterhead import Faces, Letterhead

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _run(east: str, latin: str, size: float, extra: str = "") -> str:
    faces = f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:cs="{latin}" w:eastAsia="{east}"/>'
    half = round(size * 2)
    return f'<w:rPr>{faces}{extra}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'


def _style(name: str, shown: str, paragraph: str, run: str = "", based: str = "Normal", outline: int = -1) -> str:
    level = f'<w:outlineLvl w:val="{outline}"/>' if outline >= 0 else ""
    follow = '<w:next w:val="Normal"/>' if outline >= 0 else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="{based}"/>{follow}<w:qFormat/><w:pPr>{paragraph}{level}</w:pPr>{run}</w:style>'
    )


def _spacing(line: float = 0.0, before: float = 0.0, after: float = 0.0, rule: str = "exact") -> str:
    height = f' w:line="{twips(line)}" w:lineRule="{rule}"' if line else ' w:line="240" w:lineRule="auto"'
    return f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}"{height}/>'


_KEEP = "<w:keepNext/><w:keepLines/>"
_NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_PLAIN_SPACE = '<w:spacing w:val="0"/>'


def _normal(lang: str) -> str:
    # 28 characters of 16 pt are 448 pt, the text is 442 pt wide: a quarter of a point less between characters.
    body = '<w:spacing w:val="-5"/>' if lang == "zh" else ""
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>' if lang == "zh" else (
        '<w:jc w:val="left"/>')  # fmt: skip
    spacing = _spacing(LEADING) if lang == "zh" else _spacing(ENGLISH_LEADING, after=6)
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr><w:widowControl/>{spacing}{indent}</w:pPr><w:rPr>{body}</w:rPr></w:style>"
    )


def _chinese(faces: Faces) -> str:
    latin, body = faces.latin[0], faces.body[0]
    heading, sub = faces.heading[0], faces.subheading[0]
    line = _spacing(LEADING)
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="left"/>'
    bold = f"<w:b/>{_PLAIN_SPACE}"
    return "".join(
        (
            _style("Heading1", "heading 1", f"{_KEEP}{line}{indent}", _run(heading, heading, BODY), outline=0),
            _style("Heading2", "heading 2", f"{_KEEP}{line}{indent}", _run(sub, latin, BODY), outline=1),
            _style("Heading3", "heading 3", f"{_KEEP}{line}{indent}", _run(body, latin, BODY, bold), outline=2),
            _style("Heading4", "heading 4", f"{_KEEP}{line}{indent}", _run(body, latin, BODY), outline=3),
        )
    )


def _english(faces: Faces) -> str:
    latin, heading = faces.latin[0], faces.heading[0]
    sizes = (14.0, 12.5, 12.0, 12.0)
    return "".join(
        _style(f"Heading{depth}", f"heading {depth}", f"{_KEEP}{_spacing(size * 1.4, 12 if depth < 3 else 6, 4)}",
               _run(heading, latin, size, "<w:b/>" if depth < 4 else "<w:i/>"), outline=depth - 1)
        for depth, size in enumerate(sizes, 1)
    )  # fmt: skip


def _shared(faces: Faces, lang: str) -> str:
    latin, body, heading = faces.latin[0], faces.body[0], faces.heading[0]
    zh = lang == "zh"
    title = faces.title[0] if zh else faces.heading[0]
    line, size = (LEADING, BODY) if zh else (ENGLISH_LEADING, ENGLISH_BODY)
    small = 10.5 if zh else 9.5
    centre, left = '<w:jc w:val="center"/>', '<w:jc w:val="left"/>'
    return "".join(
        (
            _style("RedHead", "Red head", f"{_NO_INDENT}{centre}",
                   _run(faces.red_head[0], faces.red_head[0] if zh else latin, 40,
                        f'{"" if zh else "<w:b/>"}<w:color w:val="{RED}"/>{_PLAIN_SPACE}')),
            _style("DocumentNumber", "Document number", f"<w:keepNext/>{_NO_INDENT}{centre}", _run(body, latin, size)),
            _style("Title", "Title", f"{_KEEP}{_spacing(34 if zh else 26)}{_NO_INDENT}{centre if zh else left}",
                   _run(title, title if zh else latin, TITLE if zh else 18, _PLAIN_SPACE if zh else "<w:b/>")),
            _style("Lead", "Lead", f"{_spacing(line, after=0 if zh else 6)}{_NO_INDENT}{left}"),
            _style("ListItem", "List item", _spacing(line, after=0 if zh else 3)),
            _style("TableTitle", "Table title", f"{_KEEP}{_spacing(0, 8, 4)}{_NO_INDENT}{centre if zh else left}",
                   _run(heading, heading if zh else latin, 12 if zh else 10.5, _PLAIN_SPACE if zh else "<w:b/>")),
            _style("TableText", "Table text", f"{_spacing(0, 2, 2)}{_NO_INDENT}{left}",
                   _run(body, latin, small, _PLAIN_SPACE)),
            _style("Note", "Note", f"{_spacing(0, 4, 10)}{_NO_INDENT}{left}", _run(body, latin, small, _PLAIN_SPACE)),
            _style("Figure", "Figure", f"{_spacing(0, 6, 2)}{_NO_INDENT}{centre}"),
            _style("Imprint", "Imprint", f"{_spacing(0, 2, 2)}{_NO_INDENT}{left}",
                   _run(body, latin, IMPRINT if zh else 10.5, _PLAIN_SPACE)),
            _style("Header", "header", f"{_spacing()}{_NO_INDENT}{centre}", _run(heading, latin, 9, _PLAIN_SPACE)),
            _style("Footer", "footer", f"{_spacing()}{_NO_INDENT}{left}",
                   _run(faces.title[0], latin, PAGE_NUMBER if zh else 10.5, _PLAIN_SPACE)),
        )
    )  # fmt: skip


@lru_cache(maxsize=32)
def styles(faces: Faces, lang: str) -> bytes:
    """``word/styles.xml``."""
    size = BODY if lang == "zh" else ENGLISH_BODY
    language = '<w:lang w:val="en-GB" w:eastAsia="zh-CN"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault>"
        f"{_run(faces.body[0], faces.latin[0], size).replace('</w:rPr>', language + '</w:rPr>')}"
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
    headings = _chinese(faces) if lang == "zh" else _english(faces)
    made = f"{_HEAD}<w:styles {NAMESPACES}>{defaults}{_normal(lang)}{headings}{_shared(faces, lang)}{table}</w:styles>"
    return made.encode()


@lru_cache(maxsize=32)
def font_table(faces: Faces) -> bytes:
    """``word/fontTable.xml``: for each face that is wanted, those that may stand in for it where it is missing."""
    fonts: dict[str, str] = {}
    for role, names in faces.roles().items():
        family = "swiss" if role == "heading" else "roman"
        charset = "00" if role == "latin" else "86"
        others = escaped(",".join(names[1:]))
        fonts[names[0]] = (
            f'<w:font w:name="{escaped(names[0])}"><w:altName w:val="{others}"/><w:charset w:val="{charset}"/>'
            f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        )
    return f"{_HEAD}<w:fonts {NAMESPACES}>{''.join(fonts.values())}</w:fonts>".encode()


SETTINGS = (
    f'{_HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN"/></w:settings>'
).encode()


@lru_cache(maxsize=8)
def header(lang: str, simulated: bool) -> bytes:
    """``word/header1.xml``: empty, or the mark of invented figures."""
    words = WORDS[lang]["simulated"] if simulated else ""
    border = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="3" w:color="808080"/></w:pBdr>' if simulated else ""
    text = f"<w:r><w:t>{escaped(words)}</w:t></w:r>" if words else ""
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="Header"/>{border}</w:pPr>{text}</w:p>'
    return f"{_HEAD}<w:hdr {NAMESPACES}>{paragraph}</w:hdr>".encode()


@lru_cache(maxsize=8)
def footer(side: str, zh: bool) -> bytes:
    """``word/footer1.xml``: the page number between dashes, on the outer side, one character in."""
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    indent = twips(PAGE_NUMBER) if zh else 0
    place = f'<w:ind w:left="{indent}" w:right="{indent}" w:firstLine="0"/><w:jc w:val="{side}"/>'
    dash = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    return (
        f'{_HEAD}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/>{place}</w:pPr>'
        f"{dash.format('— ')}{field}{dash.format(' —')}</w:p></w:ftr>"
    ).encode()


def section(letterhead: Letterhead) -> str:
    """The page: A4, its margins, header and footers."""
    paper = letterhead.paper
    mm = 1440 / 25.4
    margins = {name: round(getattr(paper, name) * mm) for name in ("top", "bottom", "left", "right")}
    words = " ".join(f'w:{name}="{value}"' for name, value in margins.items())
    # The page number stands 7 mm below the text.
    below = max(round((paper.bottom - 7 - 5.5) * mm), 300)
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/><w:headerReference w:type="even" '
        'r:id="rIdHeader"/><w:footerReference w:type="default" r:id="rIdFooterOdd"/><w:footerReference w:type="even" '
        f'r:id="rIdFooterEven"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar {words} w:header="{round(18 * mm)}" '
        f'w:footer="{below}" w:gutter="0"/></w:sectPr>'
    )
