"""Reconciliation: lists of offices received under lock, compared, and the matching checked by readers."""
