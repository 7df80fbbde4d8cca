"""What claims and ledger themselves say about the work on benefits: elements, a form, indicators and a scheme.

Data only; nothing here is code. A workspace takes the pack in by naming it in ``huimin.yaml``.
"""
