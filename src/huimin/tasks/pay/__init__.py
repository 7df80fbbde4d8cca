"""Paying: rolls made by one person and approved by another, the bank's files, what came back, matching funds."""
