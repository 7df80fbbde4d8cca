"""Accounts: signing in and out, password, second factor, sessions, language."""
