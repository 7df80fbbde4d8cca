"""Reporting: what I owe, workbooks sent up, forms filled in the page, drafts, receipts."""
