"""Publish: documents that leave the office. Which are due, what each says, and the numbers they carry.

``orders.documents_due`` lists them, ``making.FactMaker`` gathers the facts of one, a template (``adapters/official``)
makes a document of them, and ``wiring/publish.py`` writes it.
"""
