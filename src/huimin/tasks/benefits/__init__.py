"""Benefits as a catalogue: read and checked together, with the cases that prove them, and what a family is told."""

from huimin.tasks.benefits.cases import Case, Outcome, run_case, run_cases
from huimin.tasks.benefits.catalogue import Catalogue, Declined, Documents, Event, build_catalogue
from huimin.tasks.benefits.deciding import decide_file
from huimin.tasks.benefits.entitled import (
    ELSEWHERE,
    Answer,
    Enquiry,
    Question,
    State,
    Told,
    benefits_for,
    clear_from,
    events_of,
)

__all__ = [
    "ELSEWHERE",
    "Answer",
    "Case",
    "Catalogue",
    "Declined",
    "Documents",
    "Enquiry",
    "Event",
    "Outcome",
    "Question",
    "State",
    "Told",
    "benefits_for",
    "build_catalogue",
    "clear_from",
    "decide_file",
    "events_of",
    "run_case",
    "run_cases",
]
