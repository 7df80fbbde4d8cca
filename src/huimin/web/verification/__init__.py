"""The screen of verification on the spot: rounds, unannounced visits, completeness of registration."""
