"""Workbooks: templates are written here, and filled ones (xlsx, csv, offices' own tables) are read back."""

from huimin.adapters.workbooks.context import ReadContext, ReadResult
from huimin.adapters.workbooks.mapping import TableMapping, read_mappings
from huimin.adapters.workbooks.reader import read_workbook
from huimin.adapters.workbooks.template import write_template

__all__ = ["ReadContext", "ReadResult", "TableMapping", "read_mappings", "read_workbook", "write_template"]
