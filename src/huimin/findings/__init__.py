"""What went wrong or deserves a look, as data: code, severity, place, facts; words come from a catalogue."""

from huimin.findings.finding import Fact, Finding, Invalid, Place, Severity, sort_findings
from huimin.findings.nearest import nearest
from huimin.findings.words import Message, explain, message_of, next_step

__all__ = [
    "Fact",
    "Finding",
    "Invalid",
    "Message",
    "Place",
    "Severity",
    "explain",
    "message_of",
    "nearest",
    "next_step",
    "sort_findings",
]
