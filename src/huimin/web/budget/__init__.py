"""Budgets of benefits: what they cost on simulated people, and what a changed rule would do. Nothing is written."""
