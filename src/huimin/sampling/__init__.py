"""Verification by sampling: how many, which, and what the visited sites say of all."""
