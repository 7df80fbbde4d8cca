"""Findings: an inbox by area, where each finding is given to somebody, answered, and closed with a reason."""
