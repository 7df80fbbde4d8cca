"""huimin: reported figures, checks, indicators and assessments that explain themselves."""

__version__ = "0.1.0"
