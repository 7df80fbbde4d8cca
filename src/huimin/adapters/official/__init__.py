"""Official documents: templates of text, and the layouts docx, PDF and HTML."""

from __future__ import annotations

from huimin.adapters.official.docx import docx_many, write_docx
from huimin.adapters.official.faces import chosen
from huimin.adapters.official.html import write_html
from huimin.adapters.official.letterhead import LETTERHEAD, Faces, Letterhead, Paper, read_letterhead
from huimin.adapters.official.pdf import write_pdf
from huimin.adapters.official.pictures import pngs
from huimin.adapters.official.templates import Filled, Template, Templates, check_templates, read_template, render

__all__ = [
    "LETTERHEAD",
    "Faces",
    "Filled",
    "Letterhead",
    "Paper",
    "Template",
    "Templates",
    "check_templates",
    "chosen",
    "docx_many",
    "pngs",
    "read_letterhead",
    "read_template",
    "render",
    "write_docx",
    "write_html",
    "write_pdf",
]
